import { serialize } from 'bson';
import type { BsonDocument } from './documents.ts';
import type { RawCommand } from './requests.ts';
import { encodeMessage, opCodes, WireError } from './wire.ts';

const moreToCome = 1 << 1;
const exhaustAllowed = 1 << 16;
/** Bits below 16 change how a message is read: one that is not known, the checksum's included, is an error. */
const knownRequired = moreToCome;

export function decodeOpMsg(bytes: Buffer): RawCommand {
  const flags = bytes.readUInt32LE(0);
  if ((flags & 0xffff & ~knownRequired) !== 0) throw new WireError(`unknown OP_MSG flags ${flags}`);
  const bodies: Buffer[] = [];
  const sequences = new Map<string, readonly Buffer[]>();
  for (let at = 4; at < bytes.length; ) {
    const kind = bytes[at];
    const section = sized(bytes, at + 1);
    if (kind === 0) bodies.push(section);
    else if (kind === 1) addSequence(sequences, section);
    else throw new WireError(`unknown OP_MSG section kind ${kind}`);
    at += 1 + section.length;
  }
  const [body] = bodies;
  if (body === undefined || bodies.length > 1) throw new WireError('OP_MSG needs exactly one body');
  return {
    body,
    sequences,
    unacknowledged: (flags & moreToCome) !== 0,
    exhaustAllowed: (flags & exhaustAllowed) !== 0,
  };
}

/** With `more`, further answers to the same request follow, each responding to the one before it. */
export function encodeOpMsg(
  reply: BsonDocument,
  responseTo: number,
  more: boolean,
): { id: number; bytes: Buffer } {
  const flags = Buffer.alloc(5); // and the section kind 0
  flags.writeUInt32LE(more ? moreToCome : 0, 0);
  return encodeMessage(opCodes.msg, responseTo, Buffer.concat([flags, serialize(reply)]));
}

function addSequence(sequences: Map<string, readonly Buffer[]>, section: Buffer): void {
  const end = section.indexOf(0, 4);
  if (end < 0) throw new WireError('unterminated name of a document sequence');
  const documents: Buffer[] = [];
  for (let at = end + 1; at < section.length; ) {
    const document = sized(section, at);
    documents.push(document);
    at += document.length;
  }
  sequences.set(section.toString('utf8', 4, end), documents);
}

/** What starts at `at` with its own length. */
function sized(bytes: Buffer, at: number): Buffer {
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > bytes.length) throw new WireError(`section length ${length}`);
  return bytes.subarray(at, at + length);
}
