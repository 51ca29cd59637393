import type { CommandContext, CommandTable } from './command.ts';
import { CommandError } from './command-error.ts';
import type { BsonDocument } from './documents.ts';

const version = '7.0.0';

export const adminCommands: CommandTable = {
  ping: { kind: 'other', open: true, run: () => ({}) },
  buildInfo: { kind: 'other', open: true, run: buildInfo },
  serverStatus: { kind: 'other', run: serverStatus },
  endSessions: { kind: 'other', run: () => ({}) },
  abortTransaction: { kind: 'other', run: endTransaction },
  commitTransaction: { kind: 'other', run: endTransaction },
};

function buildInfo(): BsonDocument {
  return {
    version,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'in-process test server',
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
  };
}

function serverStatus({ server }: CommandContext): BsonDocument {
  const { accepted, open } = server.connections();
  const uptimeMillis = Date.now() - server.started;
  return {
    host: server.address,
    version,
    process: 'mongod',
    pid: process.pid,
    uptime: Math.floor(uptimeMillis / 1000),
    uptimeMillis,
    localTime: new Date(),
    connections: { current: open, totalCreated: accepted },
    metrics: { cursor: { open: { total: server.cursors.size } } },
  };
}

function endTransaction(): never {
  throw noTransaction();
}

/** None can have begun: the dispatcher refuses `startTransaction`. */
export function noTransaction(): CommandError {
  const message = 'Given transaction number does not match any in-progress transactions.';
  return new CommandError('NoSuchTransaction', message);
}
