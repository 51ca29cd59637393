import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REPOSITORY, ScratchProject } from '../test/support/scratch-project.ts';
import type { Command } from './command.ts';
import { kebabName } from './fields.ts';
import { connectionText, manifestText } from './inputs/manifest.ts';

const CLI = join(REPOSITORY, 'generator/dist/cli.cjs');

/** Makes a project with so many synthetic providers, as a user has it, with nothing generated yet. */
export async function createProject(providers: number): Promise<ScratchProject> {
  const project = await ScratchProject.create();
  for (let index = 0; index < providers; index++) {
    const folder = project.path(`providers/${kebabName(index)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'provider.yaml'), manifestText(index));
    writeFileSync(join(folder, 'connection.ts'), connectionText(index));
  }
  return project;
}

/** Our command line in a project, as the peers' are run: its own file, by this Node. */
export function extconn({ root }: ScratchProject, ...parameters: readonly string[]): Command {
  return { program: process.execPath, parameters: [CLI, ...parameters], cwd: root };
}

/** What a run may find again besides the inputs. */
export type Kept = 'facts' | 'nothing';

/** Deletes everything generated, and of `.extconn` all but what may be kept. */
export function removeOutputs({ root }: ScratchProject, kept: Kept): void {
  rmSync(join(root, 'schemas'), { recursive: true, force: true });
  for (const { name, parentPath } of walk(join(root, 'providers')))
    if (name.endsWith('.gen.ts')) rmSync(join(parentPath, name));
  for (const { name, parentPath } of walk(join(root, '.extconn')))
    if (!(kept === 'facts' && name === 'facts.json')) rmSync(join(parentPath, name));
}

/** A generated file and its size in bytes. */
export interface Output {
  /** Relative to the project. */
  readonly path: string;
  readonly size: number;
}

function walk(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Every generated file there is. */
export function outputsOf({ root }: ScratchProject): readonly Output[] {
  return [...walk(join(root, 'providers')), ...walk(join(root, 'schemas'))]
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => path.endsWith('.gen.ts') || path.endsWith('.json'))
    .map((path) => ({ path: relative(root, path), size: statSync(path).size }));
}
