import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import { expectFailure } from '../support/expect-result.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const providers = createFakeProviders(new FakeServer());

/** What is wrong with a file of this text, without its folder. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const folder = await temporaryFolder({ 'a.json': text });
  const failure = expectFailure(await loadConnections(join(folder, 'a.json'), providers, { env: {} }));
  expect(failure.code).toBe('invalid-configuration');
  return failure.validationErrors.map((sentence) => sentence.replace(`${folder}/`, ''));
}

describe('the problems of a file', () => {
  it('are shown all at once, each with its place', async () => {
    const text = `{
  "externalConnections": {
    "One": { "provider": "Ledger", "host": "", "timeoutSeconds": -1 },
    "Two": { "provider": "Ledgr", "host": "h" },
    "Three": {
      "provider": "Ledger",
      "hots": "h", "mode": "ReadOlny",
      "servers": [{ "name": "a", "prot": 1 }, { "name": 2 }],
      "auth": { "kind": "basic", "lifetime": 1 }
    },
    "Four": { "host": "h" },
    "Five": [],
    "Six": { "provider": "ledger-driver" },
    "Seven": { "provider": "Ledger", "host": "\${env:NONE}" }
  }
}`;
    expect(await problemsOf(text)).toEqual([
      'a.json:3:44: One.host: Host is required',
      'a.json:3:66: One.timeoutSeconds: Timeout must be positive',
      'a.json:4:26: Two.provider: there is no such provider or data store; did you mean "Ledger"?',
      'a.json:7:7: Three.hots: there is no such setting; did you mean "host"?',
      'a.json:7:28: Three.mode: Ledger offers the connection modes ReadWrite, ReadOnly; did you mean "ReadOnly"?',
      'a.json:8:34: Three.servers.0.prot: there is no such setting; did you mean "port"?',
      'a.json:8:57: Three.servers.1.name: servers.1.name must be a string',
      'a.json:9:15: Three.auth.user: auth.user is required',
      'a.json:9:34: Three.auth.lifetime: there is no such setting',
      'a.json:11:5: Four: it does not say which provider it uses',
      'a.json:12:13: Five: a connection must be an object',
      'a.json:13:26: Six.provider: "ledger-driver" is a driver; name the provider: "Ledger"',
      'a.json:14:46: Seven.host: the environment variable NONE is not set',
    ]);
  });

  it.each([
    ['{ "externalConnections": { "A": { "provider": ', '1:47: a value is expected'],
    ['{ "externalConnections": { "A" { } } }', '1:32: a colon is expected'],
    ['{ externalConnections: {} }', '1:3: a key in double quotes is expected'],
    ['{ "a": "x\n" }', '1:8: this string is not closed or not valid'],
    ['{ "a": 01 }', '1:8: a value is expected'],
    ['{ "a": nul }', '1:8: a value is expected'],
    ['{ "a": 1 "b": 2 }', '1:10: a comma or "}" is expected'],
    ['{} {}', '1:4: nothing may follow the value'],
    ['{ /* }', '1:3: a key in double quotes is expected'],
    [`${'['.repeat(200)}`, '1:102: values stand more than 100 levels deep'],
    ['', '1:1: a value is expected'],
  ])('name the place of a syntax error: %s', async (text, expected) => {
    expect(await problemsOf(text)).toEqual([`a.json:${expected}`]);
  });

  it.each([
    ['[]', 'a.json:1:1: a configuration must be an object'],
    ['{}', 'a.json: there is no section "externalConnections"'],
    [
      '{ "externalConections": {} }',
      'a.json:1:3: externalConections: there is no section "externalConnections"; did you mean "externalConnections"?',
    ],
    [
      '{ "externalConnections": 5 }',
      'a.json:1:26: externalConnections: this section must be an object that maps names to connections',
    ],
    [
      '{ "ExternalConnections": {}, "externalConnections": {} }',
      'a.json:1:30: there is a section "externalConnections" besides "ExternalConnections"; keep one',
    ],
    [
      '{ "externalConnections": { "__proto__": {} } }',
      'a.json:1:28: __proto__: no connection can have this name',
    ],
  ])('are those of the section too: %s', async (text, expected) => {
    expect(await problemsOf(text)).toContain(expected);
  });

  it('are those of keys in the other case', async () => {
    const text = `{ "ExternalConnections": { "A": { "provider": "Ledger", "host": "h", "Servers": [{ "name": "n" }] } } }`;
    expect(await problemsOf(text)).toEqual([
      'a.json:1:35: A.provider: "provider" is not in the case of its section "ExternalConnections"; write "Provider"',
      'a.json:1:57: A.host: "host" is not in the case of its section "ExternalConnections"; write "Host"',
      'a.json:1:84: A.Servers.0.name: "name" is not in the case of its section "ExternalConnections"; write "Name"',
    ]);
  });

  it('are those of keys that stand twice', async () => {
    const entry = '{ "provider": "Ledger", "host": "h", "host": "h" }';
    expect(await problemsOf(`{ "externalConnections": { "A": ${entry}, "A": ${entry} } }`)).toEqual([
      'a.json:1:70: A.host: this key stands twice',
      'a.json:1:85: A: this connection stands twice',
      'a.json:1:127: A.host: this key stands twice',
    ]);
  });

  it('never repeat a value', async () => {
    const text = `{ "externalConnections": { "A": { "provider": "hunter2x", "password": "hunter2" },
      "B": { "provider": "Ledger", "host": "h", "password": ["hunter2"], "verify": "hunter2", "mode": "hunter2" } } }`;
    expect((await problemsOf(text)).join()).not.toContain('hunter2');
  });

  it('say that only packages are missing where that is so', async () => {
    const source = { externalConnections: { A: { provider: 'Absent', topic: 't' } } };
    const failure = expectFailure(await loadConnections(source, providers));
    expect(failure.code).toBe('driver-missing');
    expect(failure.validationErrors).toEqual([
      "A.provider: The package 'absent-driver' is not installed; run: npm install absent-driver",
    ]);
  });

  it('say that a file is not there', async () => {
    const failure = expectFailure(await loadConnections('does-not-exist.json', providers));
    expect(failure.validationErrors).toEqual(['does-not-exist.json: the file cannot be read (ENOENT)']);
  });

  it('do not hang on an object that contains itself', async () => {
    const ring: Record<string, unknown> = {};
    ring['externalConnections'] = ring;
    const failure = expectFailure(await loadConnections(ring, providers));
    expect(failure.validationErrors).toEqual(['this cannot be read as a configuration']);
  });
});
