import fc from 'fast-check';
import type { Model } from './model.ts';
import { type DriverOutcome, LIMITS } from './model-books.ts';
import type { Run } from './run.ts';

type Command = fc.AsyncCommand<Model, Run>;

function command(
  name: string,
  run: (model: Model, real: Run) => void | Promise<void>,
  check: (model: Model) => boolean = () => true,
): Command {
  return {
    check,
    async run(model, real) {
      await run(model, real);
      await real.compare(model);
    },
    toString: () => name,
  };
}

/** Rarely true: a signal that has fired before the call. */
const alreadyAborted = fc.boolean().chain((maybe) => (maybe ? fc.boolean() : fc.constant(false)));

const callers = alreadyAborted.chain((aborted) =>
  fc.constantFrom<Command>(
    command(`open(${aborted})`, (model, real) =>
      real.call(model.open(aborted), aborted, (signal) => real.connection.open({ signal })),
    ),
    command(`close(${aborted})`, (model, real) =>
      real.call(model.close(aborted), aborted, (signal) => real.connection.close({ signal })),
    ),
    command(`test(${aborted})`, (model, real) =>
      real.call(model.test(aborted), aborted, (signal) => real.connection.testConnection({ signal })),
    ),
    command(`execute(${aborted})`, (model, real) =>
      real.call(model.run('operation', aborted), aborted, (signal) =>
        real.connection.execute((driver, context) => real.connection.operate(driver, context), { signal }),
      ),
    ),
    command(`metadata(${aborted})`, (model, real) =>
      real.call(model.run('metadata', aborted), aborted, (signal) => real.connection.getMetadata({ signal })),
    ),
  ),
);

const openNow = fc.constant<Command>(
  command('open(now)', (model, real) => {
    real.call(model.open(), false, (signal) => real.connection.open({ signal }));
  }),
);

const dispose = fc.constant<Command>(
  command('dispose', (model, real) => real.call(model.dispose(), false, () => disposed(real))),
);

/** Says nothing when it is done. */
export async function disposed({ connection }: Run): Promise<undefined> {
  await connection.dispose();
}

const abort = fc.nat(30).map((back) =>
  command(
    `abort(${back})`,
    (model, real) => {
      const call = real.calls[real.calls.length - 1 - (back % real.calls.length)];
      if (call === undefined) return;
      model.abort(call.modelCall);
      call.controller.abort();
    },
    (model) => model.outcomes.length > 0,
  ),
);

const outcomes: fc.Arbitrary<DriverOutcome> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('success' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'transient' as const,
      'authentication' as const,
      'connectionLost' as const,
      'other' as const,
    ),
  },
);

const driverAnswers = fc.tuple(fc.nat(20), outcomes).map(([at, outcome]) =>
  command(
    `driver(${at}, ${outcome})`,
    (model, real) => real.endDriverCall(model, at, outcome),
    (model) => model.driverCalls.length > 0,
  ),
);

const driverLost = fc.nat(3).map((back) =>
  command(
    `lost(${back})`,
    (model, real) => {
      const number = model.opened - 1 - (back % model.opened);
      const driver = real.connection.drivers.opened[number];
      model.lose(number);
      if (driver !== undefined) real.connection.lose(driver);
    },
    (model) => model.opened > 0,
  ),
);

const timePasses = fc
  .constantFrom(1, 400, LIMITS.connectTimeout, LIMITS.connectTimeout + 1, LIMITS.commandTimeout, 10_000)
  .map((milliseconds) =>
    command(`advance(${milliseconds})`, async (model, real) => {
      model.advance(milliseconds);
      await real.clock.advance(milliseconds);
    }),
  );

/** Programs of up to so many commands; the driver answers and callers call about equally often. */
export function lifecycleCommands(maxCommands: number): fc.Arbitrary<Iterable<Command>> {
  return fc.commands(
    [
      callers,
      callers,
      callers,
      openNow,
      openNow,
      driverAnswers,
      driverAnswers,
      driverAnswers,
      driverAnswers,
      driverAnswers,
      abort,
      driverLost,
      timePasses,
      fc.oneof({ weight: 1, arbitrary: dispose }, { weight: 3, arbitrary: driverAnswers }),
    ],
    { maxCommands, size: 'max' },
  );
}
