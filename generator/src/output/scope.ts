import { basename, dirname } from 'node:path';

/** A file that the generator wants to exist. */
export interface OutputFile {
  /** Absolute. */
  readonly path: string;
  /** With its header. */
  readonly text: string;
  /** Of the text, where it is known without it. */
  readonly hash?: string;
}

/** Where generated files may be. */
export interface OutputScope {
  /** Absolute; links included, nothing outside it is ever changed. */
  readonly root: string;
  readonly folders: readonly OutputFolder[];
}

/** A folder that holds generated files of one kind; its subfolders do not count. */
export interface OutputFolder {
  /** Absolute. */
  readonly path: string;
  readonly kind: OutputKind;
}

/** TypeScript (`.gen.ts`), JSON Schemas (`.schema.json`), or the models that a package ships (`.json`). */
export type OutputKind = 'code' | 'schemas' | 'models';

const SUFFIXES = { code: '.gen.ts', schemas: '.schema.json', models: '.json' } as const;
const KINDS = ['code', 'schemas', 'models'] as const;

/** Whether a name is one that generated files of this kind have. */
export function isOutputName(name: string, kind: OutputKind): boolean {
  const suffix = SUFFIXES[kind];
  if (!name.endsWith(suffix) || name.length === suffix.length) return false;
  return kind !== 'models' || (name !== 'package.json' && !name.startsWith('tsconfig'));
}

/** A file that the generator asks for twice, in another folder or under another name is a bug: nothing is written. */
export function assertInScope(files: readonly OutputFile[], scope: OutputScope): void {
  const folders = new Set(scope.folders.map(({ path, kind }) => `${kind} ${path}`));
  const seen = new Set<string>();
  for (const { path } of files) {
    const kinds = KINDS.filter((kind) => isOutputName(basename(path), kind));
    if (seen.has(path) || !kinds.some((kind) => folders.has(`${kind} ${dirname(path)}`)))
      throw new Error(`Not a place for a generated file: ${path}`);
    seen.add(path);
  }
}
