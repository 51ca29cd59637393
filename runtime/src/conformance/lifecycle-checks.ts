import assert from 'node:assert/strict';
import type { CheckDefinition } from './check.ts';
import { pause, refusalOf } from './expectations.ts';

/** What every connection does while nothing is wrong. */
export const lifecycleChecks: readonly CheckDefinition[] = [
  {
    name: 'a new connection is Created, and known by its id',
    async body(bench) {
      const [{ connection, states }, another] = [await bench.connect(), await bench.connect()];
      assert.deepEqual(states, ['Created']);
      assert.equal(connection.providerName, bench.factory.providerName);
      assert.notEqual(connection.connectionId, another.connection.connectionId);
    },
  },
  {
    name: 'it opens, answers and closes, and every change of state is told in order',
    async body(bench) {
      const { connection, states } = await bench.open();
      assert.equal(connection.state, 'Open');
      await bench.succeed('testConnection', connection.testConnection());
      await bench.succeed('close', connection.close());
      assert.deepEqual(states, ['Created', 'Opening', 'Open', 'Executing', 'Open', 'Closing', 'Closed']);
    },
  },
  {
    name: 'a second open of an open connection is refused',
    async body(bench) {
      const { connection } = await bench.open();
      refusalOf('open', await connection.open(), 'invalid-state', 'Connection is already open');
      await bench.succeed('testConnection afterwards', connection.testConnection());
    },
  },
  {
    name: 'a hundred opens at once share one attempt',
    async body(bench) {
      const { connection, states } = await bench.connect();
      const opens = Array.from({ length: 100 }, () => bench.succeed('open', connection.open()));
      await Promise.all(opens);
      assert.deepEqual(states, ['Created', 'Opening', 'Open']);
    },
  },
  {
    name: 'closing is a success before opening, twice in a row, and twice at once',
    async body(bench) {
      const { connection } = await bench.connect();
      await bench.succeed('close before open', connection.close());
      await bench.succeed('open', connection.open());
      await Promise.all([1, 2].map(() => bench.succeed('close', connection.close())));
      await bench.succeed('close once more', connection.close());
      assert.equal(connection.state, 'Closed');
    },
  },
  {
    name: 'it opens again after it was closed',
    async body(bench) {
      const { connection } = await bench.connect();
      for (const time of ['first', 'second', 'third']) {
        await bench.succeed(`the ${time} open`, connection.open());
        await bench.succeed(`testConnection after the ${time} open`, connection.testConnection());
        await bench.succeed(`the ${time} close`, connection.close());
      }
    },
  },
  {
    name: 'execute hands over the driver, counts what runs and returns what it returns',
    async body(bench) {
      const { connection } = await bench.open();
      const execute = (name: string) =>
        connection.execute(async (driver) => {
          await pause(1);
          // Never the driver itself: what an assertion compares it prints, and drivers hold passwords.
          return { name, hasDriver: driver !== undefined && driver !== null, state: connection.state };
        });
      const executed = ['first', 'second'].map((name) => bench.succeed(`the ${name} execute`, execute(name)));
      assert.deepEqual(await Promise.all(executed), [
        { name: 'first', hasDriver: true, state: 'Executing' },
        { name: 'second', hasDriver: true, state: 'Executing' },
      ]);
      assert.equal(connection.state, 'Open');
    },
  },
  {
    name: 'an operation that throws is a failure, and the connection stays open',
    async body(bench) {
      const { connection } = await bench.open();
      const failed = await connection.execute(() => {
        throw new RangeError('the operation threw this');
      });
      refusalOf('execute', failed, 'driver-error', 'Operation failed: the operation threw this');
      assert.equal(connection.state, 'Open');
      await bench.succeed('testConnection afterwards', connection.testConnection());
    },
  },
  {
    name: 'close waits for what is executing, and takes nothing new',
    async body(bench) {
      const { connection } = await bench.open();
      const order: string[] = [];
      const executed = connection.execute(async () => {
        await pause(50);
        order.push('executed');
      });
      const closed = connection.close().then((result) => [result, order.push('closed')]);
      refusalOf('execute', await connection.execute(() => 1), 'invalid-state', 'Connection is not open');
      refusalOf('open', await connection.open(), 'invalid-state', 'Connection is closing');
      await bench.succeed('what was executing', executed);
      await closed;
      assert.deepEqual(order, ['executed', 'closed']);
      assert.equal(connection.state, 'Closed');
    },
  },
  {
    name: 'operations and metadata are refused unless it is open',
    async body(bench) {
      const { connection } = await bench.connect();
      for (const again of [true, false]) {
        refusalOf('execute', await connection.execute(() => 1), 'invalid-state', 'Connection is not open');
        refusalOf('getMetadata', await connection.getMetadata(), 'invalid-state', 'Connection not open');
        if (!again) break;
        await bench.succeed('open', connection.open());
        await bench.succeed('close', connection.close());
      }
    },
  },
  {
    name: 'dispose closes it for good, and await using disposes',
    async body(bench) {
      const { connection } = await bench.open();
      await connection[Symbol.asyncDispose]();
      await connection.dispose();
      assert.equal(connection.state, 'Disposed');
      refusalOf('open', await connection.open(), 'invalid-state', 'Connection is disposed');
      refusalOf(
        'testConnection',
        await connection.testConnection(),
        'invalid-state',
        'Connection is disposed',
      );
      await bench.succeed('close', connection.close());
    },
  },
  {
    name: 'nothing is left open by closing and by disposing',
    needs: 'openSessions',
    async body(bench) {
      const before = await bench.sessions();
      const closed = await bench.open();
      await bench.succeed('close', closed.connection.close());
      await bench.expectSessions(before, 'After close');
      const disposed = await bench.open();
      await disposed.connection.dispose();
      await bench.expectSessions(before, 'After dispose');
    },
  },
];
