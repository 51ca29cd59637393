import type { ConformanceSubject } from '../../../runtime/src/conformance/index.ts';
import type { Result } from '../../../runtime/src/result.ts';
import { FakeConfiguration, type FakeSettings } from '../../support/runtime/fake-configuration.ts';
import { type FakeFactory, FakeProvider, fakeSystem } from '../../support/runtime/fake-provider.ts';

function at(host: string, settings: FakeSettings = {}): Result<FakeConfiguration> {
  return FakeConfiguration.create({
    connectionString: `Server=${host}`,
    password: fakeSystem.password,
    connectTimeout: 60,
    commandTimeout: 3_000,
    ...settings,
  });
}

/** The fake provider and all its faults, which a broken one may replace. */
export function fakeSubject(provider: FakeProvider = new FakeProvider()): ConformanceSubject<FakeFactory> {
  return {
    provider,
    configuration: () => at('up'),
    patience: 500,
    faults: {
      wrongCredentials: () => at('up', { password: 'pass-of-another', retryEnabled: true }),
      absentServer: async () => at('absent', { retryCount: 1 }),
      silentServer: () => at('silent'),
      slowServer: () => at('slow'),
      killServer: () => fakeSystem.kill(),
      slowOperation: (session, { signal }) => session.ask('sleep', signal),
      readOnlyWrite: (session, { signal }) => session.ask('write', signal),
      openSessions: () => fakeSystem.sessions.size,
    },
  };
}
