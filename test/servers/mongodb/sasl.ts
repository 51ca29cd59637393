import type { ClientState, CommandContext, CommandTable, ServerState } from './command.ts';
import { CommandError } from './command-error.ts';
import type { BsonDocument } from './documents.ts';
import { ScramConversation, ScramError } from './scram.ts';

/** The one mechanism this server offers. */
export const mechanism = 'SCRAM-SHA-256';

/** One login at a time on a connection, so one id does. */
const conversationId = 1;

export const saslCommands: CommandTable = {
  saslStart: { kind: 'other', open: true, run: start },
  saslContinue: { kind: 'other', open: true, run: proceed },
};

/** The `saslStart` inside a `hello`. One that cannot succeed is left out of the answer: the client starts again. */
export function speculate(
  command: BsonDocument,
  client: ClientState,
  server: ServerState,
): BsonDocument | undefined {
  try {
    return begin(command, command['db'], client, server);
  } catch (error) {
    if (error instanceof ScramError) return undefined;
    throw error;
  }
}

function start(context: CommandContext): BsonDocument {
  const { request, client, server } = context;
  const wanted = String(request.command['mechanism']);
  return orRefuse(context, wanted, () => begin(request.command, request.database, client, server));
}

function begin(
  command: BsonDocument,
  database: unknown,
  client: ClientState,
  server: ServerState,
): BsonDocument {
  // The real server, too, tells nobody whether the user, the database or the mechanism was wrong.
  if (database !== 'admin') throw new ScramError('users live in admin');
  if (command['mechanism'] !== mechanism) throw new ScramError('mechanism not offered');
  const scram = ScramConversation.start(text(command['payload']), (user) => server.credentials?.get(user));
  client.conversation = scram;
  return { conversationId, done: false, payload: Buffer.from(scram.challenge) };
}

/** Ends the login: the empty exchange that SASL would have after it is left out, as drivers ask for. */
function proceed(context: CommandContext): BsonDocument {
  const { request, client, server } = context;
  const { conversation } = client;
  if (conversation === undefined || request.command['conversationId'] !== conversationId) {
    throw new CommandError('ProtocolError', 'No SASL session state found');
  }
  delete client.conversation;
  const payload = orRefuse(context, mechanism, () => conversation.finish(text(request.command['payload'])));
  const { user } = conversation;
  client.user = user;
  server.journal.authentications.push({
    connectionId: client.connectionId,
    user,
    mechanism,
    succeeded: true,
  });
  return { conversationId, done: true, payload: Buffer.from(payload) };
}

function orRefuse<T>({ client, server }: CommandContext, wanted: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ScramError)) throw error;
    const { connectionId } = client;
    server.journal.authentications.push({
      connectionId,
      user: error.user,
      mechanism: wanted,
      succeeded: false,
    });
    throw new CommandError('AuthenticationFailed', 'Authentication failed.');
  }
}

function text(payload: unknown): string {
  return payload instanceof Uint8Array ? Buffer.from(payload).toString('utf8') : '';
}
