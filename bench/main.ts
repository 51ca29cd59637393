import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Aim, Row, Run } from './measure.ts';
import { parseRequest, type Request } from './options.ts';
import { writeResults } from './results.ts';
import { printAims, printRows } from './table.ts';

/** In the order of the table. */
const PARTS = [
  'sections/generate.ts',
  'sections/nothing-to-do.ts',
  'sections/validate.ts',
  'sections/index-import.ts',
  'sections/lookup.ts',
  'sections/type-check.ts',
  'sections/pool.ts',
  'cycles.ts',
  'layer-cost.ts',
];

const HERE = fileURLToPath(new URL('.', import.meta.url));

function log(text: string): void {
  process.stderr.write(`${text}\n`);
}

function nameOf(file: string): string {
  return file.replace(/^sections\//, '').replace(/\.ts$/, '');
}

/** The files of the wanted parts. */
function partsOf({ only }: Request): readonly string[] {
  const known = PARTS.filter((file) => existsSync(join(HERE, file)));
  const unknown = only.filter((name) => !known.some((file) => nameOf(file) === name));
  if (unknown.length > 0)
    throw new RangeError(`No part is called ${unknown.join(', ')}; known: ${known.map(nameOf).join(', ')}`);
  return only.length === 0 ? known : known.filter((file) => only.includes(nameOf(file)));
}

async function measure(request: Request, folder: string): Promise<void> {
  const rows: Row[] = [];
  const aims: Aim[] = [];
  for (const file of partsOf(request)) {
    const { run } = (await import(pathToFileURL(join(HERE, file)).href)) as { readonly run: Run };
    const own = join(folder, file.replace(/\W/g, '-'));
    await mkdir(own);
    log(`== ${file}`);
    const measured = await run({ quick: request.quick, runs: request.runs, folder: own, log });
    rows.push(...measured.rows);
    aims.push(...measured.aims);
    await rm(own, { recursive: true, force: true });
    // After each part: a long run that is ended leaves what it has measured.
    if (request.out !== undefined) await writeResults(request.out, nameOf(file), measured);
  }
  process.stdout.write(`${printRows(rows)}\n${printAims(aims)}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2));
const folder = await realpath(await mkdtemp(join(tmpdir(), 'extconn-bench-')));
try {
  await measure(parseRequest(process.argv.slice(2), join(HERE, 'results')), folder);
} catch (error) {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
} finally {
  await rm(folder, { recursive: true, force: true });
}
