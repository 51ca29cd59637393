import { describe, expect, it } from 'vitest';
import { parseOracleConnectionString } from '../../../runtime/src/connection-string/oracle-options.ts';
import { redactConnectionString, secretsIn } from '../../../runtime/src/connection-string/redact.ts';
import { parseSqlServerConnectionString } from '../../../runtime/src/connection-string/sql-server-options.ts';

const SIZE = 1_000_000;
/** Far above what linear time needs and far below what quadratic time would take. */
const LIMIT_MS = 1_500;

const repeat = (part: string): string => part.repeat(Math.ceil(SIZE / part.length));

const HOSTILE: readonly (readonly [string, string])[] = [
  ...[
    'a',
    ' ',
    ';',
    '=',
    '==',
    '"',
    "'",
    '""',
    '(',
    ')',
    '(A=',
    '(A=x)',
    '@',
    '/',
    '/@',
    ':',
    '&',
    '?',
    '#',
    '%',
    '{',
    '}',
    '*',
    'a=b;',
    'pwd=',
    'pwd=x;',
    'password ',
    'password',
    'password:',
    '=@a',
    '=@a@',
    'a,',
    '1:',
    'api-key',
    'x y',
    'a.',
    '\\',
    '\u0000',
  ].map((part) => [part, repeat(part)] as const),
  ['an ADO.NET value', `Server=db;Password="${repeat('x""')}`],
  ['an ADO.NET key', `Server=db;${repeat('a')}=1`],
  ['many keys', repeat('Server=db;Foo=bar;')],
  ['nested settings', repeat('Data Source=')],
  ['a nested address', `Data Source=${repeat('a:')}`],
  ['IPv6', `Data Source=${repeat('1:')}x`],
  ['braces', `PWD={${repeat('}}')}`],
  ['a URL', `mongodb://u:${repeat('@')}h/?${repeat('a=@b')}`],
  ['many hosts', `mongodb://${repeat('host:1,')}h`],
  ['many parameters', `mongodb://h/?${repeat('a=b&password=c&')}`],
  ['Oracle', `scott/"${repeat('x')}"@//h?${repeat('a="b"&')}`],
  ['a file', `./${repeat('a.')}db`],
  ['a file URI', `file:${repeat('a/')}?${repeat('key=')}`],
];

describe('a text of 1 MB', () => {
  it.each(HOSTILE)('of %j is handled in linear time', (_, text) => {
    const start = performance.now();
    redactConnectionString(text);
    secretsIn(text);
    parseSqlServerConnectionString(text);
    parseOracleConnectionString(text);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });
});
