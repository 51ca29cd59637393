import { describe, expect, it } from 'vitest';
import { parseOracleConnectionString } from '../../../runtime/src/connection-string/oracle-options.ts';
import { redactConnectionString, secretsIn } from '../../../runtime/src/connection-string/redact.ts';
import { parseSqlServerConnectionString } from '../../../runtime/src/connection-string/sql-server-options.ts';

const SIZE = 1_000_000;
/** Far above what linear time needs and far below what quadratic time would take. */
const LIMIT_MS = 2_000;

const repeat = (part: string): string => part.repeat(Math.ceil(SIZE / part.length));

const HOSTILE: readonly (readonly [string, string])[] = [
  ...'a|=|"|""|(A=|(A=x)|/@|:|&|%|{|a=b;|pwd=|pwd=x;|password |=@a|1:|api-key|x y|a.'
    .split('|')
    .map((part) => [part, repeat(part)] as const),
  ['blanks', repeat(' ')],
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

const FUNCTIONS: readonly ((text: string) => unknown)[] = [
  redactConnectionString,
  secretsIn,
  parseSqlServerConnectionString,
  parseOracleConnectionString,
];

/** Milliseconds of computing in the fastest of three runs: other work on the machine must not fail the test. */
function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && best > LIMIT_MS; attempt++) {
    const start = process.cpuUsage();
    run();
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}

describe('a text of 1 MB', () => {
  it.each(HOSTILE)('of %j is handled in linear time', (_, text) => {
    for (const handle of FUNCTIONS)
      expect(
        fastest(() => handle(text)),
        handle.name,
      ).toBeLessThan(LIMIT_MS);
  });
});
