import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { type PlacedProvider, reportCollisions } from '../../../generator/src/manifest/collisions.ts';
import { loadManifest } from '../../../generator/src/manifest/load-manifest.ts';
import { kebabCase } from '../../../generator/src/model/names.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { nameOf } from './check.ts';

interface Facts {
  readonly id: number;
  readonly name: string;
  readonly stores: string;
  readonly priority?: number;
  readonly displayName?: string;
}

function local({ id, name, stores, priority = 100, displayName = name }: Facts): PlacedProvider {
  const file = `/project/providers/${kebabCase(name)}/provider.yaml`;
  const text = [
    'manifestVersion: 1',
    `id: ${id}`,
    `name: ${name}`,
    `displayName: ${displayName}`,
    'provider: p',
    `dataStores: [${stores}]`,
    'connectionModes: [R]',
    `priority: ${priority}`,
    'configuration: {}',
  ].join('\n');
  const loaded = loadManifest(createMemoryHost({ [file]: text }), file, '/project', new Diagnostics());
  if (loaded === undefined) throw new Error(`The manifest of ${name} has a mistake.`);
  return { ...loaded, file };
}

function installed(facts: Facts): PlacedProvider {
  const { model } = local(facts);
  return { model, file: `/project/node_modules/p/${kebabCase(facts.name)}.json` };
}

function collide(...providers: PlacedProvider[]): string[] {
  const diagnostics = new Diagnostics();
  reportCollisions(providers, diagnostics);
  return diagnostics.sorted.map((diagnostic) => {
    const place = (file = '', line = 0): string => `${file.split('/').slice(-2, -1)}:${line}`;
    const [related] = diagnostic.related ?? [];
    const here = place(diagnostic.file, diagnostic.range?.line);
    return `${nameOf(diagnostic)} ${here} ${place(related?.file, related?.range?.line)}`;
  });
}

describe('two providers', () => {
  const mongo = local({ id: 1, name: 'MongoDb', stores: 'MongoDB, DocumentDb' });

  it('get along', () => {
    const others = [
      local({ id: 2, name: 'SqlServer', stores: 'SqlServer, AzureSql' }),
      local({ id: 3, name: 'Mongo', stores: 'MongoDB', priority: 50 }),
      installed({ id: 4, name: 'Oracle', stores: 'Oracle' }),
    ];
    expect(collide(mongo, ...others)).toEqual([]);
  });

  it.each<[string, Facts, string]>([
    ['an id', { id: 1, name: 'Other', stores: 'X' }, 'duplicate-id other:2 mongo-db:2'],
    [
      'a name in another case',
      { id: 2, name: 'Mongodb', stores: 'X' },
      'duplicate-name mongodb:3 mongo-db:3',
    ],
    [
      'a display name that is a name',
      { id: 2, name: 'Other', stores: 'X', displayName: 'mongodb' },
      'duplicate-name other:4 mongo-db:3',
    ],
    [
      'a priority for a data store',
      { id: 2, name: 'Other', stores: 'X, DocumentDb' },
      'equal-priority other:8 mongo-db:8',
    ],
    [
      'a name that is a data store',
      { id: 2, name: 'DocumentDb', stores: 'X' },
      'name-is-data-store document-db:3 mongo-db:6',
    ],
    [
      'a display name that is a data store',
      { id: 2, name: 'Other', stores: 'X', displayName: 'DocumentDb' },
      'name-is-data-store other:4 mongo-db:6',
    ],
    [
      'a data store that is a name',
      { id: 2, name: 'Other', stores: 'MongoDb' },
      'name-is-data-store mongo-db:3 other:6',
    ],
  ])('must not share %s', (_, facts, expected) => {
    expect(collide(mongo, local(facts))).toEqual([expected]);
    expect(collide(local(facts), mongo).map((each) => each.split(' ')[0])).toEqual([expected.split(' ')[0]]);
  });

  it('are told apart by the manifest where the other one is installed', () => {
    const facts: Facts = { id: 1, name: 'Other', stores: 'X' };
    expect(collide(mongo, installed(facts))).toEqual(['duplicate-id mongo-db:2 p:0']);
    expect(collide(installed({ ...facts, name: 'Third', stores: 'Y' }), installed(facts))).toEqual([
      'duplicate-id p:0 p:0',
    ]);
  });

  it('are named by their data store where it is their own', () => {
    expect(collide(local({ id: 5, name: 'Oracle', stores: 'Oracle' }), mongo)).toEqual([]);
  });

  it('are compared in linear time', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({
      model: {
        ...mongo.model,
        id: index,
        name: `P${index}`,
        displayName: `P${index}`,
        dataStores: [`S${index}`],
      },
      file: `/m/${index}.json`,
    }));
    const started = performance.now();
    expect(collide(...many)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
