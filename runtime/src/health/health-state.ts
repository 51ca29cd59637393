import type { Failure } from '../result.ts';

/** How a connection fares; `unknown` before its first test. */
export type HealthStatus = 'unknown' | 'healthy' | 'degraded' | 'down';

/** Tests in a row that change a status. */
export interface HealthThresholds {
  /** Failures until a connection is degraded. Default 1. */
  readonly degradedAfter: number;
  /** Failures until it is down. Default 3. */
  readonly downAfter: number;
  /** Successes until it is healthy again. Default 2. */
  readonly recoveredAfter: number;
}

/** What the tests of a connection have shown. */
export interface HealthState {
  readonly status: HealthStatus;
  readonly failures: number;
  readonly successes: number;
  /** Why the last test failed; undefined where it did not. */
  readonly failure: Pick<Failure, 'code' | 'errorMessage'> | undefined;
}

export const UNTESTED: HealthState = { status: 'unknown', failures: 0, successes: 0, failure: undefined };

/** The state after one more test. A connection whose first test succeeds is healthy at once. */
export function afterTest(
  state: HealthState,
  failure: HealthState['failure'],
  thresholds: HealthThresholds,
): HealthState {
  if (failure === undefined) {
    const successes = state.successes + 1;
    const isSick = state.status === 'degraded' || state.status === 'down';
    const status = isSick && successes < thresholds.recoveredAfter ? state.status : 'healthy';
    return { status, failures: 0, successes, failure };
  }
  const failures = state.failures + 1;
  return { status: sickness(state.status, failures, thresholds), failures, successes: 0, failure };
}

function sickness(status: HealthStatus, failures: number, thresholds: HealthThresholds): HealthStatus {
  if (failures >= thresholds.downAfter || status === 'down') return 'down';
  return failures >= thresholds.degradedAfter ? 'degraded' : status;
}

const WORST_FIRST: readonly HealthStatus[] = ['down', 'degraded', 'unknown', 'healthy'];

/** The worst of them; unknown where there is none. */
export function worstOf(statuses: readonly HealthStatus[]): HealthStatus {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'unknown';
}
