import { describeIssue, meantFaults, type SchemaIssue } from '../validation-errors.ts';

/** What a Zod check receives; only what the checks here use. */
export interface CheckContext<T> {
  readonly value: T;
  /** Takes a `CheckIssue`; `never`, because Zod's own type of it is not imported here. */
  readonly issues: { push(issue: never): unknown };
}

/** One fault, in Zod's own shape. */
export interface CheckIssue extends SchemaIssue {
  readonly code: string;
  readonly input: unknown;
}

/** A check that generated code gives to Zod. */
export type Check<T> = (context: CheckContext<T>) => void;
type Describe = (issue: SchemaIssue) => string | undefined;

/** The sentence for a missing value, where the manifest has one. */
export function missing(sentence: string): Describe {
  return ({ input }) => (input === undefined ? sentence : undefined);
}

/** The sentence for a value that is missing or not one of those listed. */
export function always(sentence: string): Describe {
  return () => sentence;
}

/** The sentence for a value that is not of the type or not one of those listed, and that for a missing one. */
export function refusing(sentence: string, missing?: string): Describe {
  return (issue) => {
    if (issue.input === undefined) return missing;
    return isAboutWhole(issue) ? sentence : undefined;
  };
}

/** Names the type that is expected where Zod's own name for it says less. */
export function expecting(expected: string, missing?: string, sentence?: string): Describe {
  return (issue) => {
    if (issue.input === undefined) return missing;
    // Zod asks for the sentences of failed limits here too; they have their own.
    if (issue.code !== 'invalid_type') return undefined;
    return sentence ?? describeIssue({ ...issue, code: 'invalid_type', expected });
  };
}

/** `type: integer`: without a fraction, however large. */
export function wholeNumber(message?: string): Check<number> {
  return ({ value, issues }) => {
    if (!Number.isInteger(value)) {
      report(issues, { code: 'invalid_type', expected: 'integer', input: value, message });
    }
  };
}

/**
 * Refuses the key `__proto__` where any key may stand: Zod would leave it out without a word, and other validators
 * would take it.
 */
export function ownKeys(): Check<unknown> {
  return ({ value, issues }) => {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
      report(issues, { code: 'unrecognized_keys', keys: ['__proto__'], input: value });
    }
  };
}

/** `minLength`, counted in code points as JSON Schema does. */
export function minLength(minimum: number, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (codePoints(value) < minimum) {
      report(issues, { code: 'too_small', origin: 'string', minimum, input: value, message });
    }
  };
}

/** `maxLength`, counted in code points as JSON Schema does. */
export function maxLength(maximum: number, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (codePoints(value) > maximum) {
      report(issues, { code: 'too_big', origin: 'string', maximum, input: value, message });
    }
  };
}

/** `pattern`: matches somewhere in the text. */
export function pattern(source: string, message?: string): Check<string> {
  const expression = new RegExp(source, 'u');
  return ({ value, issues }) => {
    if (!expression.test(value)) {
      report(issues, {
        code: 'invalid_format',
        format: 'regex',
        pattern: source,
        input: value,
        message,
      });
    }
  };
}

/** `format`: the generator wrote the format's expression into the code, so it keeps its meaning. */
export function format(name: string, expression: RegExp, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (!expression.test(value)) {
      report(issues, { code: 'invalid_format', format: name, input: value, message });
    }
  };
}

/** Editors and other validators take no larger quotient for whole: past it, they read numbers as `1e21`. */
const LARGEST_QUOTIENT = 1e21;

/** `multipleOf`, by the quotient, as JSON Schema validators decide it. */
export function multipleOf(divisor: number, message?: string): Check<number> {
  return ({ value, issues }) => {
    const quotient = value / divisor;
    if (!Number.isInteger(quotient) || Math.abs(quotient) >= LARGEST_QUOTIENT) {
      report(issues, { code: 'not_multiple_of', divisor, input: value, message });
    }
  };
}

/** `uniqueItems`: no two items are equal, by value. */
export function uniqueItems(message?: string): Check<unknown> {
  return ({ value, issues }) => {
    if (!Array.isArray(value)) return;
    const seen = new Set<string>();
    for (const item of value) seen.add(canonical(item));
    if (seen.size < value.length) {
      report(issues, { code: 'not_unique', input: value, message });
    }
  };
}

/** Adds a fault. The value still has its type, so a union knows which of its options was meant. */
export function report(issues: CheckContext<unknown>['issues'], issue: CheckIssue): void {
  issues.push({ ...issue, continue: true } as never);
}

/** Whether a fault is about a value as a whole, not about something in it. */
function isAboutWhole({ code, discriminator, errors }: SchemaIssue): boolean {
  if (code !== 'invalid_union') return code === 'invalid_type' || code === 'invalid_value';
  return discriminator === undefined && meantFaults(errors) === undefined;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Deeper than any manifest can describe; what is deeper is refused by the schema, whatever it is equal to. */
const DEEPEST = 200;

/** A text that two JSON values share exactly when they are equal. */
function canonical(value: unknown, depth = 0): string {
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member, depth + 1)}`).join()}}`;
}
