import { describe, expect, expectTypeOf, it } from 'vitest';
import { SettingError } from '../../../runtime/src/errors.ts';
import type { ExternalConnection } from '../../../runtime/src/external-connection.ts';
import type { Result } from '../../../runtime/src/result.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { type FakeConfiguration, fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { type FakeDriver, FakeDriverError } from '../../support/runtime/fake-driver.ts';

/** What a provider's own methods look like: typed, on top of `execute`. */
class ConvenientConnection extends FakeConnection {
  number(): Promise<Result<number>> {
    return this.execute((driver) => driver.number);
  }

  async list(signal?: AbortSignal): Promise<Result<readonly string[]>> {
    const result = await this.execute((driver) => [driver.number], { signal, idempotent: true });
    return result.isSuccess ? { ...result, value: result.value.map(String) } : result;
  }
}

function fake(): ConvenientConnection {
  return new ConvenientConnection(fakeConfiguration({ connectTimeout: 100 }), {
    clock: new FakeClock(),
    mode: 'ReadOnly',
  });
}

async function opened(): Promise<ConvenientConnection> {
  const connection = fake();
  const opening = connection.open();
  connection.drivers.pending[0]?.succeed();
  await opening;
  return connection;
}

describe('a connection', () => {
  it('refuses what its state does not allow, in these words', async () => {
    const connection = fake();
    const refused = (errorMessage: string) => ({ code: 'invalid-state', errorMessage, validationErrors: [] });
    expect(await connection.execute(() => 1)).toMatchObject(refused('Connection is not open'));
    expect(await connection.getMetadata()).toMatchObject(refused('Connection not open'));
    const opening = connection.open();
    connection.drivers.pending[0]?.succeed();
    await opening;
    expect(await connection.open()).toMatchObject(refused('Connection is already open'));
    const closing = connection.close();
    expect(await connection.open()).toMatchObject(refused('Connection is closing'));
    await settled();
    connection.drivers.pending[0]?.succeed();
    expect(await closing).toMatchObject({ isSuccess: true });
    const disposing = connection.dispose();
    expect(await connection.open()).toMatchObject(refused('Connection is disposed'));
    await disposing;
    expect(await connection.open()).toMatchObject(refused('Connection is disposed'));
    expect(await connection.testConnection()).toMatchObject(refused('Connection is disposed'));
    expect(await connection.close()).toMatchObject({ isSuccess: true });
    expect(await connection.open()).not.toHaveProperty('exception');
  });

  it.each([
    [new FakeDriverError('authentication', 'Login failed'), 'authentication', 'Login failed'],
    [
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      'transient',
      'connect ECONNREFUSED',
    ],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'transient', 'read ECONNRESET'],
    [
      new SettingError('unsupported-setting', 'It cannot do that'),
      'unsupported-setting',
      'It cannot do that',
    ],
    [
      new SettingError('invalid-configuration', 'It says two things'),
      'invalid-configuration',
      'It says two things',
    ],
    [new Error('odd'), 'driver-error', 'odd'],
  ])('says why it does not open: %s', async (error, code, sentence) => {
    const connection = fake();
    const opening = connection.open();
    connection.drivers.pending[0]?.fail(error);
    const result = await opening;
    expect(result).toMatchObject({ code, errorMessage: `Failed to open connection: ${sentence}` });
    expect(result).toMatchObject({ exception: { message: sentence, name: error.name, stack: error.stack } });
  });

  it.each([
    ['read ECONNRESET', 'ECONNRESET', undefined, 'Broken'],
    ['read ETIMEDOUT', 'ETIMEDOUT', 'read', 'Broken'],
    ['connect ETIMEDOUT', 'ETIMEDOUT', 'connect', 'Open'],
    ['write EHOSTUNREACH', 'EHOSTUNREACH', 'write', 'Broken'],
    ['ENOENT', 'ENOENT', 'open', 'Open'],
  ])(
    'knows by the codes of the operating system whether it is lost: %s',
    async (message, code, syscall, state) => {
      const connection = await opened();
      const inner = Object.assign(new Error(message), { code, syscall });
      const result = await connection.execute(() => Promise.reject(inner));
      expect(connection.state).toBe(state);
      expect(result).toMatchObject({ errorMessage: `Operation failed: ${message}`, exception: { code } });
    },
  );

  it('knows it in a cause too', async () => {
    const connection = await opened();
    const cause = Object.assign(new Error('read ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'read' });
    const result = await connection.execute(() => Promise.reject(new Error('query failed', { cause })));
    expect(result).toMatchObject({ code: 'connection-lost', errorMessage: 'Operation failed: query failed' });
    expect(connection.state).toBe('Broken');
  });

  it('breaks on a loss that comes after everybody stopped waiting', async () => {
    const connection = await opened();
    const controller = new AbortController();
    const result = connection.execute((driver, context) => connection.operate(driver, context), {
      signal: controller.signal,
    });
    controller.abort();
    expect(await result).toMatchObject({ code: 'aborted' });
    expect(connection.state).toBe('Executing');
    connection.drivers.pending[0]?.fail(new FakeDriverError('connectionLost'));
    await settled();
    expect(connection.state).toBe('Broken');
  });

  it('tells the others what ended them', async () => {
    const connection = await opened();
    const other = connection.execute((driver, context) => connection.operate(driver, context));
    const own = connection.execute(() =>
      Promise.reject(new FakeDriverError('connectionLost', 'socket closed')),
    );
    expect(await own).toMatchObject({
      code: 'connection-lost',
      errorMessage: 'Operation failed: socket closed',
    });
    expect(await other).toMatchObject({
      code: 'connection-lost',
      errorMessage: 'Operation failed: The connection was lost',
      exception: { cause: { message: 'socket closed' } },
    });
  });

  it('is known by provider, mode and id', () => {
    const [connection, another] = [fake(), fake()];
    expect([connection.providerName, connection.connectionMode]).toEqual(['Fake', 'ReadOnly']);
    expect(connection.connectionId).not.toBe(another.connectionId);
    expect(connection.connectionString).toBe('');
  });

  it('keeps the types of its methods', async () => {
    const connection = await opened();
    const any: ExternalConnection<FakeConfiguration, FakeDriver> = connection;
    expectTypeOf(any.execute((driver) => driver.number)).resolves.toEqualTypeOf<Result<number>>();
    expectTypeOf(connection.execute(async () => 'text')).resolves.toEqualTypeOf<Result<string>>();
    expectTypeOf(connection.list()).resolves.toEqualTypeOf<Result<readonly string[]>>();
    expectTypeOf<(typeof connection)['providerName']>().toEqualTypeOf<'Fake'>();
    const unknownDriver: ExternalConnection = connection;
    expectTypeOf(unknownDriver.execute).parameter(0).parameter(0).toBeUnknown();
    expect(await connection.number()).toMatchObject({ value: 1 });
    expect(await connection.list()).toMatchObject({ value: ['1'] });
  });
});
