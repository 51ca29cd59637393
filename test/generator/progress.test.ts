import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createProject } from '../../bench/project.ts';
import { CommandProgress, countWrites } from '../../generator/src/progress.ts';
import { createMemoryHost } from '../support/memory-host.ts';
import { REPOSITORY } from '../support/scratch-project.ts';

/** A progress whose clock is set by hand, and what it showed. */
function createScene(tells = false) {
  let time = 0;
  const drawn: string[] = [];
  const told: string[] = [];
  const progress = new CommandProgress({
    now: () => time,
    draw: (line) => void drawn.push(line),
    tell: tells ? (text) => void told.push(text) : undefined,
  });
  const at = (now: number): void => {
    time = now;
  };
  return { progress, drawn, told, at };
}

describe('progress on a terminal', () => {
  it('shows nothing of work that is done at once', () => {
    const { progress, drawn, at } = createScene();
    progress.phase('reading');
    at(300);
    progress.step(1, 2);
    progress.end();
    expect(drawn).toEqual([]);
  });

  it('shows long work, not more often than eyes can follow, and takes the line away', () => {
    const { progress, drawn, at } = createScene();
    progress.phase('reading');
    for (let done = 0; done < 1000; done++) {
      at(done);
      progress.step(done, 1000);
    }
    progress.end();
    expect(drawn).toEqual([
      ...[400, 480, 560, 640, 720, 800, 880, 960].map((done) => `reading ${done} of 1000`),
      '',
    ]);
  });

  it('tells the time of each phase where that was asked for', () => {
    const { progress, told, at } = createScene(true);
    at(50);
    progress.phase('reading');
    at(150.25);
    progress.phase('writing');
    at(1200);
    progress.end();
    expect(told).toEqual([
      '     50.0 ms  starting\n    100.3 ms  reading\n   1049.8 ms  writing\n   1200.0 ms  in all\n',
    ]);
  });

  it('counts the files that are written', () => {
    const steps: string[] = [];
    const progress = {
      phase: () => undefined,
      step: (done: number, total: number) => void steps.push(`${done}/${total}`),
    };
    const host = createMemoryHost();
    const counted = countWrites(host, progress, 2);
    counted.replace('/a', '1');
    counted.replace('/b', '2');
    expect(steps).toEqual(['1/2', '2/2']);
    expect(host.read('/b')).toBe('2');
  });
});

describe('the command line', () => {
  it('says nothing of its progress where it is piped, and the times only when asked', async () => {
    await using project = await createProject(2);
    const quiet = await project.extconn('generate');
    expect(quiet).toMatchObject({ code: 0, stderr: '' });
    const verbose = await project.extconn('generate', '--verbose');
    expect(verbose).toMatchObject({ code: 0, stdout: 'Up to date: 12 files.\n' });
    expect(verbose.stderr).toMatch(
      /^ +[\d.]+ ms {2}starting\n( +[\d.]+ ms {2}[a-z ]+\n)+ +[\d.]+ ms {2}in all\n$/,
    );
    expect(verbose.stderr).toContain('reading manifests');
    await project.write(
      'c.json',
      '{ "externalConnections": { "A": { "provider": "SystemAaaa", "host": "h", "database": "d" } } }',
    );
    const json = await project.extconn('validate', 'c.json', '--verbose', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ diagnostics: [] });
    expect(json.stderr).toContain('checking configuration files');
  });

  it('draws on a terminal and leaves nothing behind', async (context) => {
    const run = promisify(execFile);
    const hasTerminal = await run('script', ['-qec', 'true', '/dev/null']).then(
      () => true,
      () => false,
    );
    if (!hasTerminal) return context.skip('no script(1), which gives a terminal');
    await using project = await createProject(150);
    const command = `${process.execPath} ${REPOSITORY}/generator/dist/cli.cjs generate`;
    const { stdout } = await run('script', ['-qec', command, '/dev/null'], { cwd: project.root });
    const lines = stdout.split('\r\u001B[K');
    expect(lines.slice(1, -1).filter((line) => / \d+ of 150$| \d+ of 6\d\d$/.test(line))).not.toEqual([]);
    expect(lines.at(-1)).toMatch(/^created /);
  });
});
