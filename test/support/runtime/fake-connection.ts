import { ConnectionBase } from '../../../runtime/src/connection.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { DriverContext } from '../../../runtime/src/external-connection.ts';
import type { ConnectionMetadata } from '../../../runtime/src/metadata.ts';
import type { FakeConfiguration } from './fake-configuration.ts';
import { type FakeDriver, FakeDriverError, FakeDrivers } from './fake-driver.ts';

/** A provider's connection whose driver does what the test says, when the test says it. */
export class FakeConnection extends ConnectionBase<FakeConfiguration, FakeDriver> {
  readonly drivers = new FakeDrivers();

  /** What a convenience method of a provider looks like. */
  async work(signal?: AbortSignal): Promise<'done'> {
    const result = await this.execute((driver, context) => this.operate(driver, context), { signal });
    if (result.isFailure) throw new Error(result.errorMessage);
    return result.value;
  }

  /** An operation that the test settles. */
  operate(driver: FakeDriver, context: DriverContext): Promise<'done'> {
    return this.drivers.use(driver, 'operation', context, () => 'done' as const);
  }

  /** What a provider does when its driver reports a dead connection by an event. */
  lose(driver: FakeDriver): void {
    this.reportLost(driver, new FakeDriverError('connectionLost'));
  }

  protected override openDriver(context: DriverContext): Promise<FakeDriver> {
    return this.drivers.call('open', context, () => this.drivers.open());
  }

  protected override closeDriver(driver: FakeDriver): Promise<void> {
    driver.timesClosed += 1;
    return this.drivers.call('close', undefined, () => undefined);
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
