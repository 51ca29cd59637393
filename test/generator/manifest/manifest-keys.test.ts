import { describe, expect, it } from 'vitest';
import type { DiagnosticName } from '../../../generator/src/catalogue.ts';
import { check, HEAD } from './check.ts';

const GOOD = `${HEAD}configuration: {}\n`;

/** The good manifest with one line replaced, or added where there is no such key. */
function withLine(key: string, line: string): string {
  const pattern = new RegExp(`^${key}:.*$`, 'm');
  return pattern.test(GOOD) ? GOOD.replace(pattern, () => line) : `${GOOD}${line}\n`;
}

describe('a manifest', () => {
  it('is complete with seven keys', () => {
    const { loaded, diagnostics } = check(GOOD);
    expect(diagnostics).toEqual([]);
    expect(loaded?.model).toEqual({
      contract: 1,
      id: 1,
      name: 'MongoDb',
      displayName: 'MongoDb',
      driver: 'mongodb',
      dataStores: ['MongoDB'],
      connectionModes: ['ReadWrite'],
      priority: 100,
      capabilities: { features: [], supportsTransactions: false },
      configuration: { kind: 'fields', root: { kind: 'object', properties: [], rules: [] }, definitions: [] },
    });
    expect(loaded?.fragments).toEqual([]);
  });

  it.each(['manifestVersion', 'id', 'name', 'provider', 'dataStores', 'connectionModes', 'configuration'])(
    'needs %s, which is missed where the file begins',
    (key) => {
      const text = GOOD.replace(new RegExp(`^${key}:.*\\n`, 'm'), '');
      const { found, loaded } = check(text);
      const first = text.indexOf(':');
      expect(found).toEqual([`missing-key 1:1-1:${first + 1}`]);
      expect(loaded).toBeUndefined();
    },
  );

  it.each<[name: DiagnosticName, bad: string, good: string]>([
    ['wrong-value', 'manifestVersion: ⟦2⟧', 'manifestVersion: 1'],
    ['wrong-value', 'manifestVersion: ⟦"1"⟧', 'manifestVersion: 1'],
    ['wrong-value', 'id: ⟦0⟧', 'id: 1'],
    ['wrong-value', 'id: ⟦1.5⟧', 'id: 1000'],
    ['wrong-value', 'id: ⟦"1"⟧', 'id: 1.0'],
    ['wrong-value', 'name: ⟦[MongoDb]⟧', 'name: MongoDb'],
    ['name-reserved', 'name: ⟦class⟧', 'name: MongoDb'],
    ['name-not-pascal', 'name: ⟦mongo-db⟧', 'name: "MongoDb"'],
    ['name-not-pascal', 'name: ⟦"Mongo\\nDb"⟧', 'name: MongoDb'],
    ['name-not-pascal', 'name: ⟦MöngoDb⟧', 'name: MongoDb'],
    ['name-device', 'name: ⟦Con⟧', 'name: MongoDb'],
    ['folder-mismatch', 'name: ⟦Mongodb⟧', 'name: MongoDb'],
    ['wrong-value', 'displayName: ⟦3⟧', 'displayName: "3"'],
    ['blank-text', 'displayName: ⟦" "⟧', 'displayName: M'],
    ['unseen-characters', 'displayName: ⟦"a\\u202Eb"⟧', 'displayName: "a é 😀 */ `\\x24{b}` \\\\"'],
    ['wrong-value', 'description: ⟦[a]⟧', 'description: "*/ \\x24{x} ` \\u2028 \\u202e"'],
    ['driver-form', 'provider: ⟦"a b"⟧', 'provider: "@azure/cosmos"'],
    ['driver-form', 'provider: ⟦"$(rm -rf)"⟧', 'provider: MongoDB.Driver'],
    ['wrong-value', 'dataStores: ⟦[]⟧', 'dataStores: [A]'],
    ['wrong-value', 'dataStores: ⟦MongoDB⟧', 'dataStores: [MongoDB]'],
    ['wrong-value', 'dataStores: [A, ⟦1⟧, ⟦null⟧]', 'dataStores: [A, "1"]'],
    ['duplicate-item', 'dataStores: [A, B, ⟦A⟧]', 'dataStores: [A, B, a]'],
    ['blank-text', 'dataStores: [⟦" A"⟧]', 'dataStores: ["A B"]'],
    ['unseen-characters', 'dataStores: ["a", ⟦"a\\u200B"⟧]', 'dataStores: ["it\'s"]'],
    ['wrong-value', 'connectionModes: ⟦{}⟧', 'connectionModes: [Bulk]'],
    ['duplicate-item', 'connectionModes: [R, ⟦R⟧]', 'connectionModes: [R, W]'],
    ['blank-text', 'connectionModes: [⟦""⟧]', 'connectionModes: [R]'],
    ['wrong-value', 'priority: ⟦high⟧', 'priority: -5'],
    ['wrong-value', 'priority: ⟦1.5⟧', 'priority: 0'],
    ['wrong-value', 'capabilities: ⟦[]⟧', 'capabilities: {}'],
    ['unknown-key', 'capabilities: { ⟦feature⟧: [A] }', 'capabilities: { features: [A] }'],
    ['duplicate-item', 'capabilities: { features: [A, ⟦A⟧] }', 'capabilities: { features: [] }'],
    ['wrong-value', 'capabilities: { maxConnections: ⟦0⟧ }', 'capabilities: { maxConnections: 1 }'],
    [
      'wrong-value',
      'capabilities: { supportsTransactions: ⟦1⟧ }',
      'capabilities: { supportsTransactions: true }',
    ],
    ['wrong-value', 'configuration: ⟦[]⟧', 'configuration: { properties: {} }'],
    ['unknown-key', '⟦datastores⟧: [A]', 'priority: 1'],
    ['unknown-key', '⟦toString⟧: [A]', 'priority: 1'],
    ['unknown-key', '⟦colour⟧: red', 'priority: 1'],
  ])('reports %s in %s', (name, bad, good) => {
    const key = /⟦?(\w+)⟧?:/.exec(bad)?.[1] ?? '';
    const wrong = check(withLine(key, bad));
    expect(wrong.found).toEqual(wrong.expected(name));
    expect(wrong.found.length).toBeGreaterThan(0);
    expect(wrong.loaded).toBeUndefined();
    expect(check(withLine(/^(\w+):/.exec(good)?.[1] ?? '', good)).found).toEqual([]);
  });

  it.each([
    ['datastores: [A]', 'dataStores'],
    ['prority: 1', 'priority'],
    ['conectionModes: [A]', 'connectionModes'],
    ['display-name: a', 'displayName'],
  ])('knows what %s should be', (line, suggestion) => {
    const { diagnostics } = check(`${GOOD}${line}\n`);
    expect(diagnostics.map((each) => each.suggestion)).toEqual([suggestion]);
  });

  it('suggests the name in PascalCase and the folder it needs', () => {
    expect(check(withLine('name', 'name: mongo_db')).diagnostics[0]?.suggestion).toBe('MongoDb');
    expect(check(withLine('name', 'name: Mongodb')).diagnostics[0]?.message).toBe(
      'The provider Mongodb must stand in a folder "mongodb", not "mongo-db".',
    );
  });

  it.each([
    ['a list', '- a\n', '1:1'],
    ['text', 'hello\n', '1:1'],
    ['nothing', '', '1:1'],
  ])('is not %s', (_, text, place) => {
    const { found } = check(text);
    expect(found).toEqual([expect.stringMatching(`^not-a-map ${place}`)]);
  });

  it('shows all mistakes of all parts in one run', () => {
    const { found } = check(
      'id: x\nname: class\nprovider: p\ndataStores: [A, A]\nconfiguration:\n  properties:\n    a: { type: strin, min: 1 }\n  required: [b]\n',
    );
    expect(found.map((each) => each.split(' ')[0])).toEqual([
      'missing-key',
      'missing-key',
      'wrong-value',
      'name-reserved',
      'duplicate-item',
      'unknown-word',
      'unknown-key',
      'field-undeclared',
    ]);
  });

  it('says that a file is not there or cannot be read', () => {
    expect(check(GOOD, {}, { unreadable: ['providers/mongo-db/provider.yaml'] }).found).toEqual([
      'file-unreadable nowhere',
    ]);
  });
});
