import { ratio, rowOf } from '../compare.ts';
import { measureInProcess } from '../in-process.ts';
import type { Row, Run } from '../measure.ts';
import { spread } from '../statistics.ts';

/** Each of ours beside the floor under it. */
const PAIRS = [
  ['getByName', 'Map.get of a name'],
  ['getById', 'Map.get of an id'],
  ['getByDataStore', 'Map.get of a data store'],
] as const;

/** Strict lookups in the shipped index beside a bare map with the same keys and values. */
export const run: Run = async ({ runs }) => {
  const found = await measureInProcess('lookup.ts', String(runs * 3));
  const rows = PAIRS.flatMap(([ours, floor]): readonly Row[] => {
    const rowFor = (subject: string, role: Row['role']): Row => ({
      job: `strict lookup, ${ours}`,
      subject,
      role,
      unit: 'ns',
      figure: spread(found[subject] ?? []),
    });
    return [rowFor(ours, 'ours'), rowFor(floor, 'floor')];
  });
  const aims = PAIRS.map(([ours, floor]) => {
    const job = `strict lookup, ${ours}`;
    const figure = ratio(rowOf(rows, job, ours), rowOf(rows, job, floor));
    return { text: `${ours} ÷ Map.get`, figure, bound: 'most', limit: 1.5, unit: '×' } as const;
  });
  return { rows, aims };
};
