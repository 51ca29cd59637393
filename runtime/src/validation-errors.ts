/** One fault, as Zod reports it; only what a sentence needs. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message?: string | undefined;
  readonly input?: unknown;
  readonly expected?: string | undefined;
  readonly origin?: string | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  readonly inclusive?: boolean | undefined;
  readonly divisor?: number | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly values?: readonly unknown[] | undefined;
  readonly options?: readonly unknown[] | undefined;
  readonly discriminator?: string | undefined;
  /** What each option of a union found wrong. */
  readonly errors?: readonly (readonly SchemaIssue[])[] | undefined;
  /** For a rule across fields: the end of the sentence. */
  readonly predicate?: string | undefined;
}

/**
 * The sentence for a fault for which the manifest has none of its own. It names the setting and the rule,
 * never the value: the value may be a secret.
 */
export function describeIssue(issue: SchemaIssue): string {
  const path = issue.path ?? [];
  const inner = issue.code === 'invalid_union' ? meantFaults(issue.errors)?.[0] : undefined;
  if (inner !== undefined) return innerSentence(path, inner);
  return `${settingAt(path)} ${predicateOf(issue)}`;
}

/** What the one option of a union that takes values of this type found wrong; undefined where none does. */
export function meantFaults(options: SchemaIssue['errors'] = []): readonly SchemaIssue[] | undefined {
  const meant = options.filter((faults) => !faults.some(isWrongType));
  return meant.length === 1 ? meant[0] : undefined;
}

function isWrongType({ code, path = [] }: SchemaIssue): boolean {
  return path.length === 0 && code === 'invalid_type';
}

/** A sentence that was made inside a union does not know the way to the union. */
function innerSentence(path: readonly PropertyKey[], { path: inside = [], message }: SchemaIssue): string {
  const setting = settingAt(inside);
  const sentence = message ?? `${setting} is not valid`;
  return sentence.startsWith(`${setting} `)
    ? settingAt([...path, ...inside]) + sentence.slice(setting.length)
    : sentence;
}

function settingAt(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'The configuration' : path.join('.');
}

function predicateOf(issue: SchemaIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${article(issue.expected ?? 'something else')}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is required' : `must be ${oneOf(issue.values ?? [])}`;
    case 'too_small':
      return `must ${lowerBound(issue)}`;
    case 'too_big':
      return `must ${upperBound(issue)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `must match the pattern ${issue.pattern}`
        : `must be a valid ${issue.format}`;
    case 'unrecognized_keys':
      return `must not have ${(issue.keys ?? []).map((key) => JSON.stringify(key)).join(', ')}`;
    case 'not_unique':
      return 'must not have the same item twice';
    case 'invalid_union':
      return issue.options === undefined
        ? 'is not one of the types allowed'
        : `must be ${oneOf(issue.options)}`;
    default:
      return issue.predicate ?? 'is not valid';
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  record: 'an object',
  object: 'an object',
  array: 'an array',
  int: 'an integer',
  integer: 'an integer',
  null: 'null',
};

function article(type: string): string {
  return TYPE_NAMES[type] ?? `a ${type}`;
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? shown : `one of ${shown}`;
}

function lowerBound({ origin, minimum, inclusive }: SchemaIssue): string {
  if (origin === 'string') return `have at least ${count(minimum, 'character')}`;
  if (origin === 'array') return `have at least ${count(minimum, 'item')}`;
  return inclusive === false ? `be greater than ${minimum}` : `be at least ${minimum}`;
}

function upperBound({ origin, maximum, inclusive }: SchemaIssue): string {
  if (origin === 'string') return `have at most ${count(maximum, 'character')}`;
  if (origin === 'array') return `have at most ${count(maximum, 'item')}`;
  return inclusive === false ? `be less than ${maximum}` : `be at most ${maximum}`;
}

function count(number: number | bigint | undefined, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
