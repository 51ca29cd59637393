import { adminCommands, noTransaction } from './admin-commands.ts';
import type { CommandContext, CommandSpec, CommandTable } from './command.ts';
import { CommandError, errorReply } from './command-error.ts';
import type { BsonDocument } from './documents.ts';
import { helloCommands, isPrimary } from './hello.ts';
import { modeOf } from './journal.ts';
import { readCommands } from './read-commands.ts';
import { runOnce } from './retried-writes.ts';
import { saslCommands } from './sasl.ts';
import { writeCommands } from './write-commands.ts';

const commands: CommandTable = {
  ...adminCommands,
  ...helloCommands,
  ...readCommands,
  ...saslCommands,
  ...writeCommands,
};

/** Fields that any command may carry. They change nothing that this server does, or are dealt with below. */
const commonFields = new Set([
  '$db',
  '$readPreference',
  '$clusterTime',
  'lsid',
  'txnNumber',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
]);

/** The answer to a command, `ok` included; a refusal is an answer, too. */
export async function dispatch(context: CommandContext): Promise<BsonDocument> {
  try {
    const spec = specOf(context);
    checkLogin(spec, context);
    checkTransaction(context);
    checkFields(spec, context);
    checkRole(spec, context);
    return await runOnce(context, async () => ({ ...(await spec.run(context)), ok: 1 }));
  } catch (error) {
    return errorReply(error);
  }
}

function specOf({ request: { name, legacy } }: CommandContext): CommandSpec {
  const spec = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (spec === undefined) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
  if (legacy && name !== 'hello') {
    throw new CommandError('UnsupportedOpQueryCommand', `Unsupported OP_QUERY command: ${name}.`);
  }
  return spec;
}

function checkLogin(spec: CommandSpec, { request, client, server }: CommandContext): void {
  if (spec.open || server.credentials === undefined || client.user !== undefined) return;
  throw new CommandError('Unauthorized', `Command ${request.name} requires authentication`);
}

function checkTransaction({ request: { command }, server }: CommandContext): void {
  if ('txnNumber' in command && server.replicaSet === undefined) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos';
    throw new CommandError('IllegalOperation', message);
  }
  if ('startTransaction' in command) {
    throw new CommandError('OperationNotSupportedInTransaction', 'This server has no transactions');
  }
  if ('autocommit' in command) throw noTransaction();
}

function checkFields({ fields }: CommandSpec, { request: { name, command } }: CommandContext): void {
  if (fields === undefined) return;
  const [own] = Object.keys(command);
  const unknown = Object.keys(command).find(
    (field) => field !== own && !commonFields.has(field) && !fields.includes(field),
  );
  if (unknown === undefined) return;
  throw new CommandError('NotImplemented', `'${name}.${unknown}' is not implemented by this server`);
}

function checkRole({ kind }: CommandSpec, { request: { command }, server }: CommandContext): void {
  if (isPrimary(server)) return;
  if (kind === 'write') throw new CommandError('NotWritablePrimary', 'not primary');
  const mode = modeOf(command) ?? 'primary';
  if (kind === 'read' && mode === 'primary') {
    throw new CommandError('NotPrimaryNoSecondaryOk', 'not primary and secondaryOk=false');
  }
}
