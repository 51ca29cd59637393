import { describe, expect, it } from 'vitest';
import { connectionStringSecret, isSecret, Secret, secretTexts } from '../../../runtime/src/secrets.ts';
import { everythingSaid } from '../../support/runtime/everything-said.ts';

const TEXT = 'qZ7xWv93Kp';

describe('Secret', () => {
  const holders: readonly (readonly [string, unknown])[] = [
    ['itself', new Secret(TEXT)],
    ['of an object', new Secret({ key: TEXT, list: [TEXT] })],
    ['in an object', { user: 'app', password: new Secret(TEXT) }],
    ['in a list', [[new Secret(TEXT)]]],
    ['in a Map', new Map([['password', new Secret(TEXT)]])],
    ['in an error', Object.assign(new Error('x'), { password: new Secret(TEXT) })],
    ['of a connection string', connectionStringSecret(`Server=db;Password=${TEXT}`)],
  ];

  it.each(holders)('shows nothing in any way: %s', (_name, holder) => {
    for (const said of everythingSaid(holder)) expect(said).not.toContain(TEXT);
  });

  it('has no members to read', () => {
    const secret = new Secret(TEXT);
    expect(Object.entries(secret)).toEqual([]);
    expect({ ...secret }).toEqual({});
    expect(Object.assign({}, secret)).toEqual({});
    expect(Reflect.ownKeys(secret).map((key) => Reflect.get(secret, key))).toEqual([true]);
    expect(structuredClone(secret)).toEqual({});
    expect(Object.isFrozen(secret)).toBe(true);
  });

  it('shows *** wherever it becomes text, and the value when asked', () => {
    const secret = new Secret(TEXT);
    expect([`${secret}`, `${secret}`, JSON.stringify([secret]), [secret].join()]).toEqual([
      '***',
      '***',
      '["***"]',
      '***',
    ]);
    expect(secret.reveal()).toBe(TEXT);
  });

  it('shows host and database of a connection string', () => {
    expect(`${connectionStringSecret('Server=db;Database=App;Password=x1y2')}`).toBe(
      'Server=db;Database=App;Password=***',
    );
  });

  it('is known across copies of the package', () => {
    expect(isSecret(new Secret(''))).toBe(true);
    expect([null, undefined, 'text', {}, [new Secret('')]].map(isSecret)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('secretTexts', () => {
  it('finds secrets at any depth, numbers too', () => {
    const configuration = {
      port: 1,
      pin: new Secret(4711),
      servers: [{ token: new Secret('one') }, new Secret(['two', { a: 'three' }])],
    };
    expect(secretTexts(configuration)).toEqual(['4711', 'one', 'two', 'three']);
  });

  it('finds the secrets inside a secret connection string', () => {
    const found = secretTexts({ replica: new Secret('mongodb://app:p%40ss1@db/x') });
    expect(found).toContain('p%40ss1');
    expect(found).toContain('p@ss1');
    expect(found).not.toContain('db');
  });
});
