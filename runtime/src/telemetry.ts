import { missingPackage } from './driver-package.ts';
import { measurePools } from './telemetry/pool-metrics.ts';
import { SpanTracer } from './telemetry/span-tracer.ts';
import { setTracer } from './tracing.ts';

export { CALL_CHANNEL, type CallEvent, type TracedOperation } from './tracing.ts';

/** The telemetry of a program. */
export interface Telemetry extends Disposable {
  /** Whether `@opentelemetry/api` is installed. */
  readonly isActive: boolean;
  /** Ends spans and metrics. */
  stop(): void;
}

/** The name under which spans and metrics are made. */
const SCOPE = '@extconn/runtime';

/**
 * Makes OpenTelemetry spans of what is done with connections, and metrics of that and of the pools, by the semantic
 * conventions for database clients. Call it once, after the SDK was set up. Where `@opentelemetry/api` is not
 * installed it does nothing. Everything is on the diagnostics channels `extconn:call`, `extconn:pool` and
 * `extconn:pool:forgotten-release`, too, telemetry or not. Nothing of it holds a secret.
 *
 * @example
 * ```ts
 * const telemetry = await startTelemetry();
 * if (!telemetry.isActive) console.info('npm install @opentelemetry/api to trace connections');
 * ```
 */
export async function startTelemetry(): Promise<Telemetry> {
  const api = await loadApi();
  if (api === undefined) return telemetry(false, () => undefined);
  const meter = api.metrics.getMeter(SCOPE);
  const spans = {
    tracer: api.trace.getTracer(SCOPE),
    clientKind: api.SpanKind.CLIENT,
    errorStatus: api.SpanStatusCode.ERROR,
  };
  const stopTracing = setTracer(new SpanTracer(spans, meter));
  const stopMeasuring = measurePools(meter);
  return telemetry(true, () => {
    stopTracing();
    stopMeasuring();
  });
}

async function loadApi(): Promise<typeof import('@opentelemetry/api') | undefined> {
  try {
    return await import('@opentelemetry/api');
  } catch (error) {
    if (missingPackage(error) === '@opentelemetry/api') return undefined;
    throw error;
  }
}

function telemetry(isActive: boolean, stop: () => void): Telemetry {
  return { isActive, stop, [Symbol.dispose]: stop };
}
