import { writeFileSync } from 'node:fs';
import type { ScratchProject } from '../../test/support/scratch-project.ts';
import { timeCommand } from '../command.ts';
import { ratio, rowOf } from '../compare.ts';
import { kebabName } from '../fields.ts';
import { bareNode } from '../floor.ts';
import { manifestText } from '../inputs/manifest.ts';
import type { Aim, BenchOptions, Row, Run } from '../measure.ts';
import { createProject, extconn } from '../project.ts';
import { measureCommands, type Subject } from '../subject.ts';

/** What editors and builds run all day: everything is up to date, or one manifest was saved. */
export const run: Run = async (options) => {
  const large = options.quick ? 20 : 1000;
  const rows = [
    ...(await measureSize(options, 5, { isChanging: false })),
    ...(await measureSize(options, large, { isChanging: true })),
  ];
  return { rows, aims: aimsOf(rows, large) };
};

async function measureSize(
  options: BenchOptions,
  size: number,
  { isChanging }: { readonly isChanging: boolean },
): Promise<readonly Row[]> {
  await using project = await createProject(size);
  // The first makes everything, the second finds it up to date and remembers that.
  for (let time = 0; time < 2; time++) await timeCommand(extconn(project, 'generate'));
  const command = extconn(project, 'generate');
  const floor: Subject = { subject: 'node -e 0', role: 'floor', command: bareNode(options.folder) };
  const ours: Subject = { subject: 'extconn', role: 'ours', command };
  const rows = await measureCommands(nothingJob(size), [ours, floor], { runs: options.runs * 3 });
  if (!isChanging) return rows;
  const changed = { ...ours, prepare: changer(project, Math.floor(size / 2)) };
  return [...rows, ...(await measureCommands(changedJob(size), [changed, floor], options))];
}

/** Saves a manifest with another description each time. */
function changer(project: ScratchProject, index: number): () => void {
  let saves = 0;
  return () => {
    saves += 1;
    const file = project.path(`providers/${kebabName(index)}/provider.yaml`);
    writeFileSync(file, manifestText(index, `A system that was described ${saves} times.`));
  };
}

function nothingJob(size: number): string {
  return `nothing to do, ${size.toLocaleString('en-US')} providers`;
}

function changedJob(size: number): string {
  return `one of ${size.toLocaleString('en-US')} providers changed`;
}

function aimsOf(rows: readonly Row[], large: number): readonly Aim[] {
  const job = nothingJob(5);
  const changed = rowOf(rows, changedJob(large), 'extconn');
  return [
    {
      text: 'nothing to do, 5 providers ÷ node -e 0',
      figure: ratio(rowOf(rows, job, 'extconn'), rowOf(rows, job, 'node -e 0')),
      bound: 'most',
      limit: 2.2,
      unit: '×',
    },
    { text: changedJob(large), figure: changed?.figure?.median, bound: 'most', limit: 400, unit: 'ms' },
  ];
}
