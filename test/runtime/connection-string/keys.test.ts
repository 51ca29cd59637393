import { describe, expect, it } from 'vitest';
import { roleOfKey } from '../../../runtime/src/connection-string/known-keys.ts';
import { nearest } from '../../../runtime/src/connection-string/nearest.ts';
import { isSecretKey } from '../../../runtime/src/connection-string/secret-keys.ts';

describe('secret names', () => {
  it.each([
    'Password',
    'PWD',
    'pass',
    'Access Token',
    'AccountKey',
    'SharedAccessKey',
    'SharedAccessSignature',
    'Proxy Password',
    'WALLET_PASSWORD',
    'Client Secret',
    'client_secret',
    'token',
    'authToken',
    'access_token',
    'api key',
    'apiKey',
    'x-api-key',
    'sig',
    'secret',
    'key',
    'encryptionKey',
    'Encryption Key',
    'sslpassword',
    'tlsCertificateKeyFilePassword',
    'authMechanismProperties',
    'Passphrase',
    'Credentials',
  ])('%s', (name) => {
    expect(isSecretKey(name)).toBe(true);
    expect(roleOfKey(name)).toBe('secret');
  });

  it.each([
    'User ID',
    'UID',
    'Username',
    'Persist Security Info',
    'Integrated Security',
    'SharedAccessKeyName',
    'tlsCertificateKeyFile',
    'sslkey',
    'Token_Authentication',
    'TOKEN_LOCATION',
    'authSource',
    'Trusted_Connection',
    'AllowPublicKeyRetrieval',
    'Foreign Keys',
    'Authentication',
  ])('%s is none', (name) => {
    expect(isSecretKey(name)).toBe(false);
  });
});

describe('what a name means', () => {
  it.each([
    ['Data Source', 'address'],
    ['uid', 'user'],
    ['user_id', 'user'],
    ['Initial Catalog', 'harmless'],
    ['Statement Cache Size', 'harmless'],
    ['retryWrites', 'harmless'],
    ['CONNECT_DATA', 'harmless'],
    ['Pasword', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (name, role) => {
    expect(roleOfKey(name)).toBe(role);
  });
});

describe('the nearest name', () => {
  const names = ['server', 'database', 'user id', 'pwd'];
  it.each([
    ['sever', 'server'],
    ['esrver', 'server'],
    ['databse', 'database'],
    ['userid', 'user id'],
    ['pdw', 'pwd'],
    ['pw', undefined],
    ['something', undefined],
    ['', undefined],
  ])('to %j is %j', (name, expected) => {
    expect(nearest(name, names)).toBe(expected);
  });
});
