/** The contract suite that every provider passes, for any test framework. */

export type { ConformanceCheck } from './check.ts';
export type {
  ConformanceFaults,
  ConformanceProvider,
  ConformanceSubject,
  DriverOf,
  Provided,
} from './subject.ts';
export { conformanceChecks, type TestFramework, testConformance } from './suite.ts';
