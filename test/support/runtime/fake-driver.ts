import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { DriverContext } from '../../../runtime/src/external-connection.ts';

/** What the fake driver's calls are for. */
export type FakeCallKind = 'open' | 'close' | 'ping' | 'metadata' | 'operation';

/** An error of the fake driver; its class is what the fake connection makes of it. */
export class FakeDriverError extends Error {
  override readonly name = 'FakeDriverError';
  readonly errorClass: ErrorClass;

  constructor(errorClass: ErrorClass, message = `The fake driver failed: ${errorClass}`) {
    super(message);
    this.errorClass = errorClass;
  }
}

/** A native driver that does nothing but remember. */
export class FakeDriver {
  readonly number: number;
  /** How often it was told to close: once is right. */
  timesClosed = 0;

  constructor(number: number) {
    this.number = number;
  }
}

/** A call into the driver that stays open until the test settles it. */
export interface FakeCall {
  readonly kind: FakeCallKind;
  readonly context: DriverContext | undefined;
  /** Which driver is being closed; undefined for every other call. */
  readonly closes: FakeDriver | undefined;
  /** Lets the call succeed. */
  succeed(): void;
  fail(error: unknown): void;
}

/** Everything fake drivers were asked for, in order; the test decides when and how each call ends. */
export class FakeDrivers {
  readonly opened: FakeDriver[] = [];
  /** Calls that have not ended. */
  readonly pending: FakeCall[] = [];

  /** Calls that were made with a driver already told to close. */
  usedAfterClose = 0;

  /** Makes a call with a driver. */
  use<T>(
    driver: FakeDriver,
    kind: FakeCallKind,
    context: DriverContext | undefined,
    succeed: () => T,
  ): Promise<T> {
    if (driver.timesClosed > 0) this.usedAfterClose += 1;
    return this.call(kind, context, succeed);
  }

  close(driver: FakeDriver): Promise<void> {
    driver.timesClosed += 1;
    return this.call('close', undefined, () => undefined, driver);
  }

  call<T>(
    kind: FakeCallKind,
    context: DriverContext | undefined,
    succeed: () => T,
    closes?: FakeDriver,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const end = (settle: () => void): void => {
        this.pending.splice(this.pending.indexOf(call), 1);
        settle();
      };
      const call: FakeCall = {
        kind,
        context,
        closes,
        succeed: () => end(() => resolve(succeed())),
        fail: (error) => end(() => reject(error)),
      };
      this.pending.push(call);
    });
  }

  open(): FakeDriver {
    const driver = new FakeDriver(this.opened.length + 1);
    this.opened.push(driver);
    return driver;
  }
}
