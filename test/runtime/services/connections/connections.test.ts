import type { ExternalConnection, Result } from '@extconn/runtime';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Connections, loadConnections } from '../../../../runtime/src/connections.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import {
  createFakeProviders,
  type LedgerConnection,
  type QueueConnection,
} from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

interface Named {
  readonly Main: LedgerConnection;
  readonly Jobs: QueueConnection;
}

const SOURCE = {
  externalConnections: {
    Main: { provider: 'Ledger', host: 'db' },
    Jobs: { provider: 'Queue', topic: 'jobs' },
  },
};

async function load(server = new FakeServer()): Promise<Connections<Named>> {
  return expectValue(await loadConnections<Named>(SOURCE, createFakeProviders(server)));
}

describe('Connections', () => {
  it('open once for everybody who asks', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    const [first, second] = await Promise.all([connections.open('Main'), connections.open('Main')]);
    const third = await connections.open('Main');
    expect(expectValue(first)).toBe(expectValue(second));
    expect(expectValue(first)).toBe(expectValue(third));
    expect(expectValue(first)).toBe(expectValue(connections.get('Main')));
    expect(server.opened).toBe(1);
  });

  it('give a failure for a name that is not there, with the one that was meant', async () => {
    await using connections = expectValue(
      await loadConnections(SOURCE, createFakeProviders(new FakeServer())),
    );
    const failure = expectFailure(await connections.open('Mian'));
    expect(failure).toMatchObject({ code: 'not-found' });
    expect(failure.errorMessage).toBe('No connection has the name "Mian"; did you mean "Main"?');
    expect(expectFailure(connections.get('toString')).code).toBe('not-found');
  });

  it('pass on why one does not open, and open it later', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    server.openError = new Error('no');
    expect(expectFailure(await connections.open('Main')).errorMessage).toBe('Failed to open connection: no');
    server.openError = undefined;
    expect(expectValue(await connections.open('Main')).state).toBe('Open');
  });

  it('make a connection again that a user disposed, one for all', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    const disposed = expectValue(await connections.open('Main'));
    await disposed.dispose();
    const [first, second] = await Promise.all([connections.open('Main'), connections.open('Main')]);
    expect(expectValue(first)).not.toBe(disposed);
    expect(expectValue(first)).toBe(expectValue(second));
    expect(server.live.size).toBe(1);
  });

  it('open what is closing when it is closed', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    const connection = expectValue(await connections.open('Main'));
    const closing = connection.close();
    expect(connection.state).toBe('Closing');
    expect(expectValue(await connections.open('Main')).state).toBe('Open');
    await closing;
    expect(server.live.size).toBe(1);
  });

  it('test all, and say of each how it went', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    server.pingError = (host) => (host === 'jobs' ? new Error('down') : undefined);
    const outcomes = await connections.testAll();
    expect(outcomes.get('Main')?.isSuccess).toBe(true);
    expect(outcomes.get('Jobs')).toMatchObject({
      isFailure: true,
      errorMessage: 'Connection test failed: down',
    });
    expect(server.live.size).toBe(0);
  });

  it('close all and open again', async () => {
    const server = new FakeServer();
    await using connections = await load(server);
    await Promise.all([connections.open('Main'), connections.open('Jobs')]);
    expect((await connections.closeAll()).isSuccess).toBe(true);
    expect(server.live.size).toBe(0);
    expect(expectValue(await connections.open('Main')).state).toBe('Open');
  });

  it('leave nothing open behind `await using`', async () => {
    const server = new FakeServer();
    const kept = await (async () => {
      await using connections = await load(server);
      await Promise.all([connections.open('Main'), connections.open('Jobs')]);
      return connections;
    })();
    expect(server.live.size).toBe(0);
    expect(expectFailure(await kept.open('Main')).code).toBe('invalid-state');
    expect(expectFailure(await kept.reload()).code).toBe('invalid-state');
  });
});

describe('the types of Connections', () => {
  it('know the class of each name, and no other name', async () => {
    await using connections = await load();
    expectTypeOf(connections.open('Main')).resolves.toEqualTypeOf<Result<LedgerConnection>>();
    expectTypeOf(connections.get('Jobs')).toEqualTypeOf<Result<QueueConnection>>();
    expectTypeOf(connections.names).toEqualTypeOf<readonly ('Main' | 'Jobs')[]>();
    // @ts-expect-error a misspelt name does not compile
    expect(expectFailure(connections.get('Mian')).code).toBe('not-found');
  });

  it('take any name where nothing was generated', async () => {
    await using connections = expectValue(
      await loadConnections(SOURCE, createFakeProviders(new FakeServer())),
    );
    expectTypeOf(connections.get('whatever')).toEqualTypeOf<Result<ExternalConnection>>();
  });
});
