import type { Range } from '../located.ts';

/** What the syntax of a TypeScript file says, as plain data: it is kept from run to run. */
export interface SourceFacts {
  readonly classes: readonly ClassFacts[];
  readonly imports: readonly ImportFact[];
  /** The constants of the module; none where no constructor calls `super`, since nothing else needs them. */
  readonly constants: readonly NamedLiteral[];
  /** What the file exports from others (`export { A } from`); `*` stands for everything. */
  readonly reExports: readonly string[];
  /** The first thing that is not TypeScript. Facts of what stands around it may be wrong. */
  readonly syntaxError?: { readonly message: string; readonly range: Range };
}

/** What changes here makes facts of earlier versions void. */
export const FACTS_FORMAT = 1;

export interface ImportFact {
  /** The name in this file. */
  readonly local: string;
  /** The name in the module; `*` for all of it. */
  readonly name: string;
  readonly module: string;
}

export interface ClassFacts {
  /** Empty where the class has none. */
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
  readonly exportedAs: readonly string[];
  readonly isAbstract: boolean;
  readonly base?: BaseFact;
  readonly members: readonly MemberFact[];
  /** What the constructor hands to the base class. */
  readonly superCall?: SuperCallFact;
}

export interface BaseFact {
  /** Of `a.B` it is `B`; absent where the base class is no name. */
  readonly name?: string;
  /** The `a` of `a.B`. */
  readonly namespace?: string;
  /** As they are written. */
  readonly typeArguments: readonly string[];
  readonly range: Range;
}

export interface MemberFact {
  readonly name: string;
  readonly range: Range;
  readonly isStatic: boolean;
  readonly isAbstract: boolean;
  readonly isReadonly: boolean;
}

export interface SuperCallFact {
  readonly range: Range;
  readonly arguments: readonly LiteralFact[];
  /** What the constructor's parameters stand for in `static readonly instance = new Class(…)`. */
  readonly parameters: readonly NamedLiteral[];
}

export interface NamedLiteral {
  readonly name: string;
  readonly value: LiteralFact;
}

/** A value as it is written, and where. */
export type LiteralFact =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly range: Range }
  | { readonly kind: 'list'; readonly items: readonly LiteralFact[]; readonly range: Range }
  /** A member without a name that can be told has the name `...`: a spread, or a name that is computed. */
  | { readonly kind: 'object'; readonly members: readonly NamedLiteral[]; readonly range: Range }
  | { readonly kind: 'spread'; readonly value: LiteralFact; readonly range: Range }
  | { readonly kind: 'name'; readonly name: string; readonly range: Range }
  | { readonly kind: 'member'; readonly owner: LiteralFact; readonly name: string; readonly range: Range }
  | { readonly kind: 'unreadable'; readonly range: Range };
