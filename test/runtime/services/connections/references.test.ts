// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the references are what is tested
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import type { LedgerConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const providers = createFakeProviders(new FakeServer());

async function load(entry: object, env: Record<string, string>, folder?: string) {
  const source = { externalConnections: { Main: { provider: 'Ledger', ...entry } } };
  return loadConnections(source, providers, { env, folder });
}

async function read(
  entry: object,
  env: Record<string, string>,
  folder?: string,
): Promise<LedgerConfiguration> {
  return expectValue(expectValue(await load(entry, env, folder)).get('Main'))
    .configuration as LedgerConfiguration;
}

describe('references', () => {
  it('stand for a whole value or for a part of one, and $${ for itself', async () => {
    const headers = {
      a: '${env:A}',
      b: 'x ${env:A}-${env:B} y',
      c: '$${env:A}',
      d: '$$${env:A}',
      e: '$5 {b}',
    };
    const configuration = await read({ host: 'h', headers }, { A: 'one', B: '${env:A}' });
    expect(configuration).toMatchObject({
      headers: { a: 'one', b: 'x one-${env:A} y', c: '${env:A}', d: '$${env:A}', e: '$5 {b}' },
    });
  });

  it('become values of the type that the field has', async () => {
    const entry = {
      host: '${env:HOST}',
      timeoutSeconds: ' ${env:SECONDS}',
      verify: '${env:VERIFY}',
      servers: '${env:SERVERS}',
      auth: { kind: '${env:KIND}', lifetime: '${env:LIFETIME}' },
    };
    const env = {
      HOST: '10',
      SECONDS: '45',
      VERIFY: 'False',
      SERVERS: '[{"name":"s"}]',
      KIND: 'token',
      LIFETIME: '1.5',
    };
    expect(await read(entry, env)).toMatchObject({
      host: '10',
      timeoutSeconds: 45,
      verify: false,
      servers: [{ name: 's' }],
      auth: { kind: 'token', lifetime: 1.5 },
    });
  });

  it('leave it to the schema to refuse a text of the wrong type', async () => {
    const failure = expectFailure(await load({ host: 'h', timeoutSeconds: '${env:T}' }, { T: 'soon' }));
    expect(failure.validationErrors).toEqual(['Main.timeoutSeconds: timeoutSeconds must be a number']);
  });

  it('never convert a text that the file itself says', async () => {
    const failure = expectFailure(await load({ host: 'h', timeoutSeconds: '45' }, {}));
    expect(failure.validationErrors).toEqual(['Main.timeoutSeconds: timeoutSeconds must be a number']);
  });

  it('name every variable that is missing, without faults that follow from it', async () => {
    const failure = expectFailure(
      await load({ host: '${env:HOST}', password: '${env:P}${env:Q}' }, { constructor: 'x' }),
    );
    expect(failure.validationErrors).toEqual([
      'Main.host: the environment variable HOST is not set',
      'Main.password: the environment variable P is not set',
      'Main.password: the environment variable Q is not set',
    ]);
    const inherited = expectFailure(await load({ host: '${env:toString}' }, {}));
    expect(inherited.validationErrors).toEqual(['Main.host: the environment variable toString is not set']);
  });

  it('must be well-formed', async () => {
    for (const text of ['${HOST}', '${env:}', '${ENV:HOST}', '${env:HOST', '${vault:x}']) {
      const [sentence] = expectFailure(await load({ host: text }, { HOST: 'h' })).validationErrors;
      expect(sentence).toBe(
        'Main.host: a reference is not well-formed; write ${env:NAME} or ${file:path}, or $${ for the characters themselves',
      );
    }
  });

  it('fill fields that the manifest gives a variable, unless the file says something', async () => {
    const env = { LEDGER_PASSWORD: 'hunter2', LEDGER_TIMEOUT: '7' };
    const filled = await read({ host: 'h' }, env);
    expect(filled.password?.reveal()).toBe('hunter2');
    expect(filled.timeoutSeconds).toBe(7);
    const said = await read({ host: 'h', password: 'own', timeoutSeconds: 8 }, env);
    expect([said.password?.reveal(), said.timeoutSeconds]).toEqual(['own', 8]);
    const refused = expectFailure(await load({ host: 'h' }, { LEDGER_TIMEOUT: 'soon' }));
    expect(refused.validationErrors).toEqual(['Main.timeoutSeconds: timeoutSeconds must be a number']);
  });

  it('may stand as provider and mode', async () => {
    const source = { externalConnections: { Main: { provider: '${env:P}', mode: '${env:M}', host: 'h' } } };
    const loaded = await loadConnections(source, providers, { env: { P: 'Ledger', M: 'ReadOnly' } });
    expect(expectValue(expectValue(loaded).get('Main')).connectionMode).toBe('ReadOnly');
  });
});

describe('references to files', () => {
  it('read a file of the folder, without its last line break', async () => {
    const folder = await temporaryFolder({ 'secrets/password': 'hunter2\r\n\r\n' });
    const configuration = await read({ host: 'h', password: '${file:secrets/password}' }, {}, folder);
    expect(configuration.password?.reveal()).toBe('hunter2\r\n');
  });

  it('never leave the folder, not by a link either', async () => {
    const outside = await temporaryFolder({ secret: 'x' });
    const folder = await temporaryFolder({ 'inside.txt': 'y' });
    await symlink(join(outside, 'secret'), join(folder, 'link'));
    await symlink(join(folder, 'inside.txt'), join(folder, 'fine'));
    for (const path of ['../secret', join(outside, 'secret'), 'link', 'C:secret', 'a/../../secret']) {
      const failure = expectFailure(await load({ host: `\${file:${path}}` }, {}, folder));
      expect(failure.validationErrors).toEqual([
        `Main.host: the file ${path} is outside the folder of the configuration`,
      ]);
    }
    expect((await read({ host: '${file:fine}' }, {}, folder)).host).toBe('y');
  });

  it('say what is wrong with a file', async () => {
    const folder = await temporaryFolder({ 'sub/a': '', long: 'x'.repeat(1024 * 1024 + 1) });
    const sentence = async (text: string): Promise<string | undefined> =>
      expectFailure(await load({ host: text }, {}, folder)).validationErrors[0];
    expect(await sentence('${file:none}')).toBe('Main.host: the file none cannot be read (ENOENT)');
    expect(await sentence('${file:sub}')).toBe('Main.host: sub is not a file');
    expect(await sentence('${file:long}')).toBe('Main.host: the file long is longer than 1048576 bytes');
    const [homeless] = expectFailure(await load({ host: '${file:a}' }, {})).validationErrors;
    expect(homeless).toBe('Main.host: a reference to a file needs a folder to start from; give `folder`');
  });

  it('start from the folder of the configuration file', async () => {
    const folder = await temporaryFolder({ 'conf/host': 'db' });
    const text = JSON.stringify({
      externalConnections: { Main: { provider: 'Ledger', host: '${file:host}' } },
    });
    await writeFile(join(folder, 'conf/a.json'), text);
    await using connections = expectValue(await loadConnections(join(folder, 'conf/a.json'), providers));
    expect(expectValue(connections.get('Main')).configuration).toMatchObject({ host: 'db' });
  });
});
