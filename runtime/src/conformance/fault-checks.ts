import assert from 'node:assert/strict';
import type { ConfigurationBase } from '../configuration.ts';
import { connectionLimits } from '../connection-limits.ts';
import type { ExternalConnection } from '../external-connection.ts';
import type { FailureCode, Result } from '../result.ts';
import type { CheckDefinition } from './check.ts';
import { failureOf, pause, within } from './expectations.ts';
import type { ConformanceFaults, Provided } from './subject.ts';
import type { Workbench } from './workbench.ts';

type ConfigurationFault = 'wrongCredentials' | 'absentServer' | 'silentServer' | 'slowServer';

/** What every connection makes of the faults of its system. */
export const faultChecks: readonly CheckDefinition[] = [
  cannotBeOpened('wrong credentials are refused as authentication', 'wrongCredentials', 'authentication'),
  cannotBeOpened(
    'a server that is absent is reported within the timeout',
    'absentServer',
    'transient',
    'timeout',
  ),
  cannotBeOpened(
    'a server that says nothing is given up at the timeout',
    'silentServer',
    'timeout',
    'transient',
  ),
  cannotBeOpened(
    'a server that is too slow is given up at the timeout, and closed when it answers after all',
    'slowServer',
    'timeout',
    'transient',
  ),
  {
    name: 'an open that a silent server lets wait can be aborted',
    needs: 'silentServer',
    async body(bench) {
      const configuration = await provide(bench, 'silentServer');
      const { connection } = await bench.connect(configuration);
      const started = performance.now();
      const result = await bench.bounded(
        'open',
        configuration,
        connection.open({ signal: AbortSignal.timeout(50) }),
      );
      failureOf('open', result, 'aborted');
      assert(performance.now() - started < 1_000, 'an aborted open must end at once, not at its timeout');
    },
  },
  {
    name: 'a connection whose server died is reported, and usable again',
    needs: 'killServer',
    async body(bench) {
      const { connection } = await bench.open();
      await bench.subject.faults?.killServer?.();
      const tested = await bench.bounded(
        'testConnection',
        connection.configuration,
        connection.testConnection(),
      );
      if (tested.isFailure) failureOf('testConnection', tested, 'connection-lost', 'transient', 'timeout');
      await expectUsable(bench, connection, tested);
    },
  },
  {
    name: 'an operation whose server dies ends, and the connection is usable again',
    needs: 'killServer',
    async body(bench) {
      const { connection } = await bench.open();
      await bench.subject.faults?.killServer?.();
      const read = await bench.bounded('getMetadata', connection.configuration, connection.getMetadata());
      await expectUsable(bench, connection, read);
    },
  },
];

/** Neither opening nor testing may succeed, neither may outlast the timeout, and neither may leave anything behind. */
function cannotBeOpened(name: string, needs: ConfigurationFault, ...codes: FailureCode[]): CheckDefinition {
  return {
    name,
    needs,
    async body(bench) {
      const before = await bench.sessions();
      const configuration = await provide(bench, needs);
      const { connection, states } = await bench.connect(configuration);
      failureOf('open', await bench.bounded('open', configuration, connection.open()), ...codes);
      assert.deepEqual(states, ['Created', 'Opening', 'Broken']);
      const others = {
        'open once more': connection.open(),
        testConnection: connection.testConnection(),
        testConnectivity: bench.factory.testConnectivity(configuration),
      };
      for (const [what, call] of Object.entries(others)) {
        failureOf(what, await bench.bounded(what, configuration, call), ...codes);
      }
      await bench.succeed('close', connection.close());
      if (needs === 'slowServer') await pause(connectionLimits(configuration).connectTimeout);
      await bench.expectSessions(before, 'Afterwards');
    },
  };
}

/**
 * A driver may connect anew by itself; then nothing was lost. Otherwise the first call that notices leaves `Broken`,
 * and the connection can be opened again. What must not be is a connection that stays open and fails.
 */
async function expectUsable(
  bench: Workbench,
  connection: ExternalConnection,
  noticed: Result<unknown>,
): Promise<void> {
  if (noticed.isFailure && noticed.code === 'connection-lost') {
    assert.equal(connection.state, 'Broken', 'a lost connection must be Broken');
  }
  if (connection.state === 'Broken') await bench.succeed('open afterwards', connection.open());
  assert.equal(connection.state, 'Open');
  // It must answer in more ways than one: a ping that asks nobody always succeeds.
  await bench.succeed('getMetadata afterwards', connection.getMetadata());
  await bench.succeed('testConnection afterwards', connection.testConnection());
}

async function provide(bench: Workbench, fault: ConfigurationFault): Promise<ConfigurationBase> {
  const faults: ConformanceFaults = bench.subject.faults ?? {};
  const provided: Provided<ConfigurationBase> | undefined = faults[fault]?.();
  assert(provided !== undefined);
  return within(fault, bench.patience, bench.provided(fault, provided));
}
