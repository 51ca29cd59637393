import fc from 'fast-check';
import { expect, it } from 'vitest';
import { disposed, lifecycleCommands } from './commands.ts';
import { Model } from './model.ts';
import { Run } from './run.ts';

/** More with LIFECYCLE_RUNS; the figure in the notes comes from 100,000. */
const RUNS = Number(process.env['LIFECYCLE_RUNS'] ?? 600);

it(`does what the model says in ${RUNS} interleavings, and leaves nothing behind`, {
  timeout: 60_000 + RUNS * 50,
}, async () => {
  await fc.assert(
    fc.asyncProperty(lifecycleCommands(40), async (commands) => {
      const model = new Model();
      const real = new Run();
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await finish(model, real);
    }),
    { numRuns: RUNS },
  );
});

/** Disposes, lets every driver answer and all time pass: nothing may be open, waiting or unsettled then. */
async function finish(model: Model, real: Run): Promise<void> {
  real.call(model.dispose(), false, () => disposed(real));
  await real.compare(model);
  while (model.driverCalls.length > 0) {
    real.endDriverCall(model, 0, 'success');
    await real.compare(model);
  }
  expect(real.connection.state).toBe('Disposed');
  expect(real.calls.filter((call) => call.outcome === 'pending' || call.outcome === 'rejected')).toEqual([]);
  expect(real.connection.drivers.opened.filter((driver) => driver.timesClosed !== 1)).toEqual([]);
  expect(real.clock.waiting).toBe(0);
}
