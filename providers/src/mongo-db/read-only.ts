import type { CommandStartedEvent, MongoClient } from 'mongodb';

/** Commands that change no data; what is not here may. */
const READING = new Set([
  ...['aggregate', 'count', 'distinct', 'find', 'getMore', 'killCursors', 'explain'],
  ...['listCollections', 'listDatabases', 'listIndexes', 'collStats', 'dbStats', 'dataSize', 'dbHash'],
  ...['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'serverStatus', 'hostInfo', 'connectionStatus'],
  ...['saslStart', 'saslContinue', 'authenticate', 'logout', 'getnonce', 'usersInfo', 'rolesInfo'],
  ...['startSession', 'refreshSessions', 'endSessions', 'abortTransaction', 'commitTransaction'],
]);

/**
 * Keeps a client from sending commands that may change data. The driver tells of each command before it writes it,
 * and a listener that throws keeps it from doing so; the operation fails with what was thrown.
 */
export function refuseChanges(client: MongoClient): void {
  client.on('commandStarted', ({ commandName, command }: CommandStartedEvent) => {
    if (READING.has(commandName) && !storesItsResult(commandName, command)) return;
    throw new Error(`The connection is ReadOnly; it does not send '${commandName}'`);
  });
}

/** An aggregation whose pipeline ends in a collection. */
function storesItsResult(commandName: string, command: object): boolean {
  if (commandName !== 'aggregate') return false;
  const pipeline: unknown = Reflect.get(command, 'pipeline');
  const stages: readonly unknown[] = Array.isArray(pipeline) ? pipeline : [];
  return stages.some(
    (stage) => typeof stage === 'object' && stage !== null && ('$out' in stage || '$merge' in stage),
  );
}
