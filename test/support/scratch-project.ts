import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const TSCONFIG = {
  compilerOptions: {
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
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    noEmit: true,
  },
};

/**
 * A project in a folder of its own, as a user has it: package.json, tsconfig.json, and in node_modules the built
 * packages of this repository with what they need. Nothing is fetched.
 */
export class ScratchProject {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** @param packages - which installed packages the project declares and sees, `extconn` apart. */
  static async create(packages: readonly string[] = ['@extconn/runtime', 'zod']): Promise<ScratchProject> {
    const project = new ScratchProject(await realpath(await mkdtemp(join(tmpdir(), 'extconn-'))));
    for (const name of [...packages, 'extconn', 'typescript', '@types/node', 'tsx'])
      await project.#link(name);
    const dependencies = Object.fromEntries(packages.map((name) => [name, '*']));
    await project.write(
      'package.json',
      JSON.stringify({ name: 'scratch', private: true, type: 'module', dependencies }, undefined, 2),
    );
    await project.write('tsconfig.json', JSON.stringify(TSCONFIG, undefined, 2));
    return project;
  }

  path(name: string): string {
    return join(this.root, name);
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), text);
  }

  async copy(from: string, name: string): Promise<void> {
    await cp(from, this.path(name), { recursive: true });
  }

  /** Runs the built command line. */
  extconn(...parameters: readonly string[]): Promise<CommandResult> {
    return this.run(process.execPath, [join(REPOSITORY, 'generator/dist/cli.cjs'), ...parameters]);
  }

  /** Runs the built command line as another user of the machine; that takes root. */
  extconnAs(user: number | undefined, ...parameters: readonly string[]): Promise<CommandResult> {
    return this.run(process.execPath, [join(REPOSITORY, 'generator/dist/cli.cjs'), ...parameters], {}, user);
  }

  /** Type-checks the project. */
  tsc(): Promise<CommandResult> {
    return this.run(process.execPath, [this.path('node_modules/typescript/bin/tsc'), '-p', '.']);
  }

  run(
    command: string,
    parameters: readonly string[],
    env: Readonly<Record<string, string>> = {},
    user?: number,
  ): Promise<CommandResult> {
    return new Promise((resolve) => {
      const options = {
        cwd: this.root,
        env: { ...process.env, ...env, NO_COLOR: '1' },
        maxBuffer: 64 * 1024 * 1024,
        ...(user === undefined ? {} : { uid: user, gid: user }),
      };
      execFile(command, parameters, options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #link(name: string): Promise<void> {
    const target = this.path(`node_modules/${name}`);
    await mkdir(dirname(target), { recursive: true });
    await symlink(await realpath(join(REPOSITORY, 'node_modules', name)), target);
  }
}
