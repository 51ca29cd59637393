import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { BatchObservableResult, Meter } from '@opentelemetry/api';
import { livePools, POOL_CHANNEL, type PoolEvent, type PoolFigures } from '../pool/pool-events.ts';
import { ATTRIBUTE, poolName } from './attributes.ts';

/** The metrics `db.client.connection.*` of every pool, until the returned function is called. */
export function measurePools(meter: Meter): () => void {
  const stopCounting = countConnections(meter);
  const listener = createEventListener(meter);
  subscribe(POOL_CHANNEL, listener);
  return () => {
    unsubscribe(POOL_CHANNEL, listener);
    stopCounting();
  };
}

function countConnections(meter: Meter): () => void {
  const count = meter.createObservableUpDownCounter('db.client.connection.count', {
    description: 'Connections of a pool that are in the state.',
    unit: '{connection}',
  });
  const max = meter.createObservableUpDownCounter('db.client.connection.max', {
    description: 'Connections that a pool may open.',
    unit: '{connection}',
  });
  const pending = meter.createObservableUpDownCounter('db.client.connection.pending_requests', {
    description: 'Callers that wait for a connection.',
    unit: '{request}',
  });
  const seen = new Set<string>();
  const observe = (result: BatchObservableResult): void => {
    const current = figuresByName();
    for (const name of current.keys()) seen.add(name);
    // Of a pool that is gone the SDK would go on telling the last figures.
    for (const name of seen) {
      const figures = current.get(name) ?? NOTHING;
      const pool = { [ATTRIBUTE.poolName]: name };
      result.observe(count, figures.inUse, { ...pool, [ATTRIBUTE.poolState]: 'used' });
      result.observe(count, figures.idle, { ...pool, [ATTRIBUTE.poolState]: 'idle' });
      result.observe(max, figures.max, pool);
      result.observe(pending, figures.waiting, pool);
    }
  };
  const observed = [count, max, pending];
  meter.addBatchObservableCallback(observe, observed);
  return () => meter.removeBatchObservableCallback(observe, observed);
}

type Sums = Pick<PoolFigures, 'inUse' | 'idle' | 'max' | 'waiting'>;

const NOTHING: Sums = { inUse: 0, idle: 0, max: 0, waiting: 0 };

/** Pools that differ in their secrets only have one name; an observation for each would hide the others. */
function figuresByName(): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const pool of livePools) {
    const figures = pool.figures();
    const name = poolName(figures);
    const sum = sums.get(name) ?? NOTHING;
    sums.set(name, {
      inUse: sum.inUse + figures.inUse,
      idle: sum.idle + figures.idle,
      max: sum.max + figures.max,
      waiting: sum.waiting + figures.waiting,
    });
  }
  return sums;
}

function createEventListener(meter: Meter): (message: unknown) => void {
  const duration = (name: string, description: string) =>
    meter.createHistogram(`db.client.connection.${name}`, { description, unit: 's' });
  const durations = {
    opened: duration('create_time', 'Time to open a connection.'),
    borrowed: duration('wait_time', 'Time to get a connection from the pool.'),
    returned: duration('use_time', 'Time from getting a connection to giving it back.'),
  };
  const timeouts = meter.createCounter('db.client.connection.timeouts', {
    description: 'Callers that waited in vain for a connection.',
    unit: '{timeout}',
  });
  return (message) => {
    const event = message as PoolEvent;
    const pool = { [ATTRIBUTE.poolName]: poolName(event) };
    if (event.kind === 'timedOut') timeouts.add(1, pool);
    else if (event.kind !== 'closed') durations[event.kind].record(event.milliseconds / 1000, pool);
  };
}
