import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyListener } from './faulty-listener.ts';

/** What a client saw: the bytes, and how the connection ended. */
interface Client {
  readonly socket: Socket;
  readonly text: () => string;
  readonly ended: Promise<string>;
}

function client(listener: FaultyListener): Client {
  const socket = connect(listener.port, listener.host);
  let text = '';
  let error = '';
  socket.on('data', (bytes) => {
    text += bytes.toString();
  });
  socket.on('error', (problem: NodeJS.ErrnoException) => {
    error = problem.code ?? problem.message;
  });
  const ended = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(error === '' ? 'closed' : error));
  });
  return { socket, text: () => text, ended };
}

describe('FaultyListener', () => {
  let listener: FaultyListener;

  beforeEach(async () => {
    listener = await FaultyListener.start((connection) => {
      connection.on('data', (bytes: Buffer) => connection.write(bytes));
    });
  });
  afterEach(() => listener.close());

  it('passes bytes and counts connections', async () => {
    const peers = [client(listener), client(listener)];
    for (const { socket } of peers) {
      socket.write('hello');
      await once(socket, 'data');
    }
    expect(peers.map((peer) => peer.text())).toEqual(['hello', 'hello']);
    expect([listener.accepted, listener.open]).toEqual([2, 2]);
    peers[0]?.socket.end();
    expect(await peers[0]?.ended).toBe('closed');
    await expect.poll(() => listener.open).toBe(1);
    expect(listener.accepted).toBe(2);
  });

  it('passes more than the stream buffers hold, in order', async () => {
    const { socket, text } = client(listener);
    const sent = Array.from({ length: 60_000 }, (_, index) => `line ${index};`).join('');
    socket.write(sent);
    await expect.poll(() => text().length, { timeout: 5000 }).toBe(sent.length);
    expect(text()).toBe(sent);
  });

  it('refuses on a closed port, keeps open connections, and listens there again', async () => {
    const { port } = listener;
    const old = client(listener);
    await once(old.socket, 'connect');
    await expect.poll(() => listener.open).toBe(1);
    await listener.inject({ kind: 'refuse' });
    expect(await client(listener).ended).toBe('ECONNREFUSED');
    old.socket.write('still here');
    await once(old.socket, 'data');
    await listener.clear();
    expect(listener.port).toBe(port);
    await once(client(listener).socket, 'connect');
  });

  it('stalls, then sends what it held back', async () => {
    await listener.inject({ kind: 'stall' });
    const { socket, text } = client(listener);
    socket.write('anyone?');
    await delay(50);
    expect([text(), listener.open]).toEqual(['', 1]);
    await listener.clear();
    await once(socket, 'data');
    expect(text()).toBe('anyone?');
  });

  it('resets after the given number of bytes', async () => {
    await listener.inject({ kind: 'reset', afterBytes: 7 });
    const { socket, text, ended } = client(listener);
    socket.write('hello');
    await once(socket, 'data');
    socket.write('world');
    expect(await ended).toBe('ECONNRESET');
    expect(text()).toBe('hellowo');
  });

  it('waits before each answer when slow', async () => {
    await listener.inject({ kind: 'slow', delayMs: 80 });
    const { socket } = client(listener);
    const started = performance.now();
    socket.write('x');
    await once(socket, 'data');
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
  });

  it('kills every live connection', async () => {
    const peers = [client(listener), client(listener)];
    await expect.poll(() => listener.open).toBe(2);
    expect(listener.killAll()).toBe(2);
    expect(await Promise.all(peers.map((peer) => peer.ended))).toEqual(['ECONNRESET', 'ECONNRESET']);
    await expect.poll(() => listener.open).toBe(0);
  });

  it('closes while stalled, leaving no socket', async () => {
    await listener.inject({ kind: 'stall' });
    const { socket, ended } = client(listener);
    socket.write('x');
    await expect.poll(() => listener.open).toBe(1);
    await listener.close();
    expect(listener.open).toBe(0);
    expect(await ended).toBe('ECONNRESET');
    expect(await client(listener).ended).toBe('ECONNREFUSED');
  });
});
