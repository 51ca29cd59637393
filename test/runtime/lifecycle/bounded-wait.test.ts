import { describe, expect, it, vi } from 'vitest';
import { boundedWait } from '../../../runtime/src/bounded-wait.ts';
import { systemClock } from '../../../runtime/src/clock.ts';
import { Ending, WaitEnded } from '../../../runtime/src/ending.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';

const never = (): Promise<never> => new Promise(() => undefined);

describe('boundedWait', () => {
  it('does not start work whose time is up, or that nobody wants', async () => {
    const clock = new FakeClock();
    const work = vi.fn(never);
    const until = new Ending();
    until.end(new WaitEnded('aborted', 'over'));
    await expect(boundedWait(work, { clock, timeout: 0 })).rejects.toMatchObject({ code: 'timeout' });
    await expect(boundedWait(work, { clock, timeout: -5 })).rejects.toMatchObject({
      message: 'No answer within 0 ms',
    });
    await expect(boundedWait(work, { clock, signal: AbortSignal.abort('x') })).rejects.toMatchObject({
      code: 'aborted',
    });
    await expect(boundedWait(work, { clock, until })).rejects.toBe(until.reason);
    expect(work).not.toHaveBeenCalled();
    expect(clock.waiting).toBe(0);
  });

  it('makes a rejection of what the work throws at once', async () => {
    const work = (): never => {
      throw new Error('at once');
    };
    await expect(boundedWait(work, { clock: systemClock })).rejects.toThrow('at once');
  });

  it.each([1, 5])('ends after %i ms of the real clock, and tells the work', async (timeout) => {
    let told: Ending | undefined;
    const work = (ended: Ending): Promise<never> => {
      told = ended;
      return never();
    };
    await expect(boundedWait(work, { clock: systemClock, timeout })).rejects.toMatchObject({
      name: 'WaitEnded',
      code: 'timeout',
      message: `No answer within ${timeout} ms`,
    });
    expect(told?.reason).toMatchObject({ code: 'timeout' });
  });

  it('gives late values to whoever releases them, and drops late errors', async () => {
    const clock = new FakeClock();
    const late: string[] = [];
    for (const settle of [async () => 'value', () => Promise.reject(new Error('late'))]) {
      let release = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const waited = boundedWait(() => gate.then(settle), {
        clock,
        timeout: 10,
        onLate: (value) => late.push(value),
      });
      const refused = expect(waited).rejects.toMatchObject({ code: 'timeout' });
      await clock.advance(10);
      await refused;
      release();
      await settled();
    }
    expect(late).toEqual(['value']);
  });

  it('sets no timer for work that is done at once, and counts the time that work held the process up', async () => {
    let now = 0;
    const schedule = vi.fn(() => () => undefined);
    const limits = { clock: { now: () => now, schedule }, timeout: 50 };
    await boundedWait(() => 1, limits);
    await boundedWait(async () => 1, limits);
    await expect(boundedWait(() => Promise.reject(new Error('x')), limits)).rejects.toThrow();
    expect(schedule).not.toHaveBeenCalled();
    const slow = (): Promise<never> => {
      now = 30;
      return never();
    };
    void boundedWait(slow, limits);
    await settled();
    expect(schedule.mock.calls).toEqual([[expect.any(Function), 20]]);
  });

  it('leaves no listener and no timer behind', async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const limits = { clock, timeout: 10, signal: controller.signal };
    await boundedWait(() => 1, limits);
    await expect(boundedWait(() => Promise.reject(new Error('x')), limits)).rejects.toThrow();
    expect([added.mock.calls.length, removed.mock.calls.length, clock.waiting]).toEqual([2, 2, 0]);
  });
});

describe('systemClock', () => {
  it('waits as long as a timer can when asked for longer', async () => {
    vi.useFakeTimers();
    try {
      const callback = vi.fn();
      const cancel = systemClock.schedule(callback, 2 ** 40);
      vi.advanceTimersByTime(1_000_000);
      expect(callback).not.toHaveBeenCalled();
      cancel();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('Ending', () => {
  it('ends once, for the first reason, and tells those who have not gone', () => {
    const ending = new Ending();
    const told: string[] = [];
    ending.onEnd((reason) => told.push(`a ${reason.message}`));
    const second = (reason: WaitEnded): void => void told.push(`b ${reason.message}`);
    ending.onEnd(second);
    ending.onEnd((reason) => told.push(`c ${reason.message}`));
    ending.forget(second);
    ending.end(new WaitEnded('aborted', 'first'));
    ending.end(new WaitEnded('timeout', 'second'));
    expect(told).toEqual(['a first', 'c first']);
    expect(ending.reason?.message).toBe('first');
    expect(ending.signal.reason).toBe(ending.reason);
    expect(ending.signal).toBe(ending.signal);
  });
});
