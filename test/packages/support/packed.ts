import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, REPOSITORY } from '../../support/scratch-project.ts';

/** A tarball that `npm pack` made. */
export interface Tarball {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Paths inside the package. */
  readonly files: readonly string[];
}

/** The folders of the packages that this repository publishes. */
export const OWN_PACKAGES = ['runtime', 'providers', 'generator'] as const;

/** What a run of npm, which may have started this test, says of itself to the programs that it starts. */
const OF_ANOTHER_RUN =
  /^npm_(package|lifecycle|config_(local_prefix|prefix|global_prefix|noproxy))|^INIT_CWD$/i;

/** Runs npm in a folder as somebody at a terminal does. */
export function npm(cwd: string, ...parameters: readonly string[]): Promise<CommandResult> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_ANOTHER_RUN.test(name)));
  return new Promise((resolve) => {
    const options = { cwd, env: { ...env, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 };
    execFile('npm', [...parameters], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Packs the package in a folder as `npm publish` would. */
export async function pack(folder: string, into: string): Promise<Tarball> {
  const { code, stdout, stderr } = await npm(folder, 'pack', '--json', '--pack-destination', into);
  if (code !== 0) throw new Error(`npm pack failed in ${folder}: ${stderr}`);
  // A script that runs before packing may have printed something first; npm has told it as a list and as an object.
  const told: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)));
  const [packed] = Object.values(told as object) as {
    name: string;
    filename: string;
    files: { path: string }[];
  }[];
  if (packed === undefined) throw new Error(`npm pack told nothing: ${stdout}`);
  return {
    name: packed.name,
    path: join(into, packed.filename),
    files: packed.files.map(({ path }) => path).sort(),
  };
}

/** The tarballs of this repository's packages, and a folder for more. */
export class Tarballs {
  readonly folder: string;
  readonly own: readonly Tarball[];

  private constructor(folder: string, own: readonly Tarball[]) {
    this.folder = folder;
    this.own = own;
  }

  static async pack(): Promise<Tarballs> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'extconn-tarballs-')));
    const own: Tarball[] = [];
    for (const name of OWN_PACKAGES) own.push(await pack(join(REPOSITORY, name), folder));
    return new Tarballs(folder, own);
  }

  /** The tarball of one of this repository's packages. */
  of(name: string): Tarball {
    const tarball = this.own.find((candidate) => candidate.name === name);
    if (tarball === undefined) throw new Error(`${name} was not packed`);
    return tarball;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
