import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandResult } from '../../support/scratch-project.ts';
import { npm } from './packed.ts';

/** The strictest that a user may have; the declarations of everything installed must be right, too. */
export const COMPILER_OPTIONS = {
  target: 'ES2022',
  lib: ['ES2023', 'ESNext.Disposable'],
  module: 'NodeNext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  skipLibCheck: false,
};

/** Programs by the names that `npx` knows them by, as npm has linked them into a project. */
const BIN = 'node_modules/.bin';

/** A folder outside of the repository in which npm installs. */
export class InstalledProject {
  readonly root: string;
  /** Where npm looks for packages; undefined for the registry that the machine is set up for. */
  readonly #registry: string | undefined;

  private constructor(root: string, registry: string | undefined) {
    this.root = root;
    this.#registry = registry;
  }

  static async create(registry?: string): Promise<InstalledProject> {
    return new InstalledProject(await realpath(await mkdtemp(join(tmpdir(), 'extconn-user-'))), registry);
  }

  /** A project inside this one, as a workspace is. */
  inside(folder: string): InstalledProject {
    return new InstalledProject(this.path(folder), this.#registry);
  }

  path(name: string): string {
    return join(this.root, name);
  }

  async write(files: Readonly<Record<string, string | object>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(this.path(name)), { recursive: true });
      const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
      await writeFile(this.path(name), text);
    }
  }

  /** `npm install` of names and tarballs; fails the test where it fails. Nothing of what is installed is run. */
  async install(...packages: readonly string[]): Promise<void> {
    const registry =
      this.#registry === undefined ? [] : ['--registry', this.#registry, '--cache', this.path('.npm-cache')];
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', ...registry];
    const { code, stderr } = await npm(this.root, 'install', ...flags, ...packages);
    if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
    await rm(this.path('.npm-cache'), { recursive: true, force: true });
  }

  /** What `npx <program>` runs. @param home - the project whose programs they are; a workspace's root. */
  npx(program: string, parameters: readonly string[], home: InstalledProject = this): Promise<CommandResult> {
    return this.run(home.path(join(BIN, program)), parameters);
  }

  /** Makes a program of an installed package what `npx` runs, for a layout that npm has not made. */
  async linkProgram(program: string, file: string): Promise<void> {
    await mkdir(this.path(BIN), { recursive: true });
    await symlink(join('..', file), this.path(join(BIN, program)));
  }

  node(...parameters: readonly string[]): Promise<CommandResult> {
    return this.run(process.execPath, parameters);
  }

  run(command: string, parameters: readonly string[]): Promise<CommandResult> {
    return new Promise((resolve) => {
      const options = { cwd: this.root, env: { ...process.env, NO_COLOR: '1' } };
      execFile(command, [...parameters], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}
