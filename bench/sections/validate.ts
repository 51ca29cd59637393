import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScratchProject } from '../../test/support/scratch-project.ts';
import { timeCommand } from '../command.ts';
import { ratio, rowOf } from '../compare.ts';
import { bareNode } from '../floor.ts';
import { configurationText } from '../inputs/configurations.ts';
import { installPeers, type Peers } from '../install-peers.ts';
import type { BenchOptions, Row, Run } from '../measure.ts';
import { createProject, extconn } from '../project.ts';
import { measureCommands, refusal, type Subject } from '../subject.ts';

const PROVIDERS = 5;
/** Of a connection in a file, indented. */
const BYTES = 270;

/** Valid configuration files against the schema of five providers, as in CI. */
export const run: Run = async (options) => {
  const peers = await installPeers(options.log);
  await using project = await createProject(PROVIDERS);
  await timeCommand(extconn(project, 'generate'));
  const bytes = options.quick ? 100_000 : 10_000_000;
  const many = options.quick ? 20 : 1000;
  const rows: Row[] = [];
  for (const count of [1, many])
    rows.push(...(await measureFiles(options, { peers, project }, writeSmall(project, count))));
  rows.push(...(await measureFiles(options, { peers, project }, writeLarge(project, bytes))));
  const ours = rowOf(rows, `validate ${fileCount(many)}`, 'extconn');
  const theirs = rowOf(rows, `validate ${fileCount(many)}`, 'ajv-cli');
  const text = `validate ${fileCount(many)} ÷ ajv-cli`;
  return { rows, aims: [{ text, figure: ratio(ours, theirs), bound: 'most', limit: 1, unit: '×' }] };
};

/** Files to check: what to call them, and where they are. */
interface Files {
  readonly what: string;
  readonly names: readonly string[];
  /** The same, as ajv-cli finds them itself. */
  readonly pattern: string;
}

function fileCount(count: number): string {
  return `${count.toLocaleString('en-US')} configuration file${count === 1 ? '' : 's'}`;
}

/** Files with one connection each. */
function writeSmall({ root }: ScratchProject, count: number): Files {
  mkdirSync(join(root, `configs-${count}`));
  const names = Array.from({ length: count }, (_, index) => `configs-${count}/file-${index}.json`);
  for (const [index, name] of names.entries())
    writeFileSync(join(root, name), configurationText(1, PROVIDERS, index));
  return { what: fileCount(count), names, pattern: `configs-${count}/*.json` };
}

/** One file with thousands of connections. */
function writeLarge({ root }: ScratchProject, bytes: number): Files {
  const text = configurationText(Math.round(bytes / BYTES), PROVIDERS);
  writeFileSync(join(root, 'large.json'), text);
  return {
    what: `one file of ${(text.length / 1e6).toFixed(1)} MB`,
    names: ['large.json'],
    pattern: 'large.json',
  };
}

interface Scene {
  readonly peers: Peers;
  readonly project: ScratchProject;
}

async function measureFiles(options: BenchOptions, { peers, project }: Scene, files: Files) {
  const job = `validate ${files.what}`;
  options.log(job);
  const ours: Subject = {
    subject: 'extconn',
    role: 'ours',
    command: extconn(project, 'validate', ...files.names),
  };
  const floor: Subject = { subject: 'node -e 0', role: 'floor', command: bareNode(project.root) };
  const ajv = 'modules' in peers ? ajvSubject(peers.modules, project, files) : undefined;
  const reason = ajv === undefined ? ('reason' in peers ? peers.reason : '') : await refusal(ajv);
  const able = ajv === undefined || reason !== undefined ? [] : [ajv];
  const rows = await measureCommands(job, [ours, ...able, floor], options);
  if (reason === undefined) return rows;
  return [
    ...rows,
    { job, subject: 'ajv-cli', role: 'peer', unit: 'ms', figure: undefined, note: reason } as const,
  ];
}

function ajvSubject(modules: string, { root }: ScratchProject, { pattern }: Files): Subject {
  const bin = join(modules, 'ajv-cli/dist/index.js');
  const schema = 'schemas/external-connections.schema.json';
  const parameters = [bin, 'validate', '--strict=false', '-s', schema, '-d', pattern];
  return {
    subject: 'ajv-cli',
    role: 'peer',
    command: { program: process.execPath, parameters, cwd: root },
    note: 'the same schema',
  };
}
