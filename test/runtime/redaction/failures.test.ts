import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DriverError, errorCode, sanitizeError } from '../../../runtime/src/errors.ts';
import { failureFrom } from '../../../runtime/src/failure-from.ts';
import { createRedactor } from '../../../runtime/src/redaction.ts';
import { everythingSaid } from '../../support/runtime/everything-said.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { planted, quoting, shows } from './markers.ts';

type Thrown = () => unknown;

/** What drivers throw without a cause, a text in it. */
const LEAVES: readonly ((text: string) => unknown)[] = [
  (text) => new Error(text),
  (text) => text,
  (text) => ({ message: text, code: text, name: text }),
  (text) => Object.assign(new TypeError('plain'), { code: text, config: { password: text } }),
  (text) => Object.defineProperty(new Error(text), 'name', { value: text }),
  (text) => Object.assign(new Error('no stack'), { stack: text }),
  (text) => Object.assign(new Error('x'), { message: { toString: () => text } }),
  (text) => ({ [Symbol.toPrimitive]: () => text, toString: () => text }),
  (text) => Object.assign(() => text, { message: text }),
  (text) => Symbol(text),
  (text) => new Error(text.repeat(Math.ceil(1_000_000 / text.length))),
  cyclic,
  hostile,
  revoked,
  () => undefined,
];

/** Whatever a driver may throw, the secret in every part of it. Made when asked: some of it cannot be handled. */
function thrownWith(secret: string): fc.Arbitrary<Thrown> {
  const text = quoting(secret);
  const leaf = fc.tuple(fc.constantFrom(...LEAVES), text).map(
    ([make, said]): Thrown =>
      () =>
        make(said),
  );
  const { error } = fc.letrec<{ error: Thrown }>((tie) => ({
    error: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.tuple(text, tie('error')).map(
        ([said, cause]): Thrown =>
          () =>
            new Error(said, { cause: cause() }),
      ),
      fc.tuple(fc.oneof(text, fc.constant('')), fc.array(tie('error'), { maxLength: 3 })).map(
        ([said, errors]): Thrown =>
          () =>
            new AggregateError(
              errors.map((make) => make()),
              said,
            ),
      ),
      fc.tuple(text, tie('error')).map(
        ([said, inner]): Thrown =>
          () =>
            Object.assign(new Error(said), { originalError: inner(), secret }),
      ),
    ),
  }));
  return error;
}

function hostile(secret: string): unknown {
  const getter = (): never => {
    throw new Error(secret);
  };
  const members = [
    'message',
    'name',
    'stack',
    'code',
    'cause',
    'errors',
    'originalError',
    'syscall',
    'toString',
    'toJSON',
  ];
  return Object.defineProperties(
    Object.create(Error.prototype) as Error,
    Object.fromEntries(members.map((name) => [name, { get: getter, enumerable: true }])),
  );
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable(new Error('gone'), {});
  revoke();
  return proxy;
}

function cyclic(message: string): Error {
  const first = new Error(message);
  first.cause = new Error(message, { cause: first });
  return first;
}

const planting = planted.chain((secret) => fc.tuple(fc.constant(secret), thrownWith(secret)));

describe('a failure', () => {
  it('says nothing of a secret, wherever the driver put it', () => {
    fc.assert(
      fc.property(planting, ([secret, thrown]) => {
        const failure = failureFrom(thrown(), {
          message: 'Failed',
          errorClass: 'other',
          redact: createRedactor([secret]),
        });
        expect(failure.exception).toBeInstanceOf(DriverError);
        expect(failure.code).toBe('driver-error');
        for (const said of [
          failure.errorMessage,
          ...everythingSaid(failure),
          ...everythingSaid(failure.exception),
        ]) {
          expect(shows(said), said.slice(0, 2_000)).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('of a connection says nothing either, nor do its events and the connection itself', async () => {
    await fc.assert(
      fc.asyncProperty(planting, fc.constantFrom('open', 'ping', 'close'), async ([secret, make], at) => {
        const thrown = make();
        const connection = new FakeConnection(
          fakeConfiguration({
            connectionString: `Server=db;User ID=app;Password="${secret.replaceAll('"', '""')}"`,
            password: secret,
            certificates: { first: secret },
          }),
          { clock: new FakeClock() },
        );
        const said: unknown[] = [];
        connection.onStateChange((change) => said.push(change));
        const calls = [
          connection.open(),
          connection.testConnection(),
          connection.execute(() => Promise.reject(thrown)),
        ];
        for (
          let call = connection.drivers.pending[0];
          call !== undefined;
          call = connection.drivers.pending[0]
        ) {
          if (call.kind === at) call.fail(thrown);
          else call.succeed();
          await settled();
        }
        calls.push(
          connection.execute(() => Promise.reject(thrown)),
          connection.close(),
        );
        await settled();
        connection.drivers.pending[0]?.fail(thrown);
        said.push(
          ...(await Promise.all(calls)),
          connection,
          connection.connectionString,
          connection.configuration,
        );
        for (const text of said.flatMap(everythingSaid))
          expect(shows(text), text.slice(0, 2_000)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('sanitizeError', () => {
  const same = (text: string): string => text;

  it('keeps name, message, code, stack and causes', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const error = Object.assign(new TypeError('Login failed', { cause }), {
      code: 18456,
      request: { huge: true },
    });
    const copy = sanitizeError(error, same);
    expect(copy).toMatchObject({
      name: 'TypeError',
      message: 'Login failed',
      code: 18456,
      stack: error.stack,
    });
    expect(copy.cause).toMatchObject({ name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' });
    expect(copy).not.toHaveProperty('request');
  });

  it('says what the members of an AggregateError say when it says nothing itself', () => {
    const members = ['connect ECONNREFUSED ::1:1', 'connect ECONNREFUSED 127.0.0.1:1'].map(
      (text) => new Error(text),
    );
    const copy = sanitizeError(Object.assign(new AggregateError(members), { code: 'ECONNREFUSED' }), same);
    expect(copy.message).toBe('connect ECONNREFUSED ::1:1; connect ECONNREFUSED 127.0.0.1:1');
    expect(copy.cause).toMatchObject({ message: 'connect ECONNREFUSED ::1:1' });
  });

  it.each([
    ['text', 'text'],
    [undefined, 'A value of type undefined was thrown'],
    [{ code: 'ESOMETHING' }, 'ESOMETHING'],
    [{ message: 'not an Error' }, 'not an Error'],
  ])('makes an error of %j', (thrown, message) => {
    expect(sanitizeError(thrown, same)).toMatchObject({ name: 'Error', message });
  });

  it('cuts a ring of causes and a chain without end', () => {
    const ring = sanitizeError(cyclic('ring'), same);
    expect(ring.cause).toMatchObject({ message: 'ring' });
    expect(ring.cause).not.toHaveProperty('cause');
    let chain = new Error('end');
    for (let depth = 0; depth < 1_000; depth += 1) chain = new Error(`at ${depth}`, { cause: chain });
    let length = 0;
    for (let at: unknown = sanitizeError(chain, same); at instanceof Error; at = at.cause) length += 1;
    expect(length).toBe(8);
  });

  it('drops a code that is a secret, and a name', () => {
    const error = Object.assign(new Error('x'), { code: 12_345, name: 'Name12345' });
    const copy = sanitizeError(error, createRedactor(['12345']));
    expect(copy.name).toBe('Error');
    expect(copy).not.toHaveProperty('code');
  });
});

describe('errorCode', () => {
  it('is the first one in the chain of causes', () => {
    const cause = Object.assign(new Error('inner'), { code: 'ECONNREFUSED' });
    expect(errorCode(new Error('outer', { cause }))).toBe('ECONNREFUSED');
    expect(errorCode(new AggregateError([cause]))).toBe('ECONNREFUSED');
    expect(errorCode(cyclic('none'))).toBeUndefined();
    expect(errorCode(hostile(''))).toBeUndefined();
  });
});
