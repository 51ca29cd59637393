import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Context, type ContextManager, context, metrics, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DataCommand, DataProvider } from '../../../../runtime/src/data-provider.ts';
import { CALL_CHANNEL, type CallEvent, startTelemetry } from '../../../../runtime/src/telemetry.ts';
import { traced } from '../../../../runtime/src/tracing.ts';
import { createPoolScene } from '../pool/pool-scene.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { ledgerConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { type FakeDriver, FakeServer, lostError } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Carries the active span across `await`, as the SDK for Node does. */
class StoredContext implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();
  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }
  with<A extends unknown[], F extends (...parameters: A) => ReturnType<F>>(
    active: Context,
    run: F,
    self?: ThisParameterType<F>,
    ...parameters: A
  ): ReturnType<F> {
    return this.#storage.run(active, () => run.apply(self, parameters));
  }
  bind<T>(_active: Context, target: T): T {
    return target;
  }
  enable(): this {
    return this;
  }
  disable(): this {
    return this;
  }
}

const spans = new InMemorySpanExporter();
const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 2 ** 30 });

const HOST = 'https://app:hunter2@ledger.example/books';
const readHost: DataCommand<FakeDriver, string> = { name: 'read host', run: ({ host }) => host };
const breakDown: DataCommand<FakeDriver, never> = {
  name: 'break down',
  run: () => {
    throw Object.assign(lostError(), { message: 'lost hunter2' });
  },
};

async function createConnection() {
  const factory = expectValue(await createFakeProviders(new FakeServer()).Ledger.createConnectionFactory());
  const configuration = ledgerConfiguration({ host: HOST, password: 'hunter2' });
  return expectValue(await factory.createConnection(configuration));
}

/** The values of a metric, by its attributes. */
async function valuesOf(name: string): Promise<ReadonlyMap<string, unknown>> {
  exported.reset();
  await reader.forceFlush();
  const all = exported
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const points = all
    .filter(({ descriptor }) => descriptor.name === name)
    .flatMap((metric): readonly DataPoint<unknown>[] => metric.dataPoints);
  return new Map(points.map(({ attributes, value }) => [Object.values(attributes).join(' '), value]));
}

describe('startTelemetry', () => {
  beforeAll(() => {
    context.setGlobalContextManager(new StoredContext());
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
    );
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  });
  afterEach(() => spans.reset());
  afterAll(() => {
    trace.disable();
    metrics.disable();
    context.disable();
  });

  it('makes a client span of each command, by the conventions and without secrets', async () => {
    using telemetry = await startTelemetry();
    expect(telemetry.isActive).toBe(true);
    await using connection = await createConnection();
    const provider = new DataProvider(connection);
    expectValue(await provider.execute(readHost));
    expect(expectFailure(await provider.execute(breakDown)).code).toBe('connection-lost');
    const commands = spans.getFinishedSpans().filter(({ name }) => /^(read host|break down) /.test(name));
    expect(
      commands.map(({ name, kind, status, attributes }) => ({ name, kind, status, attributes })),
    ).toEqual([
      {
        name: 'read host Ledger',
        kind: 2,
        status: { code: 0 },
        attributes: {
          'db.system.name': 'ledger',
          'db.operation.name': 'read host',
          'extconn.connection.id': connection.connectionId,
          'extconn.connection.string': 'https://app:***@ledger.example/books',
        },
      },
      {
        name: 'break down Ledger',
        kind: 2,
        status: { code: 2, message: expect.stringMatching(/^Operation failed: /) as string },
        attributes: expect.objectContaining({ 'error.type': 'connection-lost' }) as object,
      },
    ]);
    const said = commands.map(({ name, status, attributes, events }) => [name, status, attributes, events]);
    expect(JSON.stringify(said)).not.toContain('hunter2');
  });

  it('has its span active while the call runs, and nests calls', async () => {
    using _telemetry = await startTelemetry();
    await using connection = await createConnection();
    const provider = new DataProvider(connection);
    let active: string | undefined;
    const command: DataCommand<FakeDriver, void> = {
      name: 'outer',
      run: async () => {
        active = trace.getActiveSpan()?.spanContext().traceId;
        await traced({ operation: 'test', connection }, () => connection.testConnection());
      },
    };
    expectValue(await provider.execute(command));
    const finished = spans.getFinishedSpans();
    const outer = finished.find(({ name }) => name === 'outer Ledger');
    const inner = finished.find(({ name }) => name === 'test Ledger');
    expect(active).toBe(outer?.spanContext().traceId);
    expect(inner?.spanContext().traceId).toBe(outer?.spanContext().traceId);
    expect(inner?.parentSpanContext).toBeDefined();
  });

  it('ends a span where a bug throws', async () => {
    using _telemetry = await startTelemetry();
    await using connection = await createConnection();
    const bug = traced({ operation: 'execute', connection }, () => Promise.reject(new TypeError('bug')));
    await expect(bug).rejects.toThrow('bug');
    expect(spans.getFinishedSpans()).toHaveLength(1);
    const durations = await valuesOf('db.client.operation.duration');
    expect(durations.get('ledger execute _OTHER')).toMatchObject({ count: 1 });
  });

  it('measures pools, those of one name together', async () => {
    using _telemetry = await startTelemetry();
    const { pools, ledger, clock } = createPoolScene({ max: 2 });
    const [p, q] = ['p', 'q'].map((password) => ledgerConfiguration({ host: HOST, password }));
    if (p === undefined || q === undefined) throw new Error('No configurations');
    const held = await Promise.all([
      pools.borrow(ledger, p),
      pools.borrow(ledger, p),
      pools.borrow(ledger, q),
    ]);
    const late = pools.borrow(ledger, p, { timeout: 2000 });
    await clock.advance(1500);
    const pool = 'Ledger https://app:***@ledger.example/books';
    expect(await valuesOf('db.client.connection.count')).toEqual(
      new Map([
        [`${pool} used`, 3],
        [`${pool} idle`, 0],
      ]),
    );
    expect(await valuesOf('db.client.connection.max')).toEqual(new Map([[pool, 4]]));
    expect(await valuesOf('db.client.connection.pending_requests')).toEqual(new Map([[pool, 1]]));
    await clock.advance(500);
    expect((await late).isFailure).toBe(true);
    for (const borrowed of held) expectValue(borrowed).release();
    expect(await valuesOf('db.client.connection.count')).toEqual(
      new Map([
        [`${pool} used`, 0],
        [`${pool} idle`, 3],
      ]),
    );
    expect(await valuesOf('db.client.connection.timeouts')).toEqual(new Map([[pool, 1]]));
    expect((await valuesOf('db.client.connection.use_time')).get(pool)).toMatchObject({ count: 3, sum: 6 });
    expect((await valuesOf('db.client.connection.wait_time')).get(pool)).toMatchObject({ count: 3 });
    expect((await valuesOf('db.client.connection.create_time')).get(pool)).toMatchObject({ count: 3 });
    await pools.drain();
    expect(await valuesOf('db.client.connection.count')).toEqual(
      new Map([
        [`${pool} used`, 0],
        [`${pool} idle`, 0],
      ]),
    );
    expect(await valuesOf('db.client.connection.max')).toEqual(new Map([[pool, 0]]));
  });

  it('ends when it is stopped', async () => {
    const telemetry = await startTelemetry();
    telemetry.stop();
    await using connection = await createConnection();
    expectValue(await new DataProvider(connection).execute(readHost));
    expect(spans.getFinishedSpans()).toEqual([]);
  });
});

describe('the channel of calls', () => {
  it('tells of each call without secrets, telemetry or not', async () => {
    const events: CallEvent[] = [];
    const listen = (message: unknown): void => void events.push(message as CallEvent);
    subscribe(CALL_CHANNEL, listen);
    await using connection = await createConnection();
    const provider = new DataProvider(connection);
    await provider.execute(readHost);
    await provider.execute(breakDown);
    unsubscribe(CALL_CHANNEL, listen);
    expect(events.filter(({ operation }) => operation === 'command')).toMatchObject([
      { command: 'read host', provider: 'Ledger', failure: undefined },
      { command: 'break down', provider: 'Ledger', failure: 'connection-lost' },
    ]);
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });
});

describe('without @opentelemetry/api', () => {
  it('does nothing, and loads nothing', async () => {
    const folder = await temporaryFolder();
    const source = fileURLToPath(new URL('../../../../runtime/src/telemetry.ts', import.meta.url));
    const bundle = await build({
      entryPoints: [source],
      outfile: join(folder, 'telemetry.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['@opentelemetry/api', 'tarn'],
      metafile: true,
    });
    const imports = Object.values(bundle.metafile.outputs).flatMap((output) => output.imports);
    expect(imports.filter(({ path }) => path.startsWith('@opentelemetry'))).toEqual([
      { path: '@opentelemetry/api', kind: 'dynamic-import', external: true },
    ]);
    const script = `import { startTelemetry } from './telemetry.mjs'; console.log((await startTelemetry()).isActive);`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
    expect((await run).stdout.trim()).toBe('false');
  });
});
