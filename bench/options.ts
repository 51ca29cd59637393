import { parseArgs } from 'node:util';

/** What the command line asked for. */
export interface Request {
  readonly quick: boolean;
  /** The parts to run, by file name; all where it is empty. */
  readonly only: readonly string[];
  readonly runs: number;
  /** Where the results go; undefined for nowhere. */
  readonly out: string | undefined;
}

const FULL_RUNS = 5;
const QUICK_RUNS = 2;

/** Understands `--quick`, `--only a,b`, `--runs 5` and `--out <folder>`; throws on anything else. */
export function parseRequest(parameters: readonly string[], results: string): Request {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      runs: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { quick } = values;
  const only = values.only.split(',').filter((name) => name !== '');
  const runs = Number(values.runs ?? (quick ? QUICK_RUNS : FULL_RUNS));
  if (!Number.isInteger(runs) || runs < 1) throw new RangeError('--runs takes a number from 1');
  // A quick run only shows that everything works: its figures are not kept.
  return { quick, only, runs, out: values.out ?? (quick ? undefined : results) };
}
