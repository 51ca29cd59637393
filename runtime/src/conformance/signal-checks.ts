import assert from 'node:assert/strict';
import type { DriverContext } from '../external-connection.ts';
import type { CheckDefinition } from './check.ts';
import { failureOf, pause, within } from './expectations.ts';

/** How soon a call must end after its signal fired. Milliseconds. */
const PROMPTLY = 1_000;

/** What every connection does when a caller stops waiting. */
export const signalChecks: readonly CheckDefinition[] = [
  {
    name: 'a signal that has fired before open leaves the connection as it was',
    async body(bench) {
      const { connection, states } = await bench.connect();
      failureOf('open', await connection.open({ signal: AbortSignal.abort() }), 'aborted');
      assert.deepEqual(states, ['Created']);
    },
  },
  {
    name: 'an open that is aborted fails promptly, leaves Broken and nothing open, and can be made again',
    async body(bench) {
      const before = await bench.sessions();
      const { connection } = await bench.connect();
      const controller = new AbortController();
      const opening = connection.open({ signal: controller.signal });
      controller.abort();
      failureOf('open', await within('the aborted open', PROMPTLY, opening), 'aborted');
      assert.equal(connection.state, 'Broken');
      await bench.succeed('open afterwards', connection.open());
      // By now the driver that was given up has arrived too.
      await bench.succeed('close', connection.close());
      await bench.expectSessions(before, 'After the aborted open');
    },
  },
  {
    name: 'close while it opens ends the opening, and leaves nothing open',
    async body(bench) {
      const before = await bench.sessions();
      const { connection } = await bench.connect();
      const opening = connection.open();
      await bench.succeed('close', connection.close());
      failureOf('open', await within('the open', PROMPTLY, opening), 'aborted');
      assert.equal(connection.state, 'Closed');
      await bench.succeed('testConnection afterwards', connection.testConnection());
      await bench.expectSessions(before, 'After close');
    },
  },
  {
    name: 'an operation that is aborted fails promptly, and is told',
    async body(bench) {
      const { connection } = await bench.open();
      const controller = new AbortController();
      const executing = connection.execute((_driver, { signal }) => ended(signal), {
        signal: controller.signal,
      });
      await pause(10);
      controller.abort();
      failureOf('execute', await within('the aborted operation', PROMPTLY, executing), 'aborted');
      await bench.succeed('testConnection afterwards', connection.testConnection());
    },
  },
  {
    name: 'the signal of close cuts the wait for what is executing short',
    async body(bench) {
      const { connection } = await bench.open();
      const executing = connection.execute(() => new Promise(() => undefined));
      const closing = connection.close({ signal: AbortSignal.timeout(20) });
      failureOf('the operation', await within('the operation', PROMPTLY, executing), 'aborted');
      await bench.succeed('close', closing);
      assert.equal(connection.state, 'Closed');
    },
  },
  {
    name: 'a slow operation that is aborted fails promptly, and the connection can be closed and opened again',
    needs: 'slowOperation',
    async body(bench) {
      const before = await bench.sessions();
      const { connection } = await bench.open();
      const controller = new AbortController();
      const slow = (driver: unknown, context: DriverContext): unknown =>
        bench.subject.faults?.slowOperation?.(driver, context);
      const executing = connection.execute(slow, { signal: controller.signal });
      await pause(50);
      controller.abort();
      failureOf('execute', await within('the aborted operation', PROMPTLY, executing), 'aborted');
      await bench.succeed('close', connection.close({ signal: AbortSignal.timeout(100) }));
      await bench.expectSessions(before, 'After close');
      await bench.succeed('open afterwards', connection.open());
      await bench.succeed('testConnection afterwards', connection.testConnection());
    },
  },
];

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
