import { describe, expect, it } from 'vitest';
import { worstOf } from '../../../generator/src/diff/change.ts';
import { compareManifests } from '../../../generator/src/diff/compare-manifests.ts';
import { compareHeads, load, manifest, words } from './compare.ts';

const CONFIGURATION = 'properties: { folder: { type: string } }';

describe('a provider', () => {
  it.each([
    ['with another id', {}, { id: '1001' }, ['breaking id-changed']],
    ['with another name', {}, { name: 'Papers' }, ['breaking provider-renamed']],
    ['with another driver', {}, { provider: 'other' }, ['compatible driver-changed']],
    ['without a data store', { dataStores: '[Notes, Papers]' }, {}, ['breaking data-store-removed']],
    ['with one more data store', {}, { dataStores: '[Notes, Papers]' }, ['compatible data-store-added']],
    ['without a mode', {}, { connectionModes: '[ReadWrite]' }, ['breaking mode-removed']],
    ['with one more mode', {}, { connectionModes: '[ReadWrite, ReadOnly, Bulk]' }, ['compatible mode-added']],
    [
      'whose first mode is another',
      {},
      { connectionModes: '[ReadOnly, ReadWrite]' },
      ['compatible default-mode-changed'],
    ],
    ['described in other words', {}, { description: 'Other words.' }, ['none described']],
    ['that is the same', {}, {}, []],
  ])('%s', (_what, before, after, expected) => {
    expect(words(compareHeads(before, after))).toEqual(expected);
  });

  it('that is removed, or new', () => {
    const notes = { 'providers/notes/provider.yaml': manifest(CONFIGURATION) };
    const papers = {
      'providers/papers/provider.yaml': manifest(CONFIGURATION, {
        id: '1001',
        name: 'Papers',
        dataStores: '[Papers]',
      }),
    };
    const removed = compareManifests(load({ ...notes, ...papers }), load(notes));
    expect(removed).toMatchObject([{ provider: 'Papers', kind: 'provider-removed', verdict: 'breaking' }]);
    expect(words(compareManifests(load(notes), load({ ...notes, ...papers })))).toEqual([
      'compatible provider-added',
    ]);
  });

  it('that takes a data store from another: files that name the store get another provider', () => {
    const notes = { 'providers/notes/provider.yaml': manifest(CONFIGURATION) };
    const better = (priority: number) => ({
      'providers/papers/provider.yaml': manifest(CONFIGURATION, {
        id: '1001',
        name: 'Papers',
        dataStores: '[Notes, Papers]',
        priority: String(priority),
      }),
    });
    // A name that is another provider's data store is refused elsewhere.
    const before = load({ ...notes, ...better(50) });
    expect(words(compareManifests(before, load({ ...notes, ...better(150) })))).toEqual([
      'breaking data-store-moved',
    ]);
    expect(words(compareManifests(load(notes), before))).toEqual(['compatible provider-added']);
  });

  it('whose schema is written by hand is compared by its text', () => {
    const file = 'providers/notes/provider.yaml';
    const text = manifest('zod: ./schema.ts\nexport: schema');
    const withCode = (code: string) => load({ [file]: text, 'providers/notes/schema.ts': code });
    expect(compareManifests(withCode('1'), withCode('1'))).toEqual([]);
    expect(words(compareManifests(withCode('1'), withCode('2')))).toEqual(['breaking hand-written-changed']);
    expect(words(compareManifests(load({ [file]: manifest(CONFIGURATION) }), withCode('1')))).toEqual([
      'breaking hand-written-changed',
    ]);
  });
});

describe('the verdict', () => {
  it('is the worst of all', () => {
    expect(worstOf([{ verdict: 'none' }, { verdict: 'breaking' }, { verdict: 'compatible' }])).toBe(
      'breaking',
    );
    expect(worstOf([{ verdict: 'none' }, { verdict: 'compatible' }])).toBe('compatible');
    expect(worstOf([])).toBe('none');
  });
});
