import { describe, expect, test } from 'vitest';
import { readReferencedFile } from '../../../generator/src/config/referenced-file.ts';
import { parseReferences } from '../../../generator/src/config/references.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { type CheckOptions, check } from './support/check.ts';
import { EVERYTHING } from './support/everything.ts';
import { model, object, property, provider } from './support/models.ts';

const ENV = (name: string): string => `\${env:${name}}`;
const FILE = (path: string): string => `\${file:${path}}`;

const open = '$' + '{';

describe('the form of references', () => {
  test.each([
    ['plain $ text {}', ['plain $ text {}']],
    [ENV('A'), [{ kind: 'env', target: 'A' }]],
    [
      `x${ENV('A')}y${FILE('b c.txt')}`,
      ['x', { kind: 'env', target: 'A' }, 'y', { kind: 'file', target: 'b c.txt' }],
    ],
    [`$${ENV('A')}`, ['${', 'env:A}']],
    [`$$${ENV('A')}`, ['$', '${', 'env:A}']],
    [`$ ${ENV('A')}`, ['$ ', { kind: 'env', target: 'A' }]],
    ['', []],
  ])('%s', (text, parts) => {
    expect(parseReferences(text)).toEqual(parts);
  });

  test.each(['', '}', 'A}', 'env:}', 'env: A}', 'ENV:A}', 'file:}', 'env:A', `a}${FILE('x')}`])(
    '%s is not well-formed',
    (text) => {
      expect(parseReferences(`x${open}${text}`)).toBeUndefined();
    },
  );

  test('a long text without end is no work', () => {
    const start = performance.now();
    expect(parseReferences(`${open}env:`.repeat(200_000))).toBeUndefined();
    expect(parseReferences(`${open}file:a`.repeat(50_000))).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** A connection with fields on line 3. */
async function linesOf(fields: string, options: CheckOptions = {}): Promise<readonly string[]> {
  const text = `{ "externalConnections": {\n"db": { "provider": "Everything",\n${fields} } } }`;
  return (await check(text, { providers: [EVERYTHING], ...options })).lines;
}

describe('without --env', () => {
  test('a reference may stand for any value, and everything else is still checked', async () => {
    const e = JSON.stringify(ENV('X'));
    const lines =
      await linesOf(`"host": ${e}, "port": ${e}, "ratio": ${e}, "tls": ${e}, "isOn": ${e}, "tags": ${e},
      "size": ${e}, "labels": { "a": ${e}, "b": "x" }, "code": "z${ENV('X')}", "auth": ${e}, "servers": [${e}], "step": 7`);
    expect(lines).toEqual([
      '4:61 EXT4021 labels.b must be an integer',
      '4:142 EXT4025 step must be a multiple of 5',
    ]);
  });

  test('inside a branch, and for what decides the branch', async () => {
    const e = JSON.stringify(ENV('X'));
    expect(
      await linesOf(`"host": "abc", "auth": { "method": "certificate", "certPath": ${e}, "port": 11 }`),
    ).toEqual(['3:83 EXT4024 auth.port must be at most 10']);
    expect(await linesOf(`"host": "abc", "auth": { "method": ${e}, "port": 11, "userName": "u" }`)).toEqual(
      [],
    );
    expect(await linesOf(`"host": "abc", "auth": { "method": ${e}, "certPth": "c" }`)).toEqual([
      '3:48 EXT4029 auth must not have "certPth" → certPath',
    ]);
  });

  test('provider and mode may be references too', async () => {
    const text = `{ "externalConnections": { "db": { "provider": "${ENV('P')}", "any": "thing" } } }`;
    const { lines, connections } = await check(text);
    expect(lines).toEqual([]);
    expect(connections).toEqual([]);
    expect(await linesOf(`"mode": "${ENV('M')}", "host": "abc"`)).toEqual([]);
  });

  test('an escape counts as what it stands for', async () => {
    expect(await linesOf('"host": "$${ab"')).toEqual([]);
    expect(await linesOf('"host": "$${abcd"')).toEqual(['3:9 EXT4024 host must have at most 5 characters']);
  });

  test('what is not well-formed, or leads out of the project, is reported', async () => {
    expect(await linesOf(`"host": "${open}hunter2}"`)).toEqual([
      '3:9 EXT4040 A reference in this value is not well-formed.',
    ]);
    for (const path of ['../x', '/etc/passwd', 'a/../../x', 'C:\\\\x', '\\\\\\\\server\\\\x', 'a/..']) {
      expect(await linesOf(`"host": "\${file:${path}}"`)).toEqual([
        '3:9 EXT4043 This value refers to a file outside the project.',
      ]);
    }
  });

  test('no variable and no file is read', async () => {
    expect(await linesOf(`"host": "${ENV('NO')}${FILE('no.txt')}"`)).toEqual([]);
  });

  test('references work in YAML and in PascalCase', async () => {
    const text = `ExternalConnections:\n  db:\n    Provider: Everything\n    Host: ${ENV('H')}\n    Port: ${ENV('P')}\n    Auth: { Method: "${ENV('M')}", CertPath: c }\n`;
    const providers = [EVERYTHING];
    expect((await check(text, { file: 'app.yaml', providers })).lines).toEqual([]);
    const env = { H: 'abc', P: '70000', M: 'certificate' };
    expect((await check(text, { file: 'app.yaml', providers, env, withEnv: true })).lines).toEqual([
      '5:11 EXT4024 port must be at most 65535',
    ]);
  });
});

describe('with --env', () => {
  const withEnv = true;

  test('values are converted to the type of their field, then checked', async () => {
    const env = {
      HOST: 'abc',
      PORT: '70000',
      HALF: ' 0.5 ',
      ON: 'True',
      TAGS: '["a","a"]',
      LABELS: '{"x":"y"}',
      SIZE: '5',
      AUTH: '{"method":"password","userName":"u","password":"short"}',
      NULL: 'null',
      ONE: '1',
    };
    const lines = await linesOf(
      `"host": "${ENV('HOST')}", "port": "${ENV('PORT')}", "ratio": "${ENV('HALF')}", "isOn": "${ENV('ON')}", "fixed": "${ENV('ONE')}",
       "tags": "${ENV('TAGS')}", "labels": "${ENV('LABELS')}", "size": "${ENV('SIZE')}", "auth": "${ENV('AUTH')}", "nothing": "${ENV('NULL')}"`,
      { withEnv, env },
    );
    expect(lines).toEqual([
      '3:32 EXT4024 port must be at most 65535',
      '4:16 EXT4028 tags must not have the same item twice',
      '4:31 EXT4021 labels.x must be an integer',
      // A text is one of the types that this field takes, so it stays a text.
      '4:66 EXT4026 size must match the pattern ^\\d+[kM]$',
      '4:81 EXT4024 auth.password must have at least 8 characters',
    ]);
  });

  test('what cannot be converted is of the wrong type', async () => {
    const env = { H: 'abc', X: 'hunter2', HEX: '0x10' };
    const fields = `"host": "${ENV('H')}", "port": "${ENV('X')}", "isOn": "${ENV('X')}", "step": "${ENV('HEX')}", "tags": "${ENV('X')}"`;
    expect(await linesOf(fields, { withEnv, env })).toEqual([
      '3:29 EXT4021 port must be an integer',
      '3:49 EXT4021 isOn must be a boolean',
      '3:69 EXT4021 step must be an integer',
      '3:91 EXT4021 tags must be an array',
    ]);
  });

  test('inside a text, several, and never twice', async () => {
    const env = { A: 'a', B: '1', C: ENV('A') };
    const ok = `"host": "${ENV('A')}-${ENV('A')}", "port": "5${ENV('B')}"`;
    expect(await linesOf(ok, { withEnv, env })).toEqual([]);
    const fields = `"host": "${ENV('C')}"`;
    expect(await linesOf(fields, { withEnv, env })).toEqual([
      '3:9 EXT4024 host must have at most 5 characters',
    ]);
  });

  test('a missing variable is reported where it is named, once, and nothing follows from it', async () => {
    const fields = `"host": "${ENV('A')}", "port": "${ENV('B')}${ENV('toString')}", "step": 7`;
    expect(await linesOf(fields, { withEnv, env: { A: '' } })).toEqual([
      '3:9 EXT4024 host must have at least 2 characters',
      '3:29 EXT4041 The environment variable B is not set.',
      '3:29 EXT4041 The environment variable toString is not set.',
      '3:64 EXT4025 step must be a multiple of 5',
    ]);
  });

  test('a provider and a mode from the environment', async () => {
    const text = `{ "externalConnections": { "db": { "provider": "${ENV('P')}", "mode": "${ENV('M')}", "host": "abc" } } }`;
    const options = { withEnv, providers: [EVERYTHING] };
    const good = await check(text, { ...options, env: { P: 'Everything', M: 'ReadOnly' } });
    expect([good.lines, good.connections.map(({ provider: name }) => name)]).toEqual([[], ['Everything']]);
    const bad = await check(text, { ...options, env: { P: 'Everything', M: 'hunter2' } });
    expect(bad.lines).toEqual([
      '1:68 EXT4013 The mode of the connection "db" must be one of "ReadWrite", "ReadOnly".',
    ]);
    expect((await check(text, { ...options, env: { M: 'ReadOnly' } })).lines).toEqual([
      '1:48 EXT4041 The environment variable P is not set.',
    ]);
  });

  test('files are read from the folder of the configuration file, without their last line break', async () => {
    const files = { 'conf/secrets/host': 'abcde\r\n', 'conf/port.txt': '70000\n' };
    const fields = `"host": "${FILE('secrets/host')}", "port": "${FILE('./port.txt')}"`;
    expect(await linesOf(fields, { withEnv, files, file: 'conf/app.json' })).toEqual([
      '3:41 EXT4024 port must be at most 65535',
    ]);
  });

  test('a file that is absent, a folder, out of the project by a link, or not readable', async () => {
    const files = { 'd/x': '1', '/outside/secret': 'hunter2', locked: 'x', huge: 'x'.repeat(2_000_000) };
    const links = { link: '/outside/secret', 'inner-link': 'd/x', folder: '/outside' };
    const fault = async (path: string): Promise<readonly string[]> =>
      linesOf(`"host": "abc", "port": "${FILE(path)}"`, { withEnv, files, links, unreadable: ['locked'] });
    const missing = ['3:24 EXT4042 The file that this value refers to does not exist.'];
    const outside = ['3:24 EXT4043 This value refers to a file outside the project.'];
    expect(await fault('no.txt')).toEqual(missing);
    expect(await fault('d')).toEqual(missing);
    expect(await fault('link')).toEqual(outside);
    expect(await fault('folder/secret')).toEqual(outside);
    expect(await fault('../outside/secret')).toEqual(outside);
    expect(await fault('inner-link')).toEqual([]);
    expect(await fault('locked')).toEqual([
      '3:24 EXT4044 The file that this value refers to cannot be read (EACCES).',
    ]);
    expect(await fault('huge')).toEqual([
      '3:24 EXT4044 The file that this value refers to cannot be read (it is longer than 1048576 bytes).',
    ]);
  });

  test('a root that is itself reached by a link', () => {
    const host = createMemoryHost({ '/real/a.txt': 'x' }, { links: { '/project/link': '/real' } });
    expect(readReferencedFile(host, '/project/link', '/project/link', 'a.txt')).toEqual({ text: 'x' });
  });
});

describe('fields with env', () => {
  const providers = [
    provider(
      model(
        { id: 1, name: 'Db', driver: 'db' },
        object([
          property('url', { kind: 'string', minLength: 3 }, { required: true, secret: true, env: 'DB_URL' }),
          property('port', { kind: 'integer', maximum: 9 }, { env: 'DB_PORT' }),
          property('tls', object([property('key', { kind: 'string' }, { required: true, env: 'TLS_KEY' })])),
        ]),
      ),
    ),
  ];
  const lines = async (settings: string, options: CheckOptions) =>
    (
      await check(`{ "externalConnections": {\n"db": { "provider": "Db"${settings} } } }`, {
        providers,
        ...options,
      })
    ).lines;

  test('are not demanded of the file', async () => {
    expect(await lines('', { env: { DB_URL: 'x' } })).toEqual([]);
  });

  test('are filled from the environment with --env, and checked', async () => {
    const env = { DB_URL: 'abc', DB_PORT: '10', TLS_KEY: 'k' };
    expect(await lines(', "tls": {}', { withEnv: true, env })).toEqual([
      '2:1 EXT4024 port must be at most 9',
    ]);
    expect(await lines(', "port": 1', { withEnv: true, env })).toEqual([]);
  });

  test('that nothing fills are missing with --env', async () => {
    const { diagnostics, lines: all } = await check(
      '{ "ExternalConnections": {\n"db": { "Provider": "Db", "Tls": {} } } }',
      { providers, withEnv: true },
    );
    expect(all).toEqual(['2:1 EXT4032 url is required', '2:27 EXT4032 tls.key is required']);
    expect(diagnostics[0]?.help).toBe('Add it here, or set the environment variable DB_URL.');
  });
});
