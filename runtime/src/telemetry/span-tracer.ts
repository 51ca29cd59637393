import type { Attributes, Histogram, Meter, Tracer as OtelTracer, Span } from '@opentelemetry/api';
import type { Result } from '../result.ts';
import { connectionText, type TracedCall, type Tracer } from '../tracing.ts';
import { ATTRIBUTE, systemName } from './attributes.ts';

/** What spans are made with; the values of `SpanKind.CLIENT` and `SpanStatusCode.ERROR` come with the API. */
export interface SpanApi {
  readonly tracer: OtelTracer;
  readonly clientKind: number;
  readonly errorStatus: number;
}

/** A span around each call, and its duration as a metric. The span is active while the call runs. */
export class SpanTracer implements Tracer {
  readonly #api: SpanApi;
  readonly #durations: Histogram;

  constructor(api: SpanApi, meter: Meter) {
    this.#api = api;
    this.#durations = meter.createHistogram('db.client.operation.duration', {
      description: 'Duration of database client operations.',
      unit: 's',
      advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] },
    });
  }

  trace<T>(call: TracedCall, run: () => Promise<Result<T>>): Promise<Result<T>> {
    const { providerName, connectionId } = call.connection;
    const operation = call.command ?? call.operation;
    const shared: Attributes = {
      [ATTRIBUTE.system]: systemName(providerName),
      [ATTRIBUTE.operation]: operation,
    };
    const attributes = {
      ...shared,
      [ATTRIBUTE.connectionId]: connectionId,
      [ATTRIBUTE.connectionString]: connectionText(call.connection),
    };
    const options = { kind: this.#api.clientKind, attributes };
    return this.#api.tracer.startActiveSpan(`${operation} ${providerName}`, options, (span) =>
      this.#measure(span, shared, run),
    );
  }

  async #measure<T>(span: Span, shared: Attributes, run: () => Promise<Result<T>>): Promise<Result<T>> {
    const started = performance.now();
    let error: Attributes = { [ATTRIBUTE.errorType]: '_OTHER' };
    try {
      const outcome = await run();
      error = outcome.isFailure ? { [ATTRIBUTE.errorType]: outcome.code } : {};
      if (outcome.isFailure) {
        span.setAttributes(error);
        span.setStatus({ code: this.#api.errorStatus, message: outcome.errorMessage });
      }
      return outcome;
    } finally {
      this.#durations.record((performance.now() - started) / 1000, { ...shared, ...error });
      span.end();
    }
  }
}
