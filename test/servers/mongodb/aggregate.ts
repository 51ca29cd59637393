import { CommandError } from './command-error.ts';
import { type BsonDocument, isDocument } from './documents.ts';
import { createMatcher } from './filter.ts';

type Stage = (documents: readonly BsonDocument[], argument: unknown) => readonly BsonDocument[];

/** The stages that `countDocuments` and simple health checks are made of. */
const stages: Readonly<Record<string, Stage>> = {
  $match: (documents, filter) => documents.filter(createMatcher(expectDocument('$match', filter))),
  $skip: (documents, count) => documents.slice(expectCount('$skip', count)),
  $limit: (documents, count) => documents.slice(0, expectCount('$limit', count)),
  $count: (documents, field) => (documents.length === 0 ? [] : [{ [String(field)]: documents.length }]),
  $group: (documents, group) => groupAll(documents, expectDocument('$group', group)),
};

/** `pipeline` with BSON types kept. An unknown stage is refused, as is an unknown operator in a known one. */
export function runPipeline(
  documents: readonly BsonDocument[],
  pipeline: readonly BsonDocument[],
): readonly BsonDocument[] {
  return pipeline.reduce((current, step) => {
    const [[name, argument] = ['', undefined]] = Object.entries(step);
    const stage = Object.hasOwn(stages, name) ? stages[name] : undefined;
    if (stage === undefined) {
      throw new CommandError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    }
    return stage(current, argument);
  }, documents);
}

/** One group for all, with `$sum` of constants: what counting needs. No documents make no group. */
function groupAll(documents: readonly BsonDocument[], group: BsonDocument): BsonDocument[] {
  const { _id: id, ...sums } = group;
  if (isDocument(id) || (typeof id === 'string' && id.startsWith('$')))
    throw notImplemented('$group by a value');
  const totals = Object.entries(sums).map(([field, sum]) => [field, documents.length * constantOf(sum)]);
  return documents.length === 0 ? [] : [{ _id: id, ...Object.fromEntries(totals) }];
}

function constantOf(sum: unknown): number {
  const constant = isDocument(sum) ? Number(sum['$sum'] ?? Number.NaN) : Number.NaN;
  if (Number.isNaN(constant)) throw notImplemented('$group with anything but $sum of a constant');
  return constant;
}

function expectDocument(stage: string, argument: unknown): BsonDocument {
  if (isDocument(argument)) return argument;
  throw new CommandError('TypeMismatch', `the argument of ${stage} must be an object`);
}

function expectCount(stage: string, argument: unknown): number {
  const count = Number(argument);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new CommandError('BadValue', `the argument of ${stage} must be a whole number, not negative`);
}

function notImplemented(what: string): CommandError {
  return new CommandError('NotImplemented', `${what} is not implemented by this server`);
}
