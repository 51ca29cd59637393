import { dirname, join } from 'node:path';
import type { Host } from '../host.ts';
import type { Range } from '../located.ts';
import { tolerateFault } from '../output/fault.ts';
import type { FactsCache } from './cache.ts';
import type { ClassFacts, SourceFacts } from './facts.ts';

/** A class and those it extends, as far as the project's own files say. */
export interface Ancestry {
  /** From the class itself on. */
  readonly classes: readonly ClassFacts[];
  /**
   * Where the line ends: at the wanted base, at no base or one that exists nowhere, at a class that a package brings,
   * or at an expression.
   */
  readonly end: 'base' | 'none' | 'package' | 'unreadable';
  /** Of what the first class says it extends, else of its name. */
  readonly range: Range;
}

/** Longer lines end here, circles among them. */
const LONGEST = 10;

/** Follows a class up to `ConnectionBase`, through the file and the relative imports of base classes. */
export async function readAncestry(
  host: Host,
  file: string,
  source: SourceFacts,
  first: ClassFacts,
  cache: FactsCache,
): Promise<Ancestry> {
  const classes = [first];
  const range = first.base?.range ?? first.range;
  let here = { file, source, found: first };
  while (classes.length < LONGEST) {
    const base = baseOf(here.source, here.found);
    if (typeof base === 'string') return { classes, end: base, range };
    const next = base.module === undefined ? { ...here } : await open(host, here.file, base.module, cache);
    const found = next?.source.classes.find(({ name, exportedAs }) =>
      base.module === undefined ? name === base.name : exportedAs.includes(base.name),
    );
    // What a relative import leads to may be re-exported from anywhere; the compiler sees it.
    if (next === undefined || found === undefined)
      return { classes, end: base.module === undefined ? 'none' : 'package', range };
    classes.push(found);
    here = { ...next, found };
  }
  return { classes, end: 'unreadable', range };
}

/** What a class extends: a class of this file or of a relative module, or where the line ends. */
function baseOf(
  { imports }: SourceFacts,
  { base }: ClassFacts,
):
  | { readonly name: string; readonly module?: string }
  | Exclude<Ancestry['end'], 'unreadable'>
  | 'unreadable' {
  if (base === undefined) return 'none';
  if (base.name === undefined) return 'unreadable';
  const local = base.namespace ?? base.name;
  const imported = imports.find((entry) => entry.local === local);
  const name = base.namespace === undefined && imported !== undefined ? imported.name : base.name;
  if (name === 'ConnectionBase') return 'base';
  if (imported === undefined) return { name };
  if (imported.module.startsWith('node:')) return 'none';
  return imported.module.startsWith('.') ? { name, module: imported.module } : 'package';
}

async function open(
  host: Host,
  from: string,
  module: string,
  cache: FactsCache,
): Promise<{ readonly file: string; readonly source: SourceFacts } | undefined> {
  const path = join(dirname(from), module);
  for (const file of [path, path.replace(/\.js$/, '.ts'), `${path}.ts`, join(path, 'index.ts')]) {
    if (!file.endsWith('.ts') || host.stat(file)?.isFile !== true) continue;
    let text: string | undefined;
    tolerateFault(() => {
      text = host.read(file);
    });
    if (text !== undefined) return { file, source: await cache.read(text) };
  }
  return undefined;
}
