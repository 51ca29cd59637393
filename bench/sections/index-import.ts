import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { REPOSITORY, type ScratchProject } from '../../test/support/scratch-project.ts';
import { type Command, timeCommand } from '../command.ts';
import { rowOf } from '../compare.ts';
import type { Row, Run } from '../measure.ts';
import { createProject, extconn } from '../project.ts';
import { measureCommands } from '../subject.ts';

const SHIPPED = 'import of the shipped index';

/** A program that imports the index and ends, beside one that imports nothing. */
export const run: Run = async (options) => {
  const empty = join(options.folder, 'empty.mjs');
  writeFileSync(empty, 'export {};\n');
  const shipped = join(REPOSITORY, 'providers/dist/index.gen.js');
  const measure = (job: string, module: string): Promise<readonly Row[]> =>
    measureCommands(
      job,
      [
        { subject: 'index', role: 'ours', command: node(module) },
        { subject: 'an empty module', role: 'floor', command: node(empty) },
      ],
      { runs: options.runs * 3 },
    );
  const rows: Row[] = [...(await measure(SHIPPED, shipped))];
  for (const size of options.quick ? [5, 20] : [5, 100, 1000]) {
    await using project = await createProject(size);
    const job = `import of an index, ${size.toLocaleString('en-US')} providers`;
    rows.push(...(await measure(job, await compile(project))));
  }
  const [ours, floor] = ['index', 'an empty module'].map(
    (name) => rowOf(rows, SHIPPED, name)?.figure?.median,
  );
  const figure = ours === undefined || floor === undefined ? undefined : ours - floor;
  const text = `${SHIPPED}, over an empty module`;
  return { rows, aims: [{ text, figure, bound: 'most', limit: 15, unit: 'ms' }] };
};

function node(module: string): Command {
  return { program: process.execPath, parameters: [module], cwd: REPOSITORY };
}

/** Generates, and turns each file into JavaScript, as a program's build does; where the index then is. */
async function compile(project: ScratchProject): Promise<string> {
  await timeCommand(extconn(project, 'generate'));
  const sources = readdirSync(project.path('providers'), { recursive: true, encoding: 'utf8' });
  await build({
    entryPoints: sources
      .filter((name) => name.endsWith('.ts'))
      .map((name) => project.path(`providers/${name}`)),
    outdir: project.path('dist'),
    outbase: project.path('providers'),
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return project.path('dist/index.gen.js');
}
