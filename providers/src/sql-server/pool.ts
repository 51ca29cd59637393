import { WaitEnded } from '@extconn/runtime';
import sql from 'mssql';
import { createConnector } from './connector.ts';
import { LoginError, SessionLost } from './errors.ts';
import type { poolConfig } from './pool-config.ts';
import { endWhereUnreadable } from './unreadable-answers.ts';

/** The live sessions of each pool, borrowed ones included: the driver's own `close` waits for those. */
const sessionsOf = new WeakMap<sql.ConnectionPool, ReadonlySet<sql.Connection>>();

/** How to open a pool. */
export interface OpeningSettings {
  /** Whether there may be more than one session in the pool's life. */
  readonly isPooled: boolean;
  /** Ends the attempt and its socket. */
  readonly signal: AbortSignal;
}

/** A pool that has logged in once. */
export async function openPool(
  config: Awaited<ReturnType<typeof poolConfig>>,
  { isPooled, signal }: OpeningSettings,
): Promise<sql.ConnectionPool> {
  const sessions = new Set<sql.Connection>();
  let refusal: Error | undefined;
  const lost = new AbortController();
  let logins = 0;
  const connector = createConnector(config, {
    signals: [signal, lost.signal],
    onRefused: (error) => {
      refusal ??= error;
    },
  });
  const pool = new sql.ConnectionPool({
    ...config,
    options: { ...config.options, connector },
    beforeConnect: (session) => {
      sessions.add(session);
      endWhereUnreadable(session);
      logins += 1;
      // The first login is mssql's probe, the second the only session there may be without pooling.
      if (!isPooled && logins > 2) lost.abort(new SessionLost());
      session.once('end', () => sessions.delete(session));
      session.on('errorMessage', ({ number, message }) => {
        refusal ??= new LoginError(message, number);
      });
    },
  });
  // Without a listener the process ends; whoever waits for the session hears of the error anyway.
  pool.on('error', () => undefined);
  sessionsOf.set(pool, sessions);
  try {
    return await pool.connect();
  } catch (error) {
    throw refusal ?? timeoutIn(error) ?? error;
  }
}

/** Ends all sessions, also those that are still at work or in a transaction that nobody has ended. */
export async function closePool(pool: sql.ConnectionPool): Promise<void> {
  const isBorrowed = pool.connected && pool.borrowed > 0;
  for (const session of sessionsOf.get(pool) ?? []) session.close();
  const closed = pool.close();
  // A transaction never gives its session back; the pool would wait for it without end.
  if (isBorrowed) closed.catch(() => undefined);
  else await closed;
}

/** The driver's own timer for connecting, set by 'Connect Timeout', was the first to end the wait. */
function timeoutIn(error: unknown): WaitEnded | undefined {
  const isTimeout = error instanceof sql.ConnectionError && error.code === 'ETIMEOUT';
  return isTimeout ? new WaitEnded('timeout', error.message) : undefined;
}
