import { mkdir, realpath, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { REPOSITORY, ScratchProject } from '../../support/scratch-project.ts';
import { provider } from '../watch/sample-project.ts';

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
