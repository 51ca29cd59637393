import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unscramble } from './login7.ts';
import { type Message, MessageReader, message, PacketType } from './packets.ts';
import { batch, RawClient } from './raw-client.ts';
import { SqlServerTestServer } from './server.ts';

const EMPTY = Buffer.alloc(0);
const TRANSACTION_MANAGER = 0x0e;
const IGNORE_AND_END = 0x03;

describe('packets', () => {
  it('cuts a message where packets are full, counts them and marks the last', () => {
    const bytes = message(4, Buffer.alloc(505), 512);
    const [first, second] = [bytes.subarray(0, 512), bytes.subarray(512)];
    expect(first.subarray(0, 8)).toEqual(Buffer.of(4, 0, 2, 0, 0, 0, 1, 0));
    expect(second).toEqual(Buffer.of(4, 1, 0, 9, 0, 0, 2, 0, 0));
    expect(message(4, Buffer.alloc(504), 512)).toHaveLength(512);
    expect(message(4, EMPTY, 512)).toEqual(Buffer.of(4, 1, 0, 8, 0, 0, 1, 0));
  });

  it('puts messages together however the bytes arrive', () => {
    const payload = Buffer.from(Array.from({ length: 1500 }, (_, index) => index % 251));
    const bytes = Buffer.concat([
      message(PacketType.batch, payload, 512),
      message(PacketType.attention, EMPTY),
    ]);
    for (const size of [1, 7, 511, bytes.length]) {
      const reader = new MessageReader();
      const messages: Message[] = [];
      for (let at = 0; at < bytes.length; at += size)
        messages.push(...reader.feed(bytes.subarray(at, at + size)));
      expect(messages).toEqual([
        { type: PacketType.batch, ignored: false, payload },
        { type: PacketType.attention, ignored: false, payload: EMPTY },
      ]);
    }
  });

  it('undoes the scrambling of a password', () => {
    expect(unscramble(Buffer.from('a2a5b3a592a592a5d2a553a582a5e3a5', 'hex'))).toBe('password');
  });
});

describe('bytes no driver sends', () => {
  let server: SqlServerTestServer;
  let client: RawClient;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
    client = new RawClient(server);
  });
  afterEach(() => server.close());

  const prelogin = message(PacketType.prelogin, Buffer.of(0xff));

  it.each([
    ['a packet shorter than its header', Buffer.of(18, 1, 0, 4, 0, 0, 1, 0)],
    ['a login before PRELOGIN', message(PacketType.login, Buffer.alloc(94))],
    ['a PRELOGIN without end', message(PacketType.prelogin, Buffer.of(0, 0, 1))],
    ['a batch before the login', Buffer.concat([prelogin, batch('SELECT 1')])],
    ['a LOGIN7 of the wrong length', Buffer.concat([prelogin, message(PacketType.login, Buffer.alloc(94))])],
  ])('%s: says 4002 and closes', async (_, bytes) => {
    client.send(bytes);
    const answers: Buffer[] = [];
    for (let answer = await client.receive(); answer; answer = await client.receive()) answers.push(answer);
    expect(Buffer.concat(answers).toString('latin1')).toContain(
      's\0t\0r\0e\0a\0m\0 \0i\0s\0 \0i\0n\0c\0o\0r\0r\0e\0c\0t',
    );
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it('a message it has no answer to, after the login: says 4002 and closes', async () => {
    await client.login('sa', 'Passw0rd!');
    client.send(message(TRANSACTION_MANAGER, Buffer.alloc(30)));
    expect((await client.receive())?.readUInt32LE(3)).toBe(4002);
    expect(await client.receive()).toBeUndefined();
  });

  it('a login written by hand is checked by its proof', async () => {
    const answer = await client.login('sa', 'Passw0rd?');
    expect(answer?.readUInt32LE(3)).toBe(18456);
    expect(await client.receive()).toBeUndefined();
    await new RawClient(server).login('SA', 'Passw0rd!');
    expect(server.journal.logins.map(({ refusedWith }) => refusedWith)).toEqual([18456, undefined]);
  });

  it('batches sent without waiting are answered in order', async () => {
    await client.login('sa', 'Passw0rd!');
    client.send(
      Buffer.concat([batch("WAITFOR DELAY '00:00:00.050' SELECT 'first'"), batch("SELECT 'second'")]),
    );
    expect((await client.receive())?.toString('latin1')).toContain('f\0i\0r\0s\0t\0');
    expect((await client.receive())?.toString('latin1')).toContain('s\0e\0c\0o\0n\0d\0');
  });

  it('a batch given up while it was sent is not executed', async () => {
    await client.login('sa', 'Passw0rd!');
    const givenUp = batch('CREATE TABLE t (id int)');
    givenUp.writeUInt8(IGNORE_AND_END, 1);
    client.send(givenUp);
    expect(await client.receive()).toEqual(Buffer.from('fd020000000000000000000000', 'hex'));
    client.send(batch('SELECT * FROM t'));
    expect((await client.receive())?.readUInt32LE(3)).toBe(208);
  });

  it('a cancellation of nothing is acknowledged', async () => {
    await client.login('sa', 'Passw0rd!');
    client.send(message(PacketType.attention, EMPTY));
    expect(await client.receive()).toEqual(Buffer.from('fd200000000000000000000000', 'hex'));
    client.send(batch('SELECT 1'));
    expect((await client.receive())?.readUInt8(0)).toBe(0x81);
  });
});
