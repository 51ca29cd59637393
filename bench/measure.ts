/** How much to measure. */
export interface BenchOptions {
  /** Small sizes and few runs: to see that everything works, not to compare. */
  readonly quick: boolean;
  /** How often each thing is measured, after one run that is not counted. */
  readonly runs: number;
  /** A folder that exists, is empty, and is deleted after the benchmark. Absolute. */
  readonly folder: string;
  /** Says on stderr what is being done. */
  readonly log: (text: string) => void;
}

/** The middle of several measurements and how far they spread. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** `ms`, `us` and `ns` are times; `perSecond` is a rate, so more is better. */
export type Unit = 'ms' | 'us' | 'ns' | 'perSecond';

/** One line of the table: how one subject did a job. */
export interface Row {
  /** What was to be done, such as `1,000 providers from nothing`. Rows of one job stand together. */
  readonly job: string;
  /** Who did it, such as `extconn` or `ajv-cli`. */
  readonly subject: string;
  /** A floor does only what cannot be avoided: Node alone, the same bytes written, the bare driver. */
  readonly role: 'ours' | 'peer' | 'floor';
  readonly unit: Unit;
  /** Undefined where it could not be measured; the note says why. */
  readonly figure: Spread | undefined;
  /** Bytes: the largest process at its peak. */
  readonly memory?: number;
  readonly note?: string;
}

/** What was aimed at, and what came out. */
export interface Aim {
  /** Such as `1,000 providers from nothing, over the fastest peer`. */
  readonly text: string;
  /** Undefined where what it compares could not be measured. */
  readonly figure: number | undefined;
  /** Whether the figure should be `most` this much or `least` this much. */
  readonly bound: 'most' | 'least';
  readonly limit: number;
  readonly unit: '×' | 'ms' | 'MB';
}

export interface Measured {
  readonly rows: readonly Row[];
  readonly aims: readonly Aim[];
}

/** One part of the benchmark: every file in `sections/` exports one as `run`. */
export type Run = (options: BenchOptions) => Promise<Measured>;
