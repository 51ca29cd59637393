import type { AnyConnectionFactory } from '../provider.ts';
import { bindCheck, type ConformanceCheck } from './check.ts';
import { faultChecks } from './fault-checks.ts';
import { lifecycleChecks } from './lifecycle-checks.ts';
import { offerChecks } from './offer-checks.ts';
import { secretChecks } from './secret-checks.ts';
import { signalChecks } from './signal-checks.ts';
import type { ConformanceSubject } from './subject.ts';

/** What Vitest, Jest and `node:test` have in common. */
export interface TestFramework {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: ((name: string, run: () => Promise<void>) => unknown) & {
    readonly skip: (name: string, run: () => Promise<void>) => unknown;
  };
}

/** Every check of the suite for one subject, for programs that run them by themselves. */
export function conformanceChecks<TFactory extends AnyConnectionFactory>(
  subject: ConformanceSubject<TFactory>,
): readonly ConformanceCheck[] {
  const definitions = [...offerChecks, ...lifecycleChecks, ...signalChecks, ...faultChecks, ...secretChecks];
  return definitions.map((definition) => bindCheck(definition, subject));
}

/**
 * Runs the contract suite that every provider passes: lifecycle, cancellation, modes, metadata, redaction, and what
 * becomes of faults. Faults the subject cannot produce are reported as skipped.
 *
 * @example A provider's whole test, with Vitest.
 * ```ts
 * import { testConformance } from '@extconn/runtime/conformance';
 * import { describe, it } from 'vitest';
 * import { AcmeConfiguration } from './configuration.gen.ts';
 * import { AcmeConnectionProvider } from './provider.gen.ts';
 *
 * testConformance({ describe, it }, {
 *   provider: AcmeConnectionProvider.instance,
 *   configuration: () => AcmeConfiguration.create({ host: 'localhost', password: 'pass-of-the-test' }),
 *   faults: {
 *     wrongCredentials: () => AcmeConfiguration.create({ host: 'localhost', password: 'another' }),
 *     absentServer: () => AcmeConfiguration.create({ host: 'localhost', port: 1, password: 'pass-of-the-test' }),
 *   },
 * });
 * ```
 */
export function testConformance<TFactory extends AnyConnectionFactory>(
  { describe, it }: TestFramework,
  subject: ConformanceSubject<TFactory>,
): void {
  describe('conformance', () => {
    for (const { name, skipped, run } of conformanceChecks(subject)) {
      if (skipped === undefined) it(name, run);
      else it.skip(`${name} (skipped: ${skipped})`, run);
    }
  });
}
