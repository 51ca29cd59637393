import { setTimeout as delay } from 'node:timers/promises';
import type { ClientState, CommandContext, CommandTable, ServerState } from './command.ts';
import { type BsonDocument, isDocument } from './documents.ts';
import { numberField } from './fields.ts';
import { mechanism, speculate } from './sasl.ts';
import { maxMessageBytes } from './wire.ts';

/** MongoDB 7.0: new enough for every driver of today, too old for commands that this server lacks. */
const maxWireVersion = 21;

export const helloCommands: CommandTable = {
  hello: { kind: 'other', open: true, run: runHello },
};

async function runHello({ request, client, server }: CommandContext): Promise<BsonDocument> {
  await awaitChange(request.command, client, server);
  const primary = isPrimary(server);
  return {
    helloOk: true,
    [request.legacy ? 'ismaster' : 'isWritablePrimary']: primary,
    ...replicaSetFields(server, primary),
    topologyVersion: server.topologyVersion,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: client.connectionId,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ...authenticationFields(request.command, client, server),
  };
}

export function isPrimary({ replicaSet, address }: ServerState): boolean {
  return replicaSet === undefined || replicaSet.primary === address;
}

/** A `hello` that says which state it knows is held back until there is another, or its time is over. */
export function isAwaitable(command: BsonDocument): boolean {
  return isDocument(command['topologyVersion']) && 'maxAwaitTimeMS' in command;
}

async function awaitChange(command: BsonDocument, { gone }: ClientState, server: ServerState): Promise<void> {
  if (!isAwaitable(command)) return;
  const known = command['topologyVersion'];
  const same = isDocument(known) && server.topologyVersion.processId.equals(String(known['processId']));
  if (same) await delay(numberField(command, 'maxAwaitTimeMS'), undefined, { signal: gone });
}

function replicaSetFields({ replicaSet, address }: ServerState, primary: boolean): BsonDocument {
  if (replicaSet === undefined) return {};
  return {
    setName: replicaSet.name,
    setVersion: 1,
    secondary: !primary,
    hosts: replicaSet.members,
    primary: replicaSet.primary,
    me: address,
    lastWrite: { lastWriteDate: new Date() },
    ...(primary && { electionId: replicaSet.electionId }),
  };
}

function authenticationFields(command: BsonDocument, client: ClientState, server: ServerState): BsonDocument {
  const fields: BsonDocument = {};
  const asked = command['saslSupportedMechs'];
  if (typeof asked === 'string' && asked.startsWith('admin.') && server.credentials?.has(asked.slice(6))) {
    fields['saslSupportedMechs'] = [mechanism];
  }
  const speculative = command['speculativeAuthenticate'];
  if (isDocument(speculative)) {
    const answer = speculate(speculative, client, server);
    if (answer !== undefined) fields['speculativeAuthenticate'] = answer;
  }
  return fields;
}
