import { isReservedWord } from '../model/names.ts';
import { stringLiteral } from './literals.ts';

interface Imported {
  readonly local: string;
  isType: boolean;
}

/**
 * The imports of one generated file, collected while its body is made and printed last: each name once, type-only
 * where every use is, and under another name where the file declares that name itself.
 */
export class Imports {
  readonly #modules = new Map<string, Map<string, Imported>>();
  readonly #taken: Set<string>;

  /** @param declared - the names that the file declares itself. */
  constructor(declared: Iterable<string>) {
    this.#taken = new Set(declared);
  }

  /** The local name of something used as a value. */
  value(name: string, module: string): string {
    const imported = this.#import(name, module);
    imported.isType = false;
    return imported.local;
  }

  /** The local name of something used only in types here. */
  type(name: string, module: string): string {
    return this.#import(name, module).local;
  }

  /** The import statements, packages before relative paths, by code point. */
  print(): string {
    return [...this.#modules]
      .sort(([a], [b]) => compareModules(a, b))
      .map(([module, names]) => printImport(module, names))
      .join('');
  }

  #import(name: string, module: string): Imported {
    const names = this.#modules.get(module) ?? new Map<string, Imported>();
    this.#modules.set(module, names);
    const imported = names.get(name) ?? { local: this.#free(name), isType: true };
    names.set(name, imported);
    return imported;
  }

  #free(name: string): string {
    let local = isReservedWord(name) ? `${name}_` : name;
    while (this.#taken.has(local)) local += '_';
    this.#taken.add(local);
    return local;
  }
}

function printImport(module: string, names: ReadonlyMap<string, Imported>): string {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const allTypes = sorted.every(([, { isType }]) => isType);
  const specifiers = sorted.map(([name, { local, isType }]) => {
    const specifier = name === local ? name : `${name} as ${local}`;
    return isType && !allTypes ? `type ${specifier}` : specifier;
  });
  const keyword = allTypes ? 'import type' : 'import';
  const oneLine = `${keyword} { ${specifiers.join(', ')} } from ${stringLiteral(module)};\n`;
  if (oneLine.length <= 111) return oneLine;
  return `${keyword} {\n${specifiers.map((specifier) => `  ${specifier},\n`).join('')}} from ${stringLiteral(module)};\n`;
}

function compareModules(a: string, b: string): number {
  const relative = Number(a.startsWith('.')) - Number(b.startsWith('.'));
  return relative === 0 ? (a < b ? -1 : 1) : relative;
}
