import { ConnectionPoolManager, type PoolOptions } from '../../../../runtime/src/pool.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ledgerConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders, type LedgerConnection, type LedgerProvider } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

export interface PoolScene {
  readonly server: FakeServer;
  readonly clock: FakeClock;
  readonly pools: ConnectionPoolManager;
  readonly ledger: LedgerProvider;
  readonly main: ReturnType<typeof ledgerConfiguration>;
}

/** Pools on a fake server, with a clock that stands still. */
export function createPoolScene(options: PoolOptions = {}): PoolScene {
  const server = new FakeServer();
  const clock = new FakeClock();
  const { Ledger: ledger } = createFakeProviders(server);
  const pools = new ConnectionPoolManager({ clock, ...options });
  return { server, clock, pools, ledger, main: ledgerConfiguration({ host: 'main' }) };
}

/** The number of the session behind a connection. */
export async function serialOf(connection: LedgerConnection): Promise<number> {
  const outcome = await connection.execute(({ serial }) => serial);
  if (outcome.isFailure) throw new Error(outcome.errorMessage);
  return outcome.value;
}
