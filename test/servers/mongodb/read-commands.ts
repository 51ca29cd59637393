import { runPipeline } from './aggregate.ts';
import type { CommandContext, CommandTable } from './command.ts';
import type { Batch } from './cursors.ts';
import type { BsonDocument } from './documents.ts';
import { documentField, documentsField, namespaceOf, numberField, stringField } from './fields.ts';
import { createMatcher } from './filter.ts';

export const readCommands: CommandTable = {
  find: { kind: 'read', fields: ['filter', 'limit', 'skip', 'batchSize', 'singleBatch'], run: find },
  getMore: { kind: 'other', fields: ['collection', 'batchSize'], run: getMore },
  killCursors: { kind: 'other', fields: ['cursors'], run: killCursors },
  count: { kind: 'read', fields: ['query', 'limit', 'skip'], run: count },
  aggregate: { kind: 'read', fields: ['pipeline', 'cursor'], run: aggregate },
};

const firstBatchSize = 101;

function find({ request, server }: CommandContext): BsonDocument {
  const { command, exact, database } = request;
  const namespace = namespaceOf(database, command, 'find');
  const found = server.store.find(namespace, createMatcher(documentField(exact, 'filter')));
  const wanted = window(found, command);
  const batchSize = numberField(command, 'batchSize', firstBatchSize);
  const whole = command['singleBatch'] === true ? wanted.slice(0, batchSize) : wanted;
  return cursorReply(namespace, server.cursors.open(namespace, whole, batchSize));
}

function aggregate({ request, server }: CommandContext): BsonDocument {
  const { command, exact, database } = request;
  const namespace = namespaceOf(database, command, 'aggregate');
  const all = server.store.find(namespace, () => true);
  const result = runPipeline(all, documentsField(exact, 'pipeline'));
  const batchSize = numberField(documentField(command, 'cursor'), 'batchSize', firstBatchSize);
  return cursorReply(namespace, server.cursors.open(namespace, result, batchSize));
}

function count({ request, server }: CommandContext): BsonDocument {
  const { command, exact, database } = request;
  const namespace = namespaceOf(database, command, 'count');
  const found = server.store.find(namespace, createMatcher(documentField(exact, 'query')));
  return { n: window(found, command).length };
}

function getMore({ request, server }: CommandContext): BsonDocument {
  const { command, exact, database } = request;
  const namespace = `${database}.${stringField(command, 'collection')}`;
  const batchSize = numberField(command, 'batchSize', Number.POSITIVE_INFINITY);
  const { id, documents } = server.cursors.next(String(exact['getMore']), namespace, batchSize);
  return { cursor: { id, ns: namespace, nextBatch: documents } };
}

function killCursors({ request, server }: CommandContext): BsonDocument {
  const ids = request.exact['cursors'];
  const cursorsKilled: unknown[] = [];
  const cursorsNotFound: unknown[] = [];
  for (const id of Array.isArray(ids) ? ids : []) {
    (server.cursors.kill(String(id)) ? cursorsKilled : cursorsNotFound).push(id);
  }
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] };
}

/** A limit of 0 is none; a negative one means the same as its absolute value. */
function window(documents: readonly BsonDocument[], command: BsonDocument): readonly BsonDocument[] {
  const skip = numberField(command, 'skip', 0);
  const limit = Math.abs(numberField(command, 'limit', 0));
  return documents.slice(skip, limit === 0 ? undefined : skip + limit);
}

function cursorReply(namespace: string, { id, documents }: Batch): BsonDocument {
  return { cursor: { id, ns: namespace, firstBatch: documents } };
}
