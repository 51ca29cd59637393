import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  camelCase,
  isDeviceName,
  isIdentifier,
  isIdentifierName,
  isPascalCase,
  kebabCase,
  pascalCase,
  providerIdentifiers,
} from '../../../generator/src/model/names.ts';

describe('kebabCase', () => {
  it.each([
    ['MongoDb', 'mongo-db'],
    ['SqlServer', 'sql-server'],
    ['RestApi', 'rest-api'],
    ['Oracle', 'oracle'],
    ['S3', 's3'],
    ['S3Bucket', 's3-bucket'],
    ['OAuth2Api', 'o-auth2-api'],
    ['HTTPServer', 'http-server'],
    ['AzureSQL', 'azure-sql'],
    ['Neo4j', 'neo4j'],
    ['Db2', 'db2'],
    ['AB', 'ab'],
    ['ABCd', 'ab-cd'],
    ['X', 'x'],
  ])('turns %s into %s', (name, folder) => {
    expect(kebabCase(name)).toBe(folder);
  });

  it('gives two names one folder only where they differ in case alone', () => {
    const letter = fc.constantFrom(...'AaBb12');
    const name = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => `A${letters.join('')}`);
    fc.assert(
      fc.property(name, name, (a, b) => {
        if (kebabCase(a) === kebabCase(b)) expect(a.toLowerCase()).toBe(b.toLowerCase());
        expect(kebabCase(a)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });
});

describe('identifiers', () => {
  it('prefixes what a provider exports with its name', () => {
    expect(providerIdentifiers('MongoDb')).toEqual({
      configurationSchema: 'mongoDbConfigurationSchema',
      configuration: 'MongoDbConfiguration',
      configurationInput: 'MongoDbConfigurationInput',
      factory: 'MongoDbConnectionFactory',
      provider: 'MongoDbConnectionProvider',
      connection: 'MongoDbConnection',
    });
  });

  it('changes the first letter alone', () => {
    expect(camelCase('URLs')).toBe('uRLs');
    expect(pascalCase('useTls')).toBe('UseTls');
    expect(pascalCase('')).toBe('');
  });

  it.each(['class', 'enum', 'await', 'using', 'yield', '1a', 'a-b', '', 'a b', 'naïve', 'a\u202eb', 'a\n'])(
    'refuses %j as an identifier',
    (word) => {
      expect(isIdentifier(word)).toBe(false);
    },
  );

  it.each(['MongoDb', '_a', '$', 'a1'])('takes %s as an identifier', (word) => {
    expect(isIdentifier(word)).toBe(true);
  });

  it('lets a reserved word be a property name', () => {
    expect(isIdentifierName('class')).toBe(true);
  });

  it.each(['mongoDb', 'Mongo_Db', 'Mongo-Db', '3D', 'Été', 'A\n'])(
    'does not take %j for PascalCase',
    (word) => {
      expect(isPascalCase(word)).toBe(false);
    },
  );

  it('knows the device names of Windows', () => {
    expect(['con', 'aux', 'com1', 'lpt9'].every(isDeviceName)).toBe(true);
    expect(isDeviceName('console')).toBe(false);
  });
});
