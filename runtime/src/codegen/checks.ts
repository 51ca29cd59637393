import { describeIssue, type SchemaIssue } from '../validation-errors.ts';

/** What a Zod check receives; only what the checks here use. */
export interface CheckContext<T> {
  readonly value: T;
  readonly issues: { push(issue: CheckIssue): unknown };
}

interface CheckIssue extends SchemaIssue {
  readonly code: string;
  readonly input: unknown;
  /** True: the value still has its type, so a union knows which of its options was meant. */
  readonly continue: true;
}

type Check<T> = (context: CheckContext<T>) => void;
type Describe = (issue: SchemaIssue) => string | undefined;

/** The sentence for a missing value, where the manifest has one. */
export function missing(sentence: string): Describe {
  return ({ input }) => (input === undefined ? sentence : undefined);
}

/** The sentence for a value that is missing or not one of those listed. */
export function always(sentence: string): Describe {
  return () => sentence;
}

/** Names the type that is expected where Zod's own name for it says less. */
export function expecting(expected: string, sentence?: string): Describe {
  return (issue) =>
    issue.input === undefined ? sentence : describeIssue({ ...issue, code: 'invalid_type', expected });
}

/** `type: integer`: without a fraction, however large. */
export function wholeNumber(): Check<number> {
  return ({ value, issues }) => {
    if (!Number.isInteger(value)) {
      issues.push({ code: 'invalid_type', expected: 'integer', input: value, continue: true });
    }
  };
}

/** `minLength`, counted in code points as JSON Schema does. */
export function minLength(minimum: number, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (codePoints(value) < minimum) {
      issues.push({ code: 'too_small', origin: 'string', minimum, input: value, continue: true, message });
    }
  };
}

/** `maxLength`, counted in code points as JSON Schema does. */
export function maxLength(maximum: number, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (codePoints(value) > maximum) {
      issues.push({ code: 'too_big', origin: 'string', maximum, input: value, continue: true, message });
    }
  };
}

/** `pattern`: matches somewhere in the text. */
export function pattern(source: string, message?: string): Check<string> {
  const expression = new RegExp(source, 'u');
  return ({ value, issues }) => {
    if (!expression.test(value)) {
      issues.push({
        code: 'invalid_format',
        format: 'regex',
        pattern: source,
        input: value,
        continue: true,
        message,
      });
    }
  };
}

/** `format`: the generator wrote the format's expression into the code, so it keeps its meaning. */
export function format(name: string, expression: RegExp, message?: string): Check<string> {
  return ({ value, issues }) => {
    if (!expression.test(value)) {
      issues.push({ code: 'invalid_format', format: name, input: value, continue: true, message });
    }
  };
}

/** `multipleOf`, by the quotient, as JSON Schema validators decide it. */
export function multipleOf(divisor: number, message?: string): Check<number> {
  return ({ value, issues }) => {
    if (!Number.isInteger(value / divisor)) {
      issues.push({ code: 'not_multiple_of', divisor, input: value, continue: true, message });
    }
  };
}

/** `uniqueItems`: no two items are equal, by value. */
export function uniqueItems(message?: string): Check<readonly unknown[]> {
  return ({ value, issues }) => {
    const seen = new Set<string>();
    for (const item of value) seen.add(canonical(item));
    if (seen.size < value.length) {
      issues.push({ code: 'not_unique', input: value, continue: true, message });
    }
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A text that two JSON values share exactly when they are equal. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`;
}
