import { ConnectionBase } from '../../../runtime/src/connection.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { DriverContext } from '../../../runtime/src/external-connection.ts';
import type { ConnectionMetadata } from '../../../runtime/src/metadata.ts';
import type { FakeConfiguration } from './fake-configuration.ts';
import { type FakeDriver, FakeDriverError, FakeDrivers } from './fake-driver.ts';

/** A provider's connection whose driver does what the test says, when the test says it. */
export class FakeConnection extends ConnectionBase<FakeConfiguration, FakeDriver> {
  readonly drivers = new FakeDrivers();

  /** An operation that the test settles. */
  operate(driver: FakeDriver, context: DriverContext): Promise<'done'> {
    return this.drivers.use(driver, 'operation', context, () => 'done' as const);
  }

  /** What a provider does when its driver reports a dead connection by an event. */
  lose(driver: FakeDriver): void {
    this.reportLost(driver, new FakeDriverError('connectionLost'));
  }

  /** The same for the driver opened last. */
  loseOpenDriver(): void {
    const driver = this.drivers.opened.at(-1);
    if (driver !== undefined) this.lose(driver);
  }

  protected override openDriver(context: DriverContext): Promise<FakeDriver> {
    return this.drivers.call('open', context, () => this.drivers.open());
  }

  protected override closeDriver(driver: FakeDriver): Promise<void> {
    return this.drivers.close(driver);
  }

  protected override pingDriver(driver: FakeDriver, context: DriverContext): Promise<void> {
    return this.drivers.use(driver, 'ping', context, () => undefined);
  }

  protected override readMetadata(driver: FakeDriver, context: DriverContext): Promise<ConnectionMetadata> {
    return this.drivers.use(driver, 'metadata', context, () => ({
      systemName: 'Fake',
      version: '1.0',
      properties: {},
    }));
  }

  protected override classifyError(error: unknown): ErrorClass {
    return error instanceof FakeDriverError ? error.errorClass : 'other';
  }
}
