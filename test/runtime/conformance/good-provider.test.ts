import { describe, expect, it } from 'vitest';
import { conformanceChecks, testConformance } from '../../../runtime/src/conformance/index.ts';
import { FakeFactory, FakeProvider } from '../../support/runtime/fake-provider.ts';
import { fakeSubject } from './subject.ts';

describe('a good provider, run by Vitest', () => {
  testConformance({ describe, it }, fakeSubject());
});

describe('the suite', () => {
  it('says which checks it skips, and why', () => {
    const { faults: _, ...bare } = fakeSubject();
    const skipped = conformanceChecks({ ...bare, provider: new FakeFactory() }).filter(
      (check) => check.skipped,
    );
    expect(skipped.map((check) => check.skipped)).toEqual([
      'the subject is a factory alone',
      'the subject has no faults.openSessions',
      'the subject has no faults.readOnlyWrite',
      'the subject has no faults.openSessions',
      'the subject has no faults.slowOperation',
      'the subject has no faults.wrongCredentials',
      'the subject has no faults.absentServer',
      'the subject has no faults.silentServer',
      'the subject has no faults.slowServer',
      'the subject has no faults.silentServer',
      'the subject has no faults.killServer',
      'the subject has no faults.killServer',
    ]);
    expect(conformanceChecks(fakeSubject()).filter((check) => check.skipped)).toEqual([]);
  });

  it('shows skipped checks with the reason in any framework', () => {
    const shown: string[] = [];
    const register = Object.assign((name: string) => shown.push(`run ${name}`), {
      skip: (name: string) => shown.push(`skip ${name}`),
    });
    const group = (_name: string, body: () => void): void => body();
    const { faults: _, ...bare } = fakeSubject();
    testConformance({ describe: group, it: register }, bare);
    expect(shown).toHaveLength(conformanceChecks(fakeSubject()).length);
    expect(shown).toContain(
      'skip wrong credentials are refused as authentication (skipped: the subject has no faults.wrongCredentials)',
    );
  });

  it('names each check once', () => {
    const names = conformanceChecks(fakeSubject()).map((check) => check.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes a factory in place of the provider', async () => {
    for (const check of conformanceChecks({ ...fakeSubject(), provider: new FakeFactory() })) {
      if (check.name.startsWith('it opens')) await check.run();
    }
  });

  it('fails where the factory does not load', async () => {
    const failing = new (class extends FakeProvider {
      override createConnectionFactory(): Promise<never> {
        return Promise.reject(new Error('no driver'));
      }
    })();
    const [first] = conformanceChecks(fakeSubject(failing));
    await expect(first?.run()).rejects.toThrow('no driver');
  });
});
