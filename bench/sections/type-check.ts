import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScratchProject } from '../../test/support/scratch-project.ts';
import { type Command, timeCommand } from '../command.ts';
import { ratio, rowOf } from '../compare.ts';
import { kebabName } from '../fields.ts';
import { HAND_WRITTEN_BASE, handWrittenFiles, handWrittenIndex } from '../inputs/hand-written.ts';
import type { BenchOptions, Row, Run } from '../measure.ts';
import { createProject, extconn } from '../project.ts';
import { measureCommands } from '../subject.ts';

/** The whole project, checked by the project's own compiler: the index and everything it leads to. */
export const run: Run = async (options) => {
  const [small, large] = options.quick ? ([5, 20] as const) : ([250, 1000] as const);
  const rows = [...(await measureSize(options, small)), ...(await measureSize(options, large))];
  const growth = ratio(rowOf(rows, job(large), 'generated'), rowOf(rows, job(small), 'generated'));
  const text = `type-check of ${large} providers ÷ of ${small}`;
  return { rows, aims: [{ text, figure: growth, bound: 'most', limit: 5, unit: '×' }] };
};

async function measureSize(options: BenchOptions, size: number): Promise<readonly Row[]> {
  options.log(`type-check of ${size}`);
  await using generated = await createProject(size);
  await timeCommand(extconn(generated, 'generate'));
  await using byHand = await createByHand(size);
  await using empty = await ScratchProject.create();
  await empty.write('empty.ts', 'export {};\n');
  return await measureCommands(
    job(size),
    [
      { subject: 'generated', role: 'ours', command: tsc(generated) },
      {
        subject: 'hand-written equivalent',
        role: 'floor',
        command: tsc(byHand),
        note: 'no secrets, lookups by name only, no lifecycle',
      },
      { subject: 'an empty module', role: 'floor', command: tsc(empty) },
    ],
    options,
  );
}

async function createByHand(size: number): Promise<ScratchProject> {
  const project = await ScratchProject.create(['zod']);
  await project.write('base.ts', HAND_WRITTEN_BASE);
  for (let index = 0; index < size; index++) {
    const folder = project.path(`providers/${kebabName(index)}`);
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(handWrittenFiles(index)))
      writeFileSync(join(folder, name), text);
  }
  await project.write('providers/index.ts', handWrittenIndex(size));
  return project;
}

function tsc({ root }: ScratchProject): Command {
  const bin = join(root, 'node_modules/typescript/bin/tsc');
  return { program: process.execPath, parameters: [bin, '-p', '.'], cwd: root };
}

function job(size: number): string {
  return `type-check, ${size.toLocaleString('en-US')} providers`;
}
