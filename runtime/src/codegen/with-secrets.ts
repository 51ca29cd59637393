import type { SecretStep } from '../secret-paths.ts';
import type { Secret } from '../secrets.ts';

type Path = readonly SecretStep[];
type Nothing = null | undefined;

/** What a Zod schema takes, of version 4 or 3. */
export type SchemaInput<S> = S extends { readonly _zod: { readonly input: infer I } }
  ? I
  : S extends { readonly _input: infer I }
    ? I
    : never;

/** What a Zod schema makes of it. */
export type SchemaOutput<S> = S extends { readonly _zod: { readonly output: infer O } }
  ? O
  : S extends { readonly _output: infer O }
    ? O
    : never;

/** A type in which what lies at the paths is behind a `Secret`, as a configuration holds it. */
export type WithSecrets<T, Paths extends readonly Path[]> = Paths extends readonly [
  infer First extends Path,
  ...infer Rest extends readonly Path[],
]
  ? WithSecrets<WithSecret<T, First>, Rest>
  : T;

type WithSecret<T, P extends Path> = P extends readonly [infer Step, ...infer Rest extends Path]
  ? Inside<T, Step, Rest>
  : Secret<Exclude<T, Nothing>> | Extract<T, Nothing>;

/** Distributes over unions: each member has its own way on, or none. */
type Inside<T, Step, Rest extends Path> = T extends Nothing | Secret<unknown>
  ? T
  : Step extends { readonly where: infer Name extends string; readonly is: readonly (infer Value)[] }
    ? T extends { readonly [K in Name]: Value }
      ? WithSecret<T, Rest>
      : T
    : T extends readonly (infer Item)[]
      ? Step extends '*' | { readonly items: true }
        ? readonly WithSecret<Item, Rest>[]
        : T
      : T extends object
        ? { readonly [K in keyof T]: IsStepTo<K, Step> extends true ? WithSecret<T[K], Rest> : T[K] }
        : T;

type IsStepTo<K, Step> = Step extends { readonly others: readonly (infer Name)[] }
  ? K extends Name
    ? false
    : true
  : Step extends '*'
    ? true
    : K extends Step
      ? true
      : false;
