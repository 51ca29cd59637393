import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { POOL_CHANNEL } from '../../../runtime/src/pool.ts';
import { CALL_CHANNEL, startTelemetry } from '../../../runtime/src/telemetry.ts';

/** What goes to the outside by itself: both diagnostics channels, and OpenTelemetry with the SDK that programs use. */
export class Recorded implements AsyncDisposable {
  readonly #spans = new InMemorySpanExporter();
  readonly #exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  readonly #reader = new PeriodicExportingMetricReader({
    exporter: this.#exported,
    exportIntervalMillis: 2 ** 30,
  });
  readonly #messages: unknown[] = [];
  #stop = (): void => undefined;

  static async start(): Promise<Recorded> {
    const recorded = new Recorded();
    const spanProcessors = [new SimpleSpanProcessor(recorded.#spans)];
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors }));
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [recorded.#reader] }));
    const telemetry = await startTelemetry();
    const hear = (message: unknown): void => void recorded.#messages.push(structuredClone(message));
    for (const channel of [CALL_CHANNEL, POOL_CHANNEL]) subscribe(channel, hear);
    recorded.#stop = () => {
      for (const channel of [CALL_CHANNEL, POOL_CHANNEL]) unsubscribe(channel, hear);
      telemetry.stop();
    };
    return recorded;
  }

  /** Messages and spans since the last time, with all that a span can say. */
  take(): readonly unknown[] {
    const spans = this.#spans.getFinishedSpans().map((span) => {
      const { name, attributes, events, status, links, resource, instrumentationScope } = span;
      const { traceState } = span.spanContext();
      return [name, attributes, events, status, links, traceState, resource.attributes, instrumentationScope];
    });
    this.#spans.reset();
    return [...this.#messages.splice(0), ...spans];
  }

  /** Every metric since the beginning, with all its points. */
  async metrics(): Promise<readonly { readonly name: string; readonly points: readonly object[] }[]> {
    this.#exported.reset();
    await this.#reader.forceFlush();
    return this.#exported
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
      .map(({ descriptor, dataPoints }) => ({ ...descriptor, points: dataPoints }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
    trace.disable();
    metrics.disable();
    await this.#reader.shutdown();
  }
}
