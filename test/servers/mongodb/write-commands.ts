import type { CommandContext, CommandTable } from './command.ts';
import { CommandError } from './command-error.ts';
import type { BsonDocument } from './documents.ts';
import { documentField, documentsField, namespaceOf, numberField } from './fields.ts';
import { createMatcher } from './filter.ts';

export const writeCommands: CommandTable = {
  insert: { kind: 'write', fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert },
  delete: { kind: 'write', fields: ['deletes', 'ordered'], run: remove },
  drop: { kind: 'write', fields: [], run: drop },
};

function insert({ request, server }: CommandContext): BsonDocument {
  const namespace = namespaceOf(request.database, request.command, 'insert');
  return runEach(documentsField(request.exact, 'documents'), request.command, (document) => {
    server.store.insert(namespace, document);
    return 1;
  });
}

function remove({ request, server }: CommandContext): BsonDocument {
  const namespace = namespaceOf(request.database, request.command, 'delete');
  const plain = documentsField(request.command, 'deletes');
  return runEach(documentsField(request.exact, 'deletes'), request.command, (statement, index) => {
    const matches = createMatcher(documentField(statement, 'q'));
    return server.store.remove(namespace, matches, numberField(plain[index] ?? {}, 'limit'));
  });
}

function drop({ request, server }: CommandContext): BsonDocument {
  const ns = namespaceOf(request.database, request.command, 'drop');
  // Since 7.0 a collection that does not exist is dropped without an error.
  return server.store.drop(ns) ? { ns, nIndexesWas: 1 } : {};
}

/** Failures of single statements are part of the answer; after the first one an ordered batch stops. */
function runEach(
  statements: readonly BsonDocument[],
  command: BsonDocument,
  run: (statement: BsonDocument, index: number) => number,
): BsonDocument {
  const writeErrors: BsonDocument[] = [];
  let n = 0;
  for (const [index, statement] of statements.entries()) {
    try {
      n += run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message });
      if (command['ordered'] !== false) break;
    }
  }
  return writeErrors.length === 0 ? { n } : { n, writeErrors };
}
