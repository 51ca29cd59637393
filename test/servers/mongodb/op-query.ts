import { serialize } from 'bson';
import type { BsonDocument } from './documents.ts';
import type { RawCommand } from './requests.ts';
import { encodeMessage, opCodes, WireError } from './wire.ts';

/** OP_QUERY is what drivers send before they know that the server speaks OP_MSG: the first `isMaster`. */
export function decodeOpQuery(bytes: Buffer): RawCommand {
  const end = bytes.indexOf(0, 4);
  if (end < 0) throw new WireError('unterminated collection name');
  const [, database] = /^(.+)\.\$cmd$/.exec(bytes.toString('utf8', 4, end)) ?? [];
  if (database === undefined) throw new WireError('OP_QUERY carries commands only');
  const at = end + 1 + 8; // numberToSkip and numberToReturn say nothing about a command
  return {
    body: bytes.subarray(at, at + bytes.readInt32LE(at)),
    sequences: new Map(),
    database,
    unacknowledged: false,
    exhaustAllowed: false,
  };
}

/** One document, no cursor: flags, cursor id, starting from, number returned. */
export function encodeOpReply(reply: BsonDocument, responseTo: number): { id: number; bytes: Buffer } {
  const head = Buffer.alloc(20);
  head.writeInt32LE(1, 16);
  return encodeMessage(opCodes.reply, responseTo, Buffer.concat([head, serialize(reply)]));
}
