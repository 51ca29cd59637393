import type sql from 'mssql';

/** How mssql's requests, transactions and prepared statements get their session; not in its types. */
interface SessionLender {
  acquire(borrower: object, callback: Borrowed): unknown;
  release(session: sql.Connection): unknown;
}

type Borrowed = (error: unknown, session?: sql.Connection, config?: unknown) => void;

/**
 * The same pool for one operation: what runs on it is cancelled when the signal fires. The driver has no timeout for
 * a statement whose rows do not end; it would go on until the memory is full.
 */
export function borrowedPool(pool: sql.ConnectionPool, signal: AbortSignal): sql.ConnectionPool {
  const sessions = new Set<sql.Connection>();
  signal.addEventListener('abort', () => cancelAll(sessions), { once: true });
  const lender = pool as sql.ConnectionPool & SessionLender;
  const acquire: SessionLender['acquire'] = (borrower, callback) => {
    lender.acquire(borrower, (error, session, config) => {
      if (session === undefined || !signal.aborted) {
        if (session !== undefined) sessions.add(session);
        return callback(error, session, config);
      }
      lender.release(session);
      return callback(new Error('The operation has ended'));
    });
  };
  const release: SessionLender['release'] = (session) => {
    sessions.delete(session);
    return lender.release(session);
  };
  return new Proxy(pool, {
    get(target, key, receiver) {
      if (key === 'acquire') return acquire;
      return key === 'release' ? release : Reflect.get(target, key, receiver);
    },
  });
}

function cancelAll(sessions: ReadonlySet<sql.Connection>): void {
  for (const session of sessions) session.cancel();
}
