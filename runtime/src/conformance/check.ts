import { type ConformanceFaults, type ConformanceSubject, isProvider } from './subject.ts';
import { Workbench } from './workbench.ts';

/** One check of the suite. */
export interface ConformanceCheck {
  readonly name: string;
  /** Why it cannot run; undefined where it can. */
  readonly skipped: string | undefined;
  /** Throws an error that says what is wrong. Checks do not depend on each other, but may not run at the same time. */
  run(): Promise<void>;
}

/** A check before it has a subject. */
export interface CheckDefinition {
  readonly name: string;
  /** What it makes no sense without: a fault, or the provider besides its factory. */
  readonly needs?: keyof ConformanceFaults | 'provider';
  readonly body: (bench: Workbench) => Promise<void>;
}

/** Gives a definition its subject; whatever the check leaves open is closed after it. */
export function bindCheck(definition: CheckDefinition, subject: ConformanceSubject): ConformanceCheck {
  const { name, body } = definition;
  return {
    name,
    skipped: reasonToSkip(definition, subject),
    async run() {
      const bench = await Workbench.create(subject);
      try {
        await body(bench);
      } catch (error) {
        // What the check found says more than what the clearing stumbles over.
        await bench.clear().catch(() => undefined);
        throw error;
      }
      await bench.clear();
    },
  };
}

function reasonToSkip(
  { needs }: CheckDefinition,
  { provider, faults }: ConformanceSubject,
): string | undefined {
  if (needs === undefined) return undefined;
  if (needs === 'provider') return isProvider(provider) ? undefined : 'the subject is a factory alone';
  return faults?.[needs] === undefined ? `the subject has no faults.${needs}` : undefined;
}
