import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../../..');

/** The flags of the repository and, as generated code stands in projects of all kinds, some more. */
const OPTIONS = {
  extends: join(ROOT, 'tsconfig.json'),
  compilerOptions: {
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  },
  include: ['**/*.ts'],
  exclude: ['node_modules'],
};

/** What the compiler says about files, by file; empty where it says nothing. */
export async function typeCheck(
  files: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'extconn-types-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const all = {
      ...files,
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify(OPTIONS),
    };
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return errorsIn(await runCompiler(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runCompiler(folder: string): Promise<string> {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    maxBuffer: 1 << 26,
  });
  return run.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout?: string; stderr?: string }) => {
      // Without a word on stdout it did not get as far as the files.
      if (!stdout) throw new Error(`The compiler failed: ${stderr}`);
      return stdout;
    },
  );
}

function errorsIn(output: string): ReadonlyMap<string, readonly string[]> {
  const errors = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const [, file = '', words = ''] = /^(.+?)\(\d+,\d+\): (error .*)$/.exec(line) ?? [];
    if (file !== '') errors.set(file, [...(errors.get(file) ?? []), words]);
    else if (/^error /.test(line)) throw new Error(line);
  }
  return errors;
}

/** Types that say whether two types are the same, `readonly` and intersections apart. */
export const SAME_TYPES = `
import type { ConfigurationBase } from '@extconn/runtime/codegen/v1';
import type { Secret } from '@extconn/runtime/codegen/v1';

type Plain<T> = T extends Secret<infer S> ? Plain<S>
  : T extends readonly (infer I)[] ? readonly Plain<I>[]
  : T extends object ? { readonly [K in keyof T]: Plain<T[K]> }
  : T;

/** Whether both are one type. */
export type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

/** Whether everything of the first kind is of the second. */
export type Fits<A, B> = A extends Plain<B> ? true : false;

/** The fields of a configuration, all of them optional, as keys that are absent are in a schema's output. */
export type Fields<C extends ConfigurationBase> = Partial<Omit<C, keyof ConfigurationBase>>;

/** The fields that are always set. */
export type Definite<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

/** The fields of a configuration as they are. */
export type Own<C extends ConfigurationBase> = Omit<C, keyof ConfigurationBase>;

export type IsTrue<T extends true> = T;
`;

/** Checks that say what a generated file's types must be, for a file of its own beside it. */
export function typeAssertions(name: string, module: string, text: string): string {
  const schema = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}ConfigurationSchema`;
  // Where rules leave a choice the input type, in which secrets are given too, says more than Zod's can; and where
  // types stand too deep in each other, Zod's say nothing.
  const hasMore = text.includes('} & (') || text.includes('as unknown as z.ZodType)');
  const input = `${hasMore ? 'Fits' : 'Same'}<${name}ConfigurationInput, z.input<typeof ${schema}>>`;
  const output = `Fits<Partial<z.output<typeof ${schema}>>, Fields<${name}Configuration>>`;
  const definite = `Same<Definite<z.output<typeof ${schema}>>, Definite<Own<${name}Configuration>>>`;
  return `
import type { z } from 'zod';
import type { Definite, Fields, Fits, IsTrue, Own, Same } from './same-types.ts';
import type { ${name}Configuration, ${name}ConfigurationInput, ${schema} } from '${module}';

export type Uses = [z.ZodType, Fields<${name}Configuration>, Same<0, 0>, Fits<0, 0>, Definite<object>, Own<${name}Configuration>];
export type Input = IsTrue<${input}>;
export type Output = IsTrue<${hasMore ? 'true' : output}>;
export type Set = IsTrue<${hasMore ? 'true' : definite}>;
`;
}
