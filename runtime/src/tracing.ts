import { channel } from 'node:diagnostics_channel';
import type { ExternalConnection } from './external-connection.ts';
import type { FailureCode, Result } from './result.ts';

/** What is done with a connection. */
export type TracedOperation = 'open' | 'close' | 'test' | 'getMetadata' | 'execute' | 'command';

/** A call that is about to be made. */
export interface TracedCall {
  readonly operation: TracedOperation;
  readonly connection: Pick<ExternalConnection, 'connectionId' | 'providerName' | 'connectionString'>;
  /** The name of a `DataCommand`. */
  readonly command?: string;
}

/** Runs calls with something around them: a span, for one. */
export interface Tracer {
  trace<T>(call: TracedCall, run: () => Promise<Result<T>>): Promise<Result<T>>;
}

/** A call that has ended. Free of secrets. */
export interface CallEvent {
  readonly operation: TracedOperation;
  readonly command: string | undefined;
  readonly connectionId: string;
  /** The provider's name. */
  readonly provider: string;
  readonly connectionString: string;
  readonly milliseconds: number;
  /** Undefined for a success. */
  readonly failure: FailureCode | undefined;
}

/** The diagnostics channel of `CallEvent`. */
export const CALL_CHANNEL = 'extconn:call';

const calls = channel(CALL_CHANNEL);
/** Redacting a connection string takes longer than many a call. */
const texts = new WeakMap<TracedCall['connection'], string>();
const TRACER: unique symbol = Symbol.for('extconn.tracer.v1') as never;

/** One tracer for every copy of the package. */
const slot = globalThis as { [TRACER]?: Tracer | undefined };

/** Lets a tracer run every call from now on; the returned function ends that. */
export function setTracer(tracer: Tracer): () => void {
  slot[TRACER] = tracer;
  return () => {
    if (slot[TRACER] === tracer) slot[TRACER] = undefined;
  };
}

/** Whether somebody wants to know of calls; where nobody does, a call need not be described. */
export function isTraced(): boolean {
  return slot[TRACER] !== undefined || calls.hasSubscribers;
}

/** Makes a call as the tracer wants it. */
export function traced<T>(call: TracedCall, run: () => Promise<Result<T>>): Promise<Result<T>> {
  const work = calls.hasSubscribers ? () => published(call, run) : run;
  const tracer = slot[TRACER];
  return tracer === undefined ? work() : tracer.trace(call, work);
}

/** What a call's connection is connected to, without secrets. */
export function connectionText(connection: TracedCall['connection']): string {
  const text = texts.get(connection) ?? connection.connectionString;
  texts.set(connection, text);
  return text;
}

async function published<T>(call: TracedCall, run: () => Promise<Result<T>>): Promise<Result<T>> {
  const { operation, command, connection } = call;
  const started = performance.now();
  const outcome = await run();
  const event: CallEvent = {
    operation,
    command,
    connectionId: connection.connectionId,
    provider: connection.providerName,
    connectionString: connectionText(connection),
    milliseconds: performance.now() - started,
    failure: outcome.isFailure ? outcome.code : undefined,
  };
  calls.publish(event);
  return outcome;
}
