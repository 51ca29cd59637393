import { describe, expect, it } from 'vitest';
import type { ConnectionStateChange } from '../../../runtime/src/connection-state.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';

function fake(): FakeConnection {
  return new FakeConnection(fakeConfiguration(), { clock: new FakeClock() });
}

describe('onStateChange', () => {
  it('tells every change before the call that caused it returns', async () => {
    const connection = fake();
    const changes: ConnectionStateChange[] = [];
    connection.onStateChange((change) => changes.push(change));
    const opening = connection.open();
    connection.drivers.pending[0]?.succeed();
    await opening;
    const { connectionId } = connection;
    expect(changes).toEqual([
      { connectionId, from: 'Created', to: 'Opening' },
      { connectionId, from: 'Opening', to: 'Open' },
    ]);
    await connection.execute(() => 1);
    expect(changes.slice(2).map((change) => change.to)).toEqual(['Executing', 'Open']);
  });

  it('tells all listeners the same in the same order, whatever they do', async () => {
    const connection = fake();
    const heard: string[] = [];
    connection.onStateChange(({ to }) => {
      heard.push(`first ${to}`);
      if (to === 'Opening') void connection.close();
    });
    connection.onStateChange(({ to }) => heard.push(`second ${to}`));
    const opening = connection.open();
    await settled();
    expect(await opening).toMatchObject({ code: 'aborted' });
    expect(heard).toEqual(['Opening', 'Closing', 'Closed'].flatMap((to) => [`first ${to}`, `second ${to}`]));
    expect(connection.drivers.pending).toHaveLength(1);
    connection.drivers.pending[0]?.succeed();
    await settled();
    expect(connection.drivers.opened.map((driver) => driver.timesClosed)).toEqual([1]);
  });

  it('ends at once when taken back, once for each registration', async () => {
    const connection = fake();
    const heard: string[] = [];
    const listener = ({ to }: ConnectionStateChange): unknown => heard.push(to);
    const stop = connection.onStateChange(listener);
    connection.onStateChange(listener);
    void connection.close();
    stop();
    stop();
    await settled();
    expect(heard).toEqual(['Closed']);
  });

  it('lets a listener that opens on Closed open', async () => {
    const connection = fake();
    const results: unknown[] = [];
    connection.onStateChange(async ({ to }) => {
      if (to === 'Closed') results.push(await connection.open());
    });
    await connection.close();
    await settled();
    connection.drivers.pending[0]?.succeed();
    await settled();
    expect(results).toMatchObject([{ isSuccess: true }]);
  });

  it('lets the bug of a listener surface, not in the connection', async () => {
    const connection = fake();
    const surfaced: unknown[] = [];
    const others = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[];
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => surfaced.push(error));
    try {
      connection.onStateChange(() => {
        throw new Error('bug');
      });
      expect(await connection.close()).toMatchObject({ isSuccess: true });
      await settled();
      expect(surfaced).toMatchObject([{ message: 'bug' }]);
    } finally {
      for (const listener of others) process.on('uncaughtException', listener);
    }
  });
});
