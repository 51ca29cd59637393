/** The envelope of MongoDB's wire protocol: a header of four little-endian int32 and a body. */

export const opCodes = { reply: 1, query: 2004, msg: 2013 } as const;

export const maxMessageBytes = 48_000_000;

const headerBytes = 16;

export interface WireMessage {
  readonly requestId: number;
  readonly opCode: number;
  readonly body: Buffer;
}

/** Bytes that are no message of the protocol; the connection cannot go on. */
export class WireError extends Error {}

/** Cuts a stream of bytes into messages. */
export async function* readMessages(stream: AsyncIterable<Buffer>): AsyncGenerator<WireMessage> {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = headerBytes;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    // Joined only when a message is whole: joining on every chunk would be quadratic for a large one.
    if (size < needed) continue;
    let bytes = Buffer.concat(chunks);
    while (bytes.length >= headerBytes) {
      needed = messageLength(bytes);
      if (bytes.length < needed) break;
      yield parseMessage(bytes.subarray(0, needed));
      bytes = bytes.subarray(needed);
      needed = headerBytes;
    }
    chunks = [bytes];
    size = bytes.length;
  }
}

let lastRequestId = 0;

/** Returns the message and the id it was given. */
export function encodeMessage(
  opCode: number,
  responseTo: number,
  body: Buffer,
): { id: number; bytes: Buffer } {
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  const header = Buffer.alloc(headerBytes);
  header.writeInt32LE(headerBytes + body.length, 0);
  header.writeInt32LE(lastRequestId, 4);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  return { id: lastRequestId, bytes: Buffer.concat([header, body]) };
}

function messageLength(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < headerBytes || length > maxMessageBytes) throw new WireError(`message length ${length}`);
  return length;
}

function parseMessage(bytes: Buffer): WireMessage {
  return {
    requestId: bytes.readInt32LE(4),
    opCode: bytes.readInt32LE(12),
    body: bytes.subarray(headerBytes),
  };
}
