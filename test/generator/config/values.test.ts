import { describe, expect, test } from 'vitest';
import { check } from './support/check.ts';
import { EVERYTHING } from './support/everything.ts';

const providers = [EVERYTHING];

/** A field or two of a connection in JSON, on line 5 of the file from column 5. */
function inJson(fields: string): string {
  return `{
  "externalConnections": {
    "db": { "provider": "Everything",
    "host": "abc",
    ${fields}
  } }
}`;
}

/** The same with the words of JSONC around it. */
function inJsonWithComments(fields: string): string {
  return `{
  // ours
  "externalConnections": {
    "db": { "provider": "Everything", "host": "abc", /* "port": 0 */
    ${fields},
  } }
}`;
}

/** The same as YAML: quotes and braces mean there what they mean here. */
function inYaml(fields: string): string {
  return `externalConnections:
  db: { provider: Everything,
    host: abc, # comment


    ${fields}
  }`.replace('\n\n\n', '\n\n');
}

const SYNTAXES = [
  ['app.json', inJson],
  ['app.jsonc', inJsonWithComments],
  ['app.yaml', inYaml],
] as const;

async function linesOf(fields: string): Promise<readonly string[]> {
  const all = await Promise.all(
    SYNTAXES.map(async ([file, embed]) => (await check(embed(fields), { file, providers })).lines),
  );
  expect(all[1]).toEqual(all[0]);
  expect(all[2]).toEqual(all[0]);
  return all[0] ?? [];
}

describe.each([
  ['"port": 0', '5:13 EXT4024 port must be at least 1'],
  ['"port": 65536', '5:13 EXT4024 port must be at most 65535'],
  ['"port": 1.5', '5:13 EXT4021 port must be an integer'],
  ['"port": "hunter2"', '5:13 EXT4021 port must be an integer'],
  ['"ratio": 0', '5:14 EXT4024 ratio must be greater than 0'],
  ['"ratio": 1', '5:14 EXT4024 ratio must be less than 1'],
  ['"ratio": true', '5:14 EXT4021 ratio must be a number'],
  ['"step": 7', '5:13 EXT4025 step must be a multiple of 5'],
  ['"code": "hunter2"', '5:13 EXT4026 code must match the pattern ^[A-Z]{2}$'],
  ['"mail": "hunter2"', '5:13 EXT4027 mail must be a valid email'],
  ['"mail": null', '5:13 EXT4021 mail must be a string'],
  ['"tls": "requird"', '5:12 EXT4023 tls must be one of "require", "prefer", "disable" → require'],
  ['"tls": true', '5:12 EXT4023 tls must be one of "require", "prefer", "disable"'],
  ['"token": "alpah"', '5:14 EXT4023 token must be one of "alpha", "beta"'],
  ['"fixed": 2', '5:14 EXT4023 Fixed is one'],
  ['"isOn": "true"', '5:13 EXT4021 isOn must be a boolean'],
  ['"nothing": 0', '5:16 EXT4021 nothing must be null'],
  ['"tags": []', '5:13 EXT4024 tags must have at least 1 item'],
  ['"tags": ["a", "b", "c", "d"]', '5:13 EXT4024 tags must have at most 3 items'],
  ['"tags": ["a", "a"]', '5:13 EXT4028 tags must not have the same item twice'],
  ['"tags": ["a", ""]', '5:19 EXT4024 tags.1 must have at least 1 character'],
  ['"tags": {}', '5:13 EXT4021 tags must be an array'],
  ['"servers": [{ "name": "a" }, { "weight": 1 }]', '5:34 EXT4020 servers.1.name is required'],
  ['"servers": [{ "nmae": "a", "name": "b" }]', '5:19 EXT4029 servers.0 must not have "nmae"'],
  [
    '"servers": [{ "naem": "a" }]',
    ['5:17 EXT4020 servers.0.name is required', '5:19 EXT4029 servers.0 must not have "naem" → name'],
  ],
  ['"labels": { "a": 1, "b/~": "x" }', '5:32 EXT4021 labels.b/~ must be an integer'],
  ['"labels": [1]', '5:15 EXT4021 labels must be an object'],
  ['"size": 0', '5:13 EXT4024 size must be at least 1'],
  ['"size": "5g"', '5:13 EXT4026 size must match the pattern ^\\d+[kM]$'],
  ['"size": false', '5:13 EXT4022 size is not one of the types allowed'],
  ['"prot": 1', '5:5 EXT4029 The configuration must not have "prot" → port'],
  ['"constructor": 1', '5:5 EXT4029 The configuration must not have "constructor"'],
  ['"auth": "x"', '5:13 EXT4021 auth must be an object'],
  ['"auth": { "userName": "u" }', '5:5 EXT4023 auth.method must be one of "password", "certificate"'],
  [
    '"auth": { "method": "pasword", "x": 1, "port": 99 }',
    '5:25 EXT4023 auth.method must be one of "password", "certificate" → password',
  ],
  ['"auth": { "method": 5 }', '5:25 EXT4023 auth.method must be one of "password", "certificate"'],
  [
    '"auth": { "method": "password", "password": "hunter2", "port": 99 }',
    [
      '5:5 EXT4020 auth.userName is required',
      '5:49 EXT4024 auth.password must have at least 8 characters',
      '5:60 EXT4029 auth must not have "port"',
    ],
  ],
  [
    '"auth": { "method": "certificate", "certPath": 1, "port": 11 }',
    ['5:52 EXT4021 auth.certPath must be a string', '5:63 EXT4024 auth.port must be at most 10'],
  ],
  ['"port": 5, "tls": "prefer", "size": "5k", "auth": { "method": "certificate", "certPath": "c" }', []],
] as const)('%s', (fields, expected) => {
  test('says exactly that, at the same place in JSON, JSONC and YAML', async () => {
    const lines = await linesOf(fields);
    expect(lines).toEqual(typeof expected === 'string' ? [expected] : expected);
    expect(lines.join('\n')).not.toMatch(/hunter2|alpah/);
  });
});

describe('other places', () => {
  test('what is missing is reported at the connection; a text counts code points', async () => {
    const { lines } = await check(
      '{ "externalConnections": {\n  "a": { "provider": "Everything" },\n  "b": { "provider": "Everything", "host": "😀😀😀😀😀" },\n  "c": { "provider": "Everything", "host": "😀" } } }',
      { providers },
    );
    expect(lines).toEqual([
      '2:3 EXT4020 host is required',
      '4:44 EXT4024 host must have at least 2 characters',
    ]);
  });

  test('help lists the types allowed', async () => {
    const { diagnostics } = await check(inJson('"size": []'), { providers });
    expect(diagnostics[0]?.help).toBe('It must be an integer or a string.');
  });

  test('in PascalCase, sentences keep the declared names and suggestions the case of the file', async () => {
    const text = `{ "ExternalConnections": { "db": { "Provider": "Everything", "Host": "abc",
  "Prot": 1, "Auth": { "Method": "password", "UserName": 5, "Passwrd": "hunter2" },
  "Servers": [{ "Name": "a", "Weight": "x" }], "Labels": { "Name": 1, "name": "x" } } } }`;
    expect((await check(text, { providers })).lines).toEqual([
      '2:3 EXT4029 The configuration must not have "Prot" → Port',
      '2:14 EXT4020 auth.password is required',
      '2:58 EXT4021 auth.userName must be a string',
      '2:61 EXT4029 auth must not have "Passwrd" → Password',
      '3:40 EXT4021 servers.0.weight must be an integer',
      '3:79 EXT4021 labels.name must be an integer',
    ]);
  });
});
