import { CommandError } from './command-error.ts';
import { type BsonDocument, bsonTypeOf, canonical, isDocument } from './documents.ts';

export type Matcher = (document: BsonDocument) => boolean;

/**
 * Equality on fields and dotted paths, into arrays as the real server does it, and `$eq`. Every other operator is
 * refused: an answer that ignored it would be wrong.
 */
export function createMatcher(filter: BsonDocument): Matcher {
  const conditions = Object.entries(filter).map(([path, wanted]) => createCondition(path, wanted));
  return (document) => conditions.every((holds) => holds(document));
}

function createCondition(path: string, condition: unknown): Matcher {
  if (path.startsWith('$')) throw new CommandError('BadValue', `unknown top level operator: ${path}`);
  const wanted = canonical(comparand(condition));
  const steps = path.split('.');
  return (document) => valuesAt(document, steps).some((value) => canonical(value) === wanted);
}

function comparand(condition: unknown): unknown {
  if (bsonTypeOf(condition) === 'BSONRegExp') throw new CommandError('BadValue', 'unknown operator: $regex');
  if (!isDocument(condition)) return condition;
  const keys = Object.keys(condition);
  const unknown = keys.find((key) => key.startsWith('$') && key !== '$eq');
  if (unknown !== undefined) throw new CommandError('BadValue', `unknown operator: ${unknown}`);
  return keys.length === 1 && '$eq' in condition ? condition['$eq'] : condition;
}

/** A missing field counts as null; an array as itself and as each of its elements. */
function valuesAt(value: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return Array.isArray(value) ? [value, ...value] : [value];
  if (Array.isArray(value)) {
    const nested = value.filter(isDocument).flatMap((item) => valuesAt(item, steps));
    return /^\d+$/.test(step) && Number(step) < value.length
      ? [...nested, ...valuesAt(value[Number(step)], rest)]
      : nested;
  }
  if (!isDocument(value) || !Object.hasOwn(value, step)) return [null];
  return valuesAt(value[step], rest);
}
