import { connect, type Socket } from 'node:net';
import { serialize } from 'bson';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BsonDocument, decodePlain } from './documents.ts';
import { MongoDbServer } from './mongodb-server.ts';
import { encodeMessage, opCodes, readMessages, type WireMessage } from './wire.ts';

/** A body of OP_MSG: flags, section kind 0, document. */
function opMsg(command: BsonDocument, flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return Buffer.concat([head, serialize(command)]);
}

function opQuery(collection: string, command: BsonDocument): Buffer {
  const head = Buffer.concat([Buffer.alloc(4), Buffer.from(`${collection}\0`), Buffer.alloc(8)]);
  return Buffer.concat([head, serialize(command)]);
}

describe('wire protocol', () => {
  let server: MongoDbServer;
  let socket: Socket;
  let answers: AsyncGenerator<WireMessage>;

  beforeEach(async () => {
    server = await MongoDbServer.start({ users: { app: 'secret' } });
    socket = connect(Number(server.address.split(':')[1]), '127.0.0.1');
    answers = readMessages(socket);
  });
  afterEach(async () => {
    socket.destroy();
    await server.close();
  });

  async function nextAnswer(headBytes: number): Promise<BsonDocument> {
    const { value } = await answers.next();
    return decodePlain((value as WireMessage).body.subarray(headBytes));
  }

  it('reads a message that comes byte by byte, and two that come at once', async () => {
    const ping = encodeMessage(opCodes.msg, 0, opMsg({ ping: 1, $db: 'admin' })).bytes;
    for (const byte of ping) socket.write(Buffer.from([byte]));
    expect(await nextAnswer(5)).toEqual({ ok: 1 });
    socket.write(Buffer.concat([ping, encodeMessage(opCodes.msg, 0, opMsg({ nope: 1, $db: 'x' })).bytes]));
    expect(await nextAnswer(5)).toEqual({ ok: 1 });
    expect(await nextAnswer(5)).toMatchObject({ ok: 0, code: 59, errmsg: "no such command: 'nope'" });
  });

  it.each(['isMaster', 'ismaster', 'hello'])('answers %s sent as OP_QUERY', async (name) => {
    socket.write(encodeMessage(opCodes.query, 0, opQuery('admin.$cmd', { [name]: 1 })).bytes);
    const answer = await nextAnswer(20);
    expect(answer).toMatchObject({ ismaster: true, helloOk: true, maxWireVersion: 21, ok: 1 });
  });

  it('refuses any other command sent as OP_QUERY', async () => {
    socket.write(encodeMessage(opCodes.query, 0, opQuery('admin.$cmd', { ping: 1 })).bytes);
    expect(await nextAnswer(20)).toMatchObject({ ok: 0, code: 352 });
  });

  it('answers saslContinue without saslStart as the real server does', async () => {
    const command = {
      saslContinue: 1,
      conversationId: 1,
      payload: Buffer.from('c=biws,r=x,p=y'),
      $db: 'admin',
    };
    socket.write(encodeMessage(opCodes.msg, 0, opMsg(command)).bytes);
    expect(await nextAnswer(5)).toMatchObject({ ok: 0, code: 17, codeName: 'ProtocolError' });
  });

  it('refuses a proof that is for another conversation', async () => {
    const first = {
      saslStart: 1,
      mechanism: 'SCRAM-SHA-256',
      payload: Buffer.from('n,,n=app,r=abc'),
      $db: 'admin',
    };
    socket.write(encodeMessage(opCodes.msg, 0, opMsg(first)).bytes);
    const challenge = await nextAnswer(5);
    expect(String(challenge['payload'])).toMatch(/^r=abc.+,s=.+,i=4096$/);
    const payload = Buffer.from(`c=biws,r=abcother,p=${Buffer.alloc(32).toString('base64')}`);
    const final = { saslContinue: 1, conversationId: 1, payload, $db: 'admin' };
    socket.write(encodeMessage(opCodes.msg, 0, opMsg(final)).bytes);
    expect(await nextAnswer(5)).toMatchObject({ ok: 0, code: 18 });
    socket.write(encodeMessage(opCodes.msg, 0, opMsg({ find: 'x', $db: 'x' })).bytes);
    expect(await nextAnswer(5)).toMatchObject({ code: 13 });
  });

  it.each<[string, Buffer]>([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an unknown operation', encodeMessage(2012, 0, opMsg({ ping: 1 })).bytes],
    ['a required flag that is unknown', encodeMessage(opCodes.msg, 0, opMsg({ ping: 1, $db: 'x' }, 4)).bytes],
    ['a command without a database', encodeMessage(opCodes.msg, 0, opMsg({ ping: 1 })).bytes],
    [
      'BSON that ends early',
      encodeMessage(opCodes.msg, 0, opMsg({ ping: 1, $db: 'x' }).subarray(0, 15)).bytes,
    ],
  ])('drops a connection that sends %s, and notes why', async (_what, bytes) => {
    socket.write(bytes);
    expect(await answers.next()).toMatchObject({ done: true });
    expect(server.journal.protocolErrors).toHaveLength(1);
  });
});
