import type { Scalar, Shape } from '../model/model.ts';

/** A constraint that a value breaks: what a sentence needs to name it. */
export interface BrokenConstraint {
  readonly name: 'value-limit' | 'value-multiple' | 'value-pattern' | 'value-format' | 'value-items';
  readonly keyword: string;
  readonly limit: string | number;
}

/** The end of the runtime's sentence for each limit. */
const LIMITS: Readonly<Record<string, (limit: number) => string>> = {
  minLength: (limit) => `have at least ${count(limit, 'character')}`,
  maxLength: (limit) => `have at most ${count(limit, 'character')}`,
  minItems: (limit) => `have at least ${count(limit, 'item')}`,
  maxItems: (limit) => `have at most ${count(limit, 'item')}`,
  minimum: (limit) => `be at least ${limit}`,
  maximum: (limit) => `be at most ${limit}`,
  exclusiveMinimum: (limit) => `be greater than ${limit}`,
  exclusiveMaximum: (limit) => `be less than ${limit}`,
};

const NAMES = {
  multipleOf: 'value-multiple',
  pattern: 'value-pattern',
  format: 'value-format',
  uniqueItems: 'value-items',
} as const;

/** The constraints of a shape among the keywords that its schema found broken. */
export function brokenConstraints(shape: Shape, broken: ReadonlySet<string>): readonly BrokenConstraint[] {
  return Object.entries(shape).flatMap(([keyword, value]: [string, unknown]): readonly BrokenConstraint[] => {
    if (!broken.has(keyword)) return [];
    const limit = LIMITS[keyword];
    if (limit !== undefined) return [{ name: 'value-limit', keyword, limit: limit(Number(value)) }];
    if (!Object.hasOwn(NAMES, keyword)) return [];
    return [{ name: NAMES[keyword as keyof typeof NAMES], keyword, limit: String(value) }];
  });
}

const TYPES: Readonly<Record<string, string>> = {
  integer: 'an integer',
  null: 'null',
  array: 'an array',
  map: 'an object',
  object: 'an object',
  union: 'an object',
};

/** `a string`, `an integer`: what a shape wants. */
export function typeName({ kind }: Shape): string {
  return TYPES[kind] ?? `a ${kind}`;
}

/** `one of "a", "b"`. */
export function choiceOf(values: readonly Scalar[]): string {
  const shown = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? shown : `one of ${shown}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
