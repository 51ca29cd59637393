import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, ScratchProject } from './support/scratch-project.ts';

/** One thing that the transcript says to do. */
type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly typed: string; readonly output: string };

/** The steps of a section: files are marked by a comment, commands begin with `$ ` in a console block. */
function stepsOf(markdown: string, heading: string): readonly Step[] {
  const section = markdown.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const blocks = section.matchAll(/(?:<!-- file: (?<name>\S+) -->\n)?```(?<language>\w+)\n(?<text>.*?)```/gs);
  return [...blocks].flatMap(({ groups = {} }): readonly Step[] => {
    const { name, language, text = '' } = groups;
    if (name !== undefined) return [{ kind: 'file', name, text }];
    if (language !== 'console') throw new Error(`A block that is neither a file nor a command: ${text}`);
    return text
      .split(/^\$ /m)
      .slice(1)
      .map((command) => {
        const [typed = '', ...output] = command.split('\n');
        return { kind: 'command', typed, output: output.join('\n') };
      });
  });
}

/** `npx` would look packages up; their installed programs are run instead. */
const PROGRAMS: Readonly<Record<string, string>> = {
  extconn: join(REPOSITORY, 'generator/dist/cli.js'),
  tsc: 'node_modules/typescript/bin/tsc',
  tsx: 'node_modules/tsx/dist/cli.mjs',
};

describe('README: add a provider in ten minutes', () => {
  it('is a transcript: every command prints what it says, and the program compiles and runs', async () => {
    const steps = stepsOf(
      readFileSync(join(REPOSITORY, 'README.md'), 'utf8'),
      'Add a provider in ten minutes',
    );
    expect(steps.length).toBeGreaterThan(8);
    await using project = await ScratchProject.create();
    for (const step of steps) {
      if (step.kind === 'file') {
        await project.write(step.name, step.text);
        continue;
      }
      const [npx, program = '', ...parameters] = step.typed.split(' ');
      expect(npx).toBe('npx');
      const { code, stdout, stderr } = await project.run(process.execPath, [
        PROGRAMS[program] ?? program,
        ...parameters,
      ]);
      expect({ typed: step.typed, code, stderr, stdout }).toEqual({
        typed: step.typed,
        code: 0,
        stderr: '',
        stdout: step.output,
      });
    }
    // The scaffolded test, as the text around the transcript says to run it.
    const tested = await project.run(process.execPath, [
      PROGRAMS['tsx'] ?? '',
      '--test',
      'providers/notes/connection.test.ts',
    ]);
    expect(tested.stdout).toMatch(/^# fail 0$/m);
    expect(tested.stdout).toMatch(/^# pass [1-9]/m);
    expect(tested.code).toBe(0);
  }, 120_000);
});
