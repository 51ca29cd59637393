import { ExternalConnectionProviderBase, type ProviderDefinition, Result } from '@extconn/runtime';
import { ProviderRegistryBuilder } from '@extconn/runtime/codegen/v1';
import { describe, expect, it } from 'vitest';

class TestProvider extends ExternalConnectionProviderBase {
  constructor(definition: Partial<ProviderDefinition> & Pick<ProviderDefinition, 'id' | 'name'>) {
    super({
      displayName: `${definition.name} for people`,
      providerName: 'driver',
      supportedDataStores: ['Store'],
      supportedConnectionModes: ['ReadWrite'],
      priority: definition.id,
      ...definition,
    });
  }

  override async createConnectionFactory() {
    return Result.failure('driver-missing', 'Tests bring no driver');
  }
}

const third = new TestProvider({ id: 3, name: 'Third', supportedConnectionModes: ['ReadOnly'], priority: 2 });
const first = new TestProvider({ id: 1, name: 'First', providerName: 'other', priority: 1 });
const second = new TestProvider({
  id: 2,
  name: 'Second',
  supportedDataStores: ['Store', 'Shop'],
  priority: 3,
});

interface Index {
  readonly all: readonly [TestProvider, TestProvider, TestProvider];
  readonly byId: Readonly<Record<1 | 2 | 3, TestProvider>>;
  readonly byName: Readonly<Record<'First' | 'Second' | 'Third', TestProvider>>;
  readonly byProvider: Readonly<Record<'driver' | 'other', readonly TestProvider[]>>;
  readonly byDataStore: Readonly<Record<'Store' | 'Shop', readonly TestProvider[]>>;
  readonly byConnectionMode: Readonly<Record<'ReadWrite' | 'ReadOnly', readonly TestProvider[]>>;
  readonly byPriority: Readonly<Record<1 | 2 | 3, readonly TestProvider[]>>;
}

const builder = new ProviderRegistryBuilder();
for (const provider of [third, first, second]) builder.add(provider);
const registry = builder.build<Index>();

describe('ExternalConnectionProviders', () => {
  it('lists all by id, iterates, and has a property a provider', () => {
    expect(registry.all).toEqual([first, second, third]);
    expect([...registry]).toEqual([first, second, third]);
    expect(registry.size).toBe(3);
    expect(registry.Second).toBe(second);
    expect(Object.isFrozen(registry) && Object.isFrozen(registry.all)).toBe(true);
  });

  it('looks up strictly', () => {
    expect(registry.getById(2)).toBe(second);
    expect(registry.getByName('Third')).toBe(third);
    expect(registry.getByProvider('driver')).toEqual([second, third]);
    expect(registry.getByConnectionMode('ReadOnly')).toEqual([third]);
    expect(registry.getByPriority(1)).toEqual([first]);
  });

  it('orders the providers of a data store by priority, highest first', () => {
    expect(registry.getByDataStore('Store')).toEqual([second, third, first]);
  });

  it('throws where the compiler was not asked, and says what is known', () => {
    expect(() => registry.getByName('Fourth' as never)).toThrow(
      new RangeError('No provider has the name "Fourth"; known: First, Second, Third'),
    );
    expect(() => registry.getByDataStore('constructor' as never)).toThrow(RangeError);
  });

  it('looks up any text loosely', () => {
    expect(registry.findById(4)).toBeUndefined();
    expect(registry.findById(1)).toBe(first);
    expect(registry.findByName('Second for people')).toBe(second);
    expect(registry.findByName('__proto__')).toBeUndefined();
    expect(registry.findByProvider('none')).toEqual([]);
    expect(registry.findByDataStore('Shop')).toEqual([second]);
    expect(registry.findByConnectionMode('Bulk')).toEqual([]);
    expect(registry.findByPriority(3)).toEqual([second]);
  });
});

describe('a provider', () => {
  it('says which data stores and modes it serves', () => {
    expect(second.validateCapability('Shop', 'ReadWrite').isSuccess).toBe(true);
    expect(second.validateCapability('Mall')).toMatchObject({ code: 'unsupported-data-store' });
    expect(second.validateCapability('Shop', 'Bulk')).toMatchObject({
      code: 'unsupported-connection-type',
      errorMessage: "Connection type 'Bulk' is not supported",
    });
  });

  it('tells about itself once', async () => {
    const metadata = await second.getProviderMetadata();
    expect(metadata).toMatchObject({
      isSuccess: true,
      value: { providerName: 'driver', version: undefined, supportsAsync: true },
    });
    expect(await second.getProviderMetadata()).toBe(metadata);
  });
});
