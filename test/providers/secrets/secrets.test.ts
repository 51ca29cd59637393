import {
  type ConfigurationBase,
  type ExternalConnection,
  type ExternalConnectionProvider,
  Result,
} from '@extconn/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExternalConnectionProviders } from '../../../providers/src/index.gen.ts';
import { ConnectionPoolManager } from '../../../runtime/src/pool.ts';
import { systemName } from '../../../runtime/src/telemetry/attributes.ts';
import { traced } from '../../../runtime/src/tracing.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { type AnyConnection, LEAKS, sourceOf, withDriver } from './leaking-driver.ts';
import { FORMS, formsAnywhereIn, formsShown, MARKER } from './marker.ts';
import { type Plan, type PlantedInput, plans } from './planted.ts';
import { Recorded } from './recorded.ts';
import { refusingServers } from './refusing-servers.ts';

const providers: readonly ExternalConnectionProvider[] = ExternalConnectionProviders.all;
const planned = plans(providers);
let recorded: Recorded;

beforeAll(async () => {
  recorded = await Recorded.start();
});
afterAll(() => recorded[Symbol.asyncDispose]());

/** Nothing in values, nor in what anything has told the world since the last time. */
function expectNothing(shown: readonly unknown[], what: string): void {
  expect(formsShown(...shown, ...recorded.take()), what).toEqual([]);
}

// Most of the time is waiting for servers that say nothing.
describe.concurrent.each(planned.map((plan) => [plan.name, plan] as const))(
  '%s: no secret in what comes out',
  (name, plan) => {
    const provider = providers.find((each) => each.name === name) as ExternalConnectionProvider;
    let listener: FaultyListener;
    let echo: FaultyListener;

    beforeAll(async () => {
      listener = await FaultyListener.start((connection) => void connection.resume());
      echo = await FaultyListener.start((connection) => void connection.pipe(connection));
    });
    afterAll(async () => {
      await Promise.all([listener.close(), echo.close()]);
    });

    const inputs = (port: number): readonly PlantedInput[] => plan.inputs({ host: '127.0.0.1', port });
    const factoryOf = async () => unwrap(await provider.createConnectionFactory());
    async function connect(input: PlantedInput['input']): Promise<AnyConnection> {
      const factory = await factoryOf();
      const configuration = unwrap(
        factory.configurationType.create(input as never) as Result<ConfigurationBase>,
      );
      return unwrap(
        (await factory.createConnection(configuration as never)) as Result<unknown>,
      ) as AnyConnection;
    }
    /** Everything that a fault makes come out; the fault must be one. */
    async function outcomes(
      input: PlantedInput['input'],
      fault: (connection: ExternalConnection) => Promise<Result<unknown>>,
    ): Promise<readonly unknown[]> {
      const connection = await connect(input);
      const changes: unknown[] = [];
      connection.onStateChange((change) => changes.push(change));
      const failure = failureOf(await fault(connection));
      const { configuration, connectionString } = connection;
      await connection.dispose();
      return [
        failure,
        failure.exception,
        connection,
        configuration,
        connectionString,
        changes,
        await factoryOf(),
      ];
    }

    it('plants the marker in every secret field of the descriptor', () => {
      const planted = new Set(inputs(1).flatMap((each) => each.planted));
      expect([...planted].sort()).toEqual([...plan.secrets].sort());
      const properties = JSON.stringify(inputs(1));
      expect(plan.secrets.length === 0 || properties.includes('m4rk3r')).toBe(true);
    });

    it.skipIf(plan.secrets.length === 0)('is valid, and shows nothing by itself', async () => {
      for (const { input } of inputs(listener.port)) {
        const connection = await connect(input);
        const { configuration, connectionString } = connection;
        const shown = formsAnywhereIn(connection, configuration, connectionString, await factoryOf());
        expect(shown, JSON.stringify(input)).toEqual([]);
      }
    });

    it.skipIf(plan.secrets.length === 0)('an invalid configuration', async () => {
      const { configurationType } = await factoryOf();
      for (const { input } of inputs(listener.port)) {
        const secret = Object.fromEntries(plan.secrets.map((field) => [field, [MARKER]]));
        for (const wrong of [
          { ...input, [`unknown-${'x'}`]: MARKER },
          { ...input, ...secret },
          { ...input, port: MARKER, timeoutSeconds: MARKER, useTls: MARKER, maxRetryCount: MARKER },
          MARKER,
          [MARKER],
        ]) {
          const result = configurationType.create(wrong as never) as Result<unknown>;
          expectNothing([failureOf(result)], JSON.stringify(wrong));
        }
      }
    });

    it.skipIf(plan.secrets.length === 0)(
      'absent, silent, resetting and echoing servers, and an abort',
      async () => {
        for (const { input } of inputs(listener.port)) {
          await listener.inject({ kind: 'refuse' });
          expectNothing(await outcomes(input, (each) => each.testConnection()), 'absent');
          await listener.inject({ kind: 'stall' });
          const soon = () => ({ signal: AbortSignal.timeout(100) });
          expectNothing(await outcomes(input, (each) => each.testConnection(soon())), 'aborted');
          expectNothing(await outcomes(input, (each) => each.testConnection()), 'silent');
          await listener.inject({ kind: 'reset', afterBytes: 0 });
          const killer = setInterval(() => listener.killAll(), 20);
          const reset = await outcomes(input, (each) => each.testConnection()).finally(() =>
            clearInterval(killer),
          );
          expectNothing(reset, 'reset');
          await listener.clear();
        }
        for (const { input } of inputs(echo.port)) {
          expectNothing(await outcomes(input, (each) => each.testConnection()), 'echo');
        }
      },
      240_000,
    );

    it.skipIf(plan.secrets.length === 0)(
      'a driver that quotes the secret in whatever it throws',
      async () => {
        for (const { input } of inputs(listener.port)) {
          for (const leak of LEAKS) {
            const thrower = () => Promise.reject(leak());
            expectNothing(await outcomesOf(input, thrower, (each) => each.execute(thrower)), 'execute');
            expectNothing(await outcomesOf(input, thrower, (each) => each.getMetadata()), 'metadata');
            expectNothing(await outcomesOf(input, thrower, (each) => each.close()), 'close');
          }
        }
      },
    );

    it.skipIf(plan.secrets.length === 0)(
      'a pool of such connections, and a caller that waits in vain',
      async () => {
        for (const { input } of inputs(listener.port)) {
          const like = await connect(input);
          const thrower = () => Promise.reject(new Error(MARKER));
          await using pools = new ConnectionPoolManager({ max: 1 });
          const source = sourceOf(like, thrower);
          const borrowed = unwrap(await pools.borrow(source, like.configuration));
          const inVain = failureOf(await pools.borrow(source, like.configuration, { timeout: 20 }));
          const failure = failureOf(await borrowed.connection.execute(thrower));
          expectNothing([inVain, failure, borrowed, pools, pools.figures()], 'pool');
          const points = (await recorded.metrics()).filter(({ name: metric }) =>
            metric.includes('connection.'),
          );
          expect(JSON.stringify(points)).toContain(`"${name} `);
          expect(formsShown(points)).toEqual([]);
          borrowed.release();
        }
      },
    );

    const server = refusingServers[name];
    const isNone = plan.secrets.length === 0 || server === undefined;
    it.skipIf(isNone)(
      `wrong credentials${isNone ? ': skipped, no secret or no server installed' : ''}`,
      async () => {
        const refusing = await server?.();
        try {
          for (const { input } of inputs(refusing?.port ?? 0)) {
            const shown = await outcomes(input, async (each) => {
              const opened = await each.open();
              // Without a login of its own the first request is what is refused.
              return opened.isFailure ? opened : each.testConnection();
            });
            expectNothing(shown, 'wrong credentials');
          }
        } finally {
          await refusing?.close();
        }
      },
    );

    /** The same with a driver that is open, on a connection that is the provider's in all else. */
    async function outcomesOf(
      input: PlantedInput['input'],
      thrower: () => Promise<never>,
      fault: (connection: AnyConnection) => Promise<Result<unknown>>,
    ): Promise<readonly unknown[]> {
      const connection = withDriver(await connect(input), thrower);
      unwrap(await connection.open());
      const failure = failureOf(await fault(connection));
      await connection.dispose();
      return [failure, failure.exception, connection, connection.connectionString];
    }
  },
);

it('finds the marker in each of its forms', () => {
  for (const form of FORMS) expect(formsShown({ nested: [new Error(form)] })).toContain(form);
  expect(formsShown('nothing here')).toEqual([]);
});

it('knows of every shipped provider whether it has secrets', () => {
  expect(planned.map((plan: Plan) => plan.name)).toEqual(providers.map(({ name }) => name));
  expect(planned.filter(({ secrets }) => secrets.length === 0).map(({ name }) => name)).toEqual([
    'Sqlite',
    'FileSystem',
  ]);
});

it('finds the marker in spans and metrics, and has had both of every provider with secrets', async () => {
  const before = await recorded.metrics();
  expect(formsShown(before)).toEqual([]);
  const operations = JSON.stringify(before.filter(({ name }) => name === 'db.client.operation.duration'));
  for (const { name, secrets } of planned) {
    if (secrets.length > 0) expect(operations).toContain(`"${systemName(name)}"`);
  }
  recorded.take();
  const connection = { connectionId: '', providerName: MARKER, connectionString: '' };
  await traced({ operation: 'open', connection }, async () => Result.success('x'));
  expect(formsShown(...recorded.take())).toContain(MARKER);
  expect(formsShown(await recorded.metrics())).toContain(MARKER);
});
