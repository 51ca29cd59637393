import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../generator/src/host.ts';
import type { Change } from '../../../generator/src/watch/sight.ts';
import { watchProject } from '../../../generator/src/watch/watch-project.ts';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.ts';
import { FakeWatchSystem } from './fake-watch-system.ts';

/** The machine may be busy. */
const PATIENCE = { timeout: 15_000 };

type Work = (host: Host) => void;

let end = new AbortController();
let done: Promise<void> = Promise.resolve();

afterEach(async () => {
  end.abort();
  await done;
});

/** Starts a watch whose run does this work, and waits for the first run. */
async function start(host: MemoryHost, work: Work, prepare: (system: FakeWatchSystem) => void = () => {}) {
  const system = new FakeWatchSystem(host);
  prepare(system);
  const runs: (readonly Change[])[] = [];
  end = new AbortController();
  done = watchProject({
    host,
    system,
    signal: end.signal,
    run: async (seen, changes) => {
      work(seen);
      runs.push(changes);
    },
  });
  await expect.poll(() => runs.length, PATIENCE).toBe(1);
  return { system, runs };
}

/** Long enough for anything to happen that is going to. */
const settle = (): Promise<void> => setTimeout(120);

const readA: Work = (host) => void host.read('/project/a.yaml');

describe('what a run depends on', () => {
  it('is what it read: another file of the same folder does not matter', async () => {
    const host = createMemoryHost({ 'a.yaml': '1', 'b.yaml': '1' });
    const { system, runs } = await start(host, readA);
    system.save({ 'b.yaml': '2' });
    await settle();
    expect(runs).toHaveLength(1);
    system.save({ 'a.yaml': '2' });
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
    expect(runs[1]).toEqual([{ path: '/project/a.yaml', kind: 'file' }]);
  });

  it('is the content: a file that is saved unchanged does not matter', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { system, runs } = await start(host, readA);
    system.save({ 'a.yaml': '1' });
    await settle();
    expect(runs).toHaveLength(1);
  });

  it('is also what was not there', async () => {
    const host = createMemoryHost();
    const { system, runs } = await start(host, readA);
    system.save({ 'a.yaml': '1' });
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
  });

  it('is also what a folder holds', async () => {
    const host = createMemoryHost({ 'providers/x/provider.yaml': '' });
    const { system, runs } = await start(host, (seen) => void seen.list('/project/providers'));
    host.makeFolder('/project/providers/y');
    system.tell('providers/y');
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
    expect(runs[1]).toEqual([{ path: '/project/providers', kind: 'folder' }]);
  });

  it('is never what caches and locks hold', async () => {
    const host = createMemoryHost({ '.extconn/facts.json': '1' });
    const { system, runs } = await start(host, (seen) => {
      readA(seen);
      seen.read('/project/.extconn/facts.json');
      seen.replace('/project/.extconn/facts.json', '2');
    });
    system.save({ '.extconn/facts.json': '3' });
    system.tell('/project/a.yaml');
    await settle();
    expect(runs).toHaveLength(1);
  });
});

describe('what a run writes itself', () => {
  const copy: Work = (host) => {
    host.stat('/project/out');
    host.stat('/project/out/deep');
    host.realPath('/project/out/deep');
    host.list('/project');
    host.list('/project/out');
    host.read('/project/out/deep/a.gen.ts');
    host.replace('/project/out/deep/a.gen.ts', host.read('/project/a.yaml') ?? '');
    host.remove('/project/out/old.gen.ts');
  };

  it('does not start another run', async () => {
    const host = createMemoryHost({ 'a.yaml': '1', 'out/old.gen.ts': '' });
    const { system, runs } = await start(host, copy);
    for (const folder of [...system.watched.keys()]) system.tell(`${folder}/x`);
    await settle();
    expect(runs).toHaveLength(1);
    expect(host.snapshot()['/project/out/deep/a.gen.ts']).toBe('1');
  });

  it('starts one where somebody changes it', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { system, runs } = await start(host, copy);
    system.save({ 'out/deep/a.gen.ts': 'mine' });
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
    expect(host.snapshot()['/project/out/deep/a.gen.ts']).toBe('1');
    await settle();
    expect(runs).toHaveLength(2);
  });
});

describe('events', () => {
  it('of a thousand changes start one run', async () => {
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}.yaml`, 'old']));
    const host = createMemoryHost(files);
    const { system, runs } = await start(host, (seen) => {
      for (const name of Object.keys(files)) seen.read(`/project/${name}`);
    });
    system.save(Object.fromEntries(Object.keys(files).map((name) => [name, 'new'])));
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
    expect(runs[1]).toHaveLength(1000);
    await settle();
    expect(runs).toHaveLength(2);
  });

  it('that never end are answered all the same', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { system, runs } = await start(host, readA);
    const noise = setInterval(() => system.tell('log.txt'), 1);
    system.save({ 'a.yaml': '2' });
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
    clearInterval(noise);
  });

  it('during a run lead to another one', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    let isFirst = true;
    const { runs } = await start(host, (seen) => {
      readA(seen);
      if (isFirst) host.edit('a.yaml', '2');
      isFirst = false;
    });
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
  });

  it('are not needed where a folder cannot be watched', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { runs } = await start(host, readA, (system) => system.unwatchable.add('/project'));
    host.edit('a.yaml', '2');
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
  });

  it('of a file that is gone for a moment only start no run', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { system, runs } = await start(host, readA);
    system.delete('/project/a.yaml');
    await setTimeout(8);
    system.save({ 'a.yaml': '1' });
    await settle();
    expect(runs).toHaveLength(1);
    system.delete('/project/a.yaml');
    await expect.poll(() => runs.length, PATIENCE).toBe(2);
  });
});

describe('watched folders', () => {
  it('are those on the way to what was asked, inside the project and in node_modules above it', async () => {
    const host = createMemoryHost({
      'providers/x/provider.yaml': '',
      '/node_modules/@some/package/package.json': '{}',
      '/etc/passwd': '',
    });
    const { system } = await start(host, (seen) => {
      seen.read('/project/providers/x/provider.yaml');
      seen.read('/project/absent/deep/file');
      seen.read('/node_modules/@some/package/package.json');
      seen.read('/etc/passwd');
    });
    expect([...system.watched.keys()].sort()).toEqual([
      '/node_modules',
      '/node_modules/@some',
      '/node_modules/@some/package',
      '/project',
      '/project/providers',
      '/project/providers/x',
    ]);
  });

  it('are left when the watch ends', async () => {
    const host = createMemoryHost({ 'a.yaml': '1' });
    const { system } = await start(host, readA);
    expect(system.watched.size).toBe(1);
    end.abort();
    await done;
    expect(system.watched.size).toBe(0);
  });
});
