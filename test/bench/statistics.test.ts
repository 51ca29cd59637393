import { describe, expect, it } from 'vitest';
import { fastestPeer, ratio, rowOf } from '../../bench/compare.ts';
import { inTurns } from '../../bench/in-turns.ts';
import type { Row } from '../../bench/measure.ts';
import { median, spread } from '../../bench/statistics.ts';

function row(subject: string, role: Row['role'], median: number | undefined): Row {
  const figure = median === undefined ? undefined : { median, min: median, max: median, runs: 1 };
  return { job: 'a job', subject, role, unit: 'ms', figure };
}

describe('statistics', () => {
  it('takes the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 9, 2])).toBe(5.5);
    expect(() => median([])).toThrow(RangeError);
    expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, runs: 3 });
  });

  it('compares by the median, and only what was measured', () => {
    const rows = [
      row('extconn', 'ours', 10),
      row('slow', 'peer', 80),
      row('fast', 'peer', 40),
      row('absent', 'peer', undefined),
    ];
    const ours = rowOf(rows, 'a job', 'extconn');
    expect(fastestPeer(rows, 'a job')?.subject).toBe('fast');
    expect(ratio(ours, fastestPeer(rows, 'a job'))).toBe(0.25);
    expect(ratio(ours, rowOf(rows, 'a job', 'absent'))).toBeUndefined();
    expect(fastestPeer(rows, 'another job')).toBeUndefined();
  });
});

describe('measuring in turns', () => {
  it('prepares each run, goes round, and does not count the first round', async () => {
    const events: string[] = [];
    const turn = (name: string) => ({
      name,
      prepare: () => void events.push(`prepare ${name}`),
      run: () => events.push(name),
    });
    const measured = await inTurns([turn('a'), turn('b')], 2);
    expect(events).toEqual(Array(3).fill(['prepare a', 'a', 'prepare b', 'b']).flat());
    expect(measured.get('a')).toEqual([6, 10]);
    expect(measured.get('b')).toEqual([8, 12]);
  });
});
