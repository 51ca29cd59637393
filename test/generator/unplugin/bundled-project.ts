import { mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { REPOSITORY, ScratchProject } from '../../support/scratch-project.ts';
import { manifest, provider } from '../watch/sample-project.ts';

/** The manifest of the project's provider. */
export const NOTES = 'providers/notes/provider.yaml';

/** A program that uses what is generated. */
const MAIN = `import { NotesConfiguration } from './providers/notes/configuration.gen.ts';
const made = NotesConfiguration.create({ folder: 'here' });
console.log(made.isSuccess ? JSON.stringify(made.value.limit) : made.errorMessage);
`;

/** A project with these bundlers, one provider, and nothing generated yet. */
export async function createBundledProject(...bundlers: readonly string[]): Promise<ScratchProject> {
  const project = await ScratchProject.create();
  for (const name of bundlers) {
    const link = project.path(`node_modules/${name}`);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(REPOSITORY, 'node_modules', name)), link);
  }
  for (const [name, text] of Object.entries(provider('Notes', 1000))) await project.write(name, text);
  await project.write('extconn.yaml', 'importExtension: .ts\n');
  await project.write('main.ts', MAIN);
  return project;
}

/** Runs a script in the project and gives what it printed as JSON, one value a line. */
export async function runScript(project: ScratchProject, script: string): Promise<readonly unknown[]> {
  await project.write('script.mjs', script);
  const { stdout, stderr } = await project.run(process.execPath, ['script.mjs']);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{') || line.startsWith('['));
  if (lines.length === 0) throw new Error(`The script said nothing: ${stderr}`);
  return lines.map((line) => JSON.parse(line));
}

/**
 * For a script that watches: `next(end)` is called after each build, and takes the next step once it is quiet, since
 * bundlers may build once more for files that were generated.
 */
export const STEPS = `const good = ${JSON.stringify(manifest('Notes', 1000, 11))};
const added = ${JSON.stringify(provider('Mail', 1001))};
const steps = [
  () => writeFileSync('${NOTES}', good),
  () => writeFileSync('${NOTES}', good.replace('minimum', 'minimun')),
  () => writeFileSync('${NOTES}', good),
  () => { mkdirSync('providers/mail'); for (const name in added) writeFileSync(name, added[name]); },
];
let last;
const next = (end, quiet = 700) => {
  clearTimeout(last);
  last = setTimeout(() => { const step = steps.shift(); if (step === undefined) end(); else step(); }, quiet);
};
`;

/** Asserts what the builds said, a list of codes each, and what the last step made. */
export async function expectSteps(project: ScratchProject, seen: readonly unknown[]): Promise<void> {
  const outcomes = (seen as string[][]).map((codes) => codes.join());
  expect(outcomes.filter((codes, index) => codes !== outcomes[index - 1])).toEqual(['', 'EXT1102', '']);
  const index = await project.run('cat', ['providers/index.gen.ts']);
  expect(index.stdout).toContain('MailConnectionProvider');
}
