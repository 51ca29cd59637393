import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../generator/src/model/model.ts';
import { check } from './support/check.ts';
import { model, object, property, provider } from './support/models.ts';

const TEXT = { kind: 'string' } as const;

function withRules(...rules: readonly Rule[]) {
  const fields = [
    property('connectionString', TEXT, { secret: true }),
    property('host', TEXT),
    property('socket', TEXT),
    property('url', TEXT, { env: 'DB_URL' }),
    property('method', { kind: 'literal', values: ['password', 'certificate', 'none'] }, { default: 'none' }),
    property('password', TEXT, { secret: true }),
    property('certPath', TEXT),
    property('keyPath', TEXT),
    property('isOn', { kind: 'boolean' }, { default: true }),
  ];
  return [provider(model({ id: 1, name: 'Db', driver: 'db' }, object(fields, { rules })))];
}

async function lines(rule: Rule, settings: string, withEnv = false, env = {}): Promise<readonly string[]> {
  const text = `{ "externalConnections": {\n"db": { "provider": "Db"${settings} } } }`;
  return (await check(text, { providers: withRules(rule), withEnv, env })).lines;
}

const count = (kind: 'exactlyOneOf' | 'atLeastOneOf' | 'atMostOneOf', message?: string): Rule => ({
  kind,
  fields: ['connectionString', 'host', 'socket'],
  ...(message === undefined ? {} : { message }),
});

describe('rules across fields', () => {
  test('exactlyOneOf', async () => {
    const sentence = 'EXT4030 The configuration must set exactly one of connectionString, host, socket';
    expect(await lines(count('exactlyOneOf'), '')).toEqual([`2:1 ${sentence}`]);
    expect(await lines(count('exactlyOneOf'), ', "host": "hunter2"')).toEqual([]);
    expect(await lines(count('exactlyOneOf'), ', "socket": "s", "host": "h"')).toEqual([`2:27 ${sentence}`]);
  });

  test('atLeastOneOf and atMostOneOf', async () => {
    expect(await lines(count('atLeastOneOf'), '')).toEqual([
      '2:1 EXT4030 The configuration must set at least one of connectionString, host, socket',
    ]);
    expect(await lines(count('atLeastOneOf'), ', "socket": "s", "host": "h"')).toEqual([]);
    expect(await lines(count('atMostOneOf'), ', "host": "h", "socket": "s"')).toEqual([
      '2:40 EXT4030 The configuration must set at most one of connectionString, host, socket',
    ]);
  });

  test('the rule has its own sentence', async () => {
    expect(await lines(count('exactlyOneOf', 'Say where the server is'), '')).toEqual([
      '2:1 EXT4030 Say where the server is',
    ]);
  });

  const WHEN: Rule = {
    kind: 'when',
    when: [
      { field: 'method', value: 'certificate' },
      { field: 'isOn', value: true },
    ],
    require: ['certPath', 'keyPath'],
    forbid: ['password'],
  };

  test('when … require and forbid, with defaults in the condition', async () => {
    expect(await lines(WHEN, ', "method": "certificate", "certPath": "c", "password": "hunter2"')).toEqual([
      '2:69 EXT4030 The configuration must set keyPath and must not set password when method is "certificate" and isOn is true',
    ]);
    expect(await lines(WHEN, ', "method": "certificate", "isOn": false')).toEqual([]);
    expect(await lines(WHEN, ', "method": "password", "password": "x"')).toEqual([]);
  });

  test('when the condition is the default', async () => {
    const rule: Rule = {
      kind: 'when',
      when: [{ field: 'method', value: 'none' }],
      require: ['host'],
      forbid: [],
    };
    expect(await lines(rule, '')).toEqual([
      '2:1 EXT4030 The configuration must set host when method is "none"',
    ]);
  });

  test('dependentRequired', async () => {
    const rule: Rule = { kind: 'dependentRequired', field: 'certPath', require: ['keyPath'] };
    expect(await lines(rule, ', "certPath": "c"')).toEqual([
      '2:1 EXT4030 The configuration must set keyPath when certPath is set',
    ]);
    expect(await lines(rule, ', "keyPath": "k"')).toEqual([]);
  });

  test('a field that the environment may fill is not demanded of the file, and is with --env', async () => {
    const rule: Rule = { kind: 'exactlyOneOf', fields: ['host', 'url'] };
    const sentence = 'EXT4030 The configuration must set exactly one of host, url';
    expect(await lines(rule, '')).toEqual([]);
    expect(await lines(rule, '', true)).toEqual([`2:1 ${sentence}`]);
    expect(await lines(rule, '', true, { DB_URL: 'x:y' })).toEqual([]);
    expect(await lines(rule, ', "host": "h"', true, { DB_URL: 'x:y' })).toEqual([`2:1 ${sentence}`]);
    expect(await lines(rule, ', "host": "h", "url": "u"')).toEqual([`2:40 ${sentence}`]);
  });

  test('a broken rule and a broken field show together', async () => {
    expect(await lines(WHEN, ', "method": "certificate", "certPath": 5')).toEqual([
      '2:1 EXT4030 The configuration must set keyPath when method is "certificate" and isOn is true',
      '2:64 EXT4021 certPath must be a string',
    ]);
  });
});
