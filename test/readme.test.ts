import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY, ScratchProject } from './support/scratch-project.ts';
import { stepsOf } from './support/transcript.ts';

/** `npx` would look packages up; their installed programs are run instead. */
const PROGRAMS: Readonly<Record<string, string>> = {
  extconn: join(REPOSITORY, 'generator/dist/cli.cjs'),
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
