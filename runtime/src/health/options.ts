import { type Clock, systemClock } from '../clock.ts';
import type { HealthThresholds } from './health-state.ts';

/** How health is watched. Times in milliseconds. */
export interface HealthMonitorOptions extends Partial<HealthThresholds> {
  /** From the end of one test of a connection to the begin of its next. Default 30,000. */
  readonly interval?: number | undefined;
  /** How much an interval varies at random, as a part of it, so that many programs do not test at once. Default 0.1. */
  readonly jitter?: number | undefined;
  /** The interval doubles with every failure of a connection that is down, up to this. Default ten intervals. */
  readonly longestInterval?: number | undefined;
  /** How long one test may take. Default 5,000. */
  readonly timeout?: number | undefined;
  /** Tests at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** Where the time comes from; for tests. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 to 1; for tests. */
  readonly random?: (() => number) | undefined;
}

/** The options with their defaults. */
export interface HealthSettings extends HealthThresholds {
  readonly interval: number;
  readonly jitter: number;
  readonly longestInterval: number;
  readonly timeout: number;
  readonly concurrency: number;
  readonly clock: Clock;
  readonly random: () => number;
}

export function healthSettings(options: HealthMonitorOptions): HealthSettings {
  const interval = options.interval ?? 30_000;
  return {
    interval,
    jitter: options.jitter ?? 0.1,
    longestInterval: options.longestInterval ?? interval * 10,
    timeout: options.timeout ?? 5_000,
    concurrency: options.concurrency ?? 4,
    degradedAfter: options.degradedAfter ?? 1,
    downAfter: options.downAfter ?? 3,
    recoveredAfter: options.recoveredAfter ?? 2,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

/** The time until the next test, after so many failures in a row. */
export function nextInterval(settings: HealthSettings, failures: number): number {
  const { interval, jitter, longestInterval, downAfter, random } = settings;
  const doublings = Math.max(failures - downAfter + 1, 0);
  const plain = Math.min(interval * 2 ** doublings, Math.max(longestInterval, interval));
  return plain * (1 + jitter * (2 * random() - 1));
}
