import { Long } from 'bson';
import type { CommandContext } from './command.ts';
import { CommandError } from './command-error.ts';
import { type BsonDocument, canonical } from './documents.ts';

/** The last numbered write of a session and its answer. */
export interface RetriedWrite {
  readonly number: Long;
  readonly reply: BsonDocument;
}

/**
 * Drivers number their writes to a replica set and send one again when its answer was lost: it must not happen
 * twice, and gets the answer that it had.
 */
export async function runOnce(
  { request, server }: CommandContext,
  run: () => Promise<BsonDocument>,
): Promise<BsonDocument> {
  const number = request.exact['txnNumber'];
  const done = server.replicaSet?.retriedWrites;
  if (done === undefined || !Long.isLong(number)) return run();
  const session = canonical(request.exact['lsid']);
  const last = done.get(session);
  if (last?.number.equals(number)) return last.reply;
  if (last?.number.greaterThan(number)) {
    throw new CommandError('TransactionTooOld', `Retryable write ${number} is older than ${last.number}`);
  }
  const reply = await run();
  done.set(session, { number, reply });
  return reply;
}
