import type { ConfigurationProvider } from '../../../../generator/src/config/provider-index.ts';
import { providerSchema } from '../../../../generator/src/emit/json-schema.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  ProviderModel,
  SchemaModel,
  Shape,
} from '../../../../generator/src/model/model.ts';

export const NOT_BLANK: Shape = { kind: 'string', pattern: '\\S' };

type SchemaExtras = Partial<Omit<SchemaModel, 'shape'>>;
type PropertyExtras = Partial<Omit<PropertyModel, 'name' | 'schema'>>;

export function schema(shape: Shape, extras: SchemaExtras = {}): SchemaModel {
  return { shape, secret: false, messages: {}, ...extras };
}

export function property(
  name: string,
  shape: Shape,
  { secret, messages, ...extras }: PropertyExtras & Pick<SchemaExtras, 'secret' | 'messages'> = {},
): PropertyModel {
  const said = {
    ...(secret === undefined ? {} : { secret }),
    ...(messages === undefined ? {} : { messages }),
  };
  return { name, schema: schema(shape, said), required: false, ...extras };
}

export function object(properties: readonly PropertyModel[], extras: Partial<ObjectShape> = {}): ObjectShape {
  return { kind: 'object', properties, rules: [], ...extras };
}

export function model(
  parts: Pick<ProviderModel, 'id' | 'name' | 'driver'> & Partial<ProviderModel>,
  root: ObjectShape,
  definitions: ConfigurationModel['definitions'] = [],
): ProviderModel {
  return {
    contract: 1,
    displayName: parts.name,
    dataStores: [parts.name],
    connectionModes: ['ReadWrite', 'ReadOnly'],
    priority: 100,
    capabilities: { features: [], supportsTransactions: false },
    configuration: { kind: 'fields', root, definitions },
    ...parts,
  };
}

/** A provider as the command line has it: with the schema that the emitter writes. */
export function provider(of: ProviderModel): ConfigurationProvider {
  return { model: of, schema: providerSchema(of) };
}

const POSITIVE: Shape = { kind: 'integer', exclusiveMinimum: 0 };
const CONNECTION_STRING = property('connectionString', NOT_BLANK, {
  required: true,
  secret: true,
  messages: { '*': 'Connection string is required' },
});
const COMMAND_TIMEOUT = property('commandTimeout', POSITIVE, {
  default: 30,
  messages: { '*': 'Command timeout must be positive' },
});

/** The four providers of the published sample configuration. */
export const SAMPLE_PROVIDERS: readonly ConfigurationProvider[] = [
  model(
    {
      id: 1,
      name: 'MongoDb',
      driver: 'mongodb',
      dataStores: ['MongoDB', 'DocumentDb'],
    },
    object([
      property('connectionString', NOT_BLANK, {
        required: true,
        secret: true,
        messages: { '*': 'MongoDB connection string is required' },
      }),
      property('databaseName', NOT_BLANK, { required: true, messages: { '*': 'Database name is required' } }),
      property('maxConnectionPoolSize', POSITIVE, {
        default: 100,
        messages: { '*': 'Max connection pool size must be positive' },
      }),
      property('useTls', { kind: 'boolean' }, { default: true }),
    ]),
  ),
  model(
    {
      id: 2,
      name: 'SqlServer',
      driver: 'mssql',
      dataStores: ['SqlServer', 'AzureSql'],
      connectionModes: ['ReadWrite', 'ReadOnly', 'Bulk'],
      priority: 200,
    },
    object([
      CONNECTION_STRING,
      COMMAND_TIMEOUT,
      property('enableRetryLogic', { kind: 'boolean' }, { default: true }),
      property('maxRetryCount', { kind: 'integer', minimum: 0 }, { default: 3 }),
    ]),
  ),
  model(
    {
      id: 3,
      name: 'RestApi',
      driver: 'fetch',
      dataStores: ['RestApi', 'WebApi', 'HttpApi'],
      priority: 150,
    },
    object([
      property(
        'baseUrl',
        { kind: 'string', format: 'uri' },
        {
          required: true,
          messages: {
            required: 'Base URL is required',
            format: 'Base URL must be a valid absolute URI',
          },
        },
      ),
      property('apiKey', { kind: 'string' }, { secret: true }),
      property('timeoutSeconds', POSITIVE, { default: 30, messages: { '*': 'Timeout must be positive' } }),
      property('defaultHeaders', { kind: 'map', values: schema({ kind: 'string' }) }),
    ]),
  ),
  model(
    {
      id: 4,
      name: 'Oracle',
      driver: 'oracledb',
      priority: 180,
    },
    object([CONNECTION_STRING, COMMAND_TIMEOUT]),
  ),
].map(provider);
