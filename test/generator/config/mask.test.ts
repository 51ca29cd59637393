import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsInFile } from '../../../generator/src/config/harmless-words.ts';
import { maskedFrame } from '../../../generator/src/config/mask.ts';
import { cellsOf } from '../../../generator/src/report/cells.ts';
import { REPORT_FORMATS } from '../../../generator/src/report/formats.ts';
import { renderReport } from '../../../generator/src/report.ts';
import { check } from './support/check.ts';
import { EVERYTHING } from './support/everything.ts';
import { model, object, property, provider, SAMPLE_PROVIDERS, schema } from './support/models.ts';

const PROVIDERS = [...SAMPLE_PROVIDERS, EVERYTHING];

/** What a report would show of every line. */
function shown(text: string): readonly string[] {
  const { hidden } = maskedFrame(text, () => wordsInFile(undefined, PROVIDERS));
  return text.split('\n').map((line, index) =>
    cellsOf(line, [0, line.length], hidden(line, index + 1))
      .map((cell) => cell.shown)
      .join(''),
  );
}

describe('a masked line', () => {
  test.each([
    ['    "provider": "SqlServer",', '    "provider": "SqlServer",'],
    ['    "provider": "SqlServr",', '    "provider": ***,'],
    [
      '{ "mode": "ReadOnly", "port": 70000, "isOn": true, "host": "hunter2" }',
      '{ "mode": "ReadOnly", "port": 70000, "isOn": true, "host": *** }',
    ],
    ['    "ConnectionString": "Server=x;Password=hunter2"', '    "ConnectionString": ***'],
    ['    "port": "70000hunter2"', '    "port": ***'],
    ['    port: 70000 # was hunter2', '    port: ***'],
    ['    apiKey: 12345', '    apiKey: ***'],
    ['    "apiKey": 12345, "port": 1', '    "apiKey": ***, "port": 1'],
    ['    apiKey: hunter2, port: 1', '    apiKey: ***'],
    ['    token: alpha', '    token: ***'],
    ['    tls: require', '    tls: require'],
    ['    tls: hunter2', '    tls: ***'],
    ['  unknownKey: SqlServer', '  ***: ***'],
    ['    apiKey: |', '    apiKey: |'],
    ['      hunter2: provider', '      ***: ***'],
    ['      -----BEGIN KEY-----', '      ***'],
    ['    apiKey: {hunter2}', '    apiKey: {***'],
    ['    apiKey: [hunter2]', '    apiKey: [***'],
    ['    apiKey: &hunter2 x', '    apiKey: ***'],
    ['    apiKey: *hunter2', '    apiKey: ***'],
    ['    apiKey: !hunter2 x', '    apiKey: ***'],
    ['    apiKey: >hunter2', '    apiKey: ***'],
    ["    apiKey: 'it''s hunter2'", '    apiKey: ***'],
    ["    apiKey: it's, hunter2", '    apiKey: ***'],
    ['    - hunter2', '    - ***'],
    ['    -hunter2', '    ***'],
    ['    ? hunter2', '    ? ***'],
    ['    # apiKey: hunter2', '    ***'],
    [`    \x1b]0;"apiKey"`, '    ***'],
    ['    // "apiKey": "hunter2"', '    ***'],
    ['    "apiKey": "hunter2', '    "apiKey": ***'],
    ['    hunter2", "port": 1', '    ***'],
    ['    "apiKey": "a" hunter2', '    "apiKey": ***'],
    ['    "apiKey" "hunter2"', '    ***'],
    ['    "hunter2" : "x"', '    *** : ***'],
    ['\t"port":\t5', '    "port": 5'],
    ['', ''],
  ])('%j', (line, masked) => {
    expect(shown(line)).toEqual([masked]);
  });

  test('a name that is a secret of one provider is none of another’s to show', () => {
    const text = '    "databaseName": "hunter2", "maxRetryCount": 5';
    expect(shown(text)).toEqual(['    "databaseName": ***, "maxRetryCount": 5']);
  });

  test('nothing inside a secret object is harmless', () => {
    const inner = object([property('level', { kind: 'integer' }), property('open', { kind: 'boolean' })]);
    const fields = [
      {
        ...property('keys', { kind: 'reference', definition: 'Inner' }),
        schema: schema({ kind: 'reference', definition: 'Inner' }, { secret: true }),
      },
      property('plain', { kind: 'integer' }),
    ];
    const of = model({ id: 1, name: 'Db', driver: 'd' }, object(fields), [
      { name: 'Inner', schema: schema(inner) },
    ]);
    const words = wordsInFile(undefined, [provider(of)]);
    const lines = ['"level": 5', '"open": true', '"plain": 5'];
    const hidden = lines.map((line) => maskedFrame(line, () => words).hidden(line, 1).length > 0);
    expect(hidden).toEqual([true, true, false]);
  });

  test('long lines cost linear time', () => {
    const start = performance.now();
    for (const part of ['"', '" ', 'a:', '| ', '- ', '{', "'", '\\', ' ', 'a ', '"a": "b", ', '🔑']) {
      shown(part.repeat(100_000));
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

const MARKER = 'hunter2Xq9';

/** A scalar that holds the marker among characters that mean something to the parsers. */
const secret = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...`:"'{}[],#|>&*!-\\\n\t ab`), maxLength: 6 }),
    fc.string({ maxLength: 4 }),
  )
  .map(([before, after]) => `${before}${MARKER}${after}`);

const settings = fc.dictionary(
  fc.constantFrom(
    'host',
    'connectionString',
    'apiKey',
    'token',
    'labels',
    'tags',
    'auth',
    'port',
    'unknown',
    'provider',
  ),
  fc.oneof(
    secret,
    fc.array(secret, { maxLength: 2 }),
    fc.record({ method: secret, password: secret, userName: fc.integer() }),
  ),
  { maxKeys: 5 },
);

/** Deletes, inserts, repeats or cuts somewhere, so that most files no longer parse; the marker stays whole. */
const damage = fc.array(
  fc.record({
    at: fc.nat(),
    deleted: fc.nat({ max: 3 }),
    inserted: fc.string({ unit: fc.constantFrom(...`:"'{}[],#|>&*!-\n `), maxLength: 2 }),
  }),
  { maxLength: 3 },
);

function damaged(text: string, wounds: ReturnType<typeof damage.generate>['value']): string {
  return wounds.reduce((current, { at, deleted, inserted }) => {
    const start = at % (current.length + 1);
    return current.slice(0, start) + inserted + current.slice(start + deleted);
  }, text);
}

/** Plain YAML, without quotes around anything: what people write. */
function careless(connections: object): string {
  const lines = Object.entries(connections).map(
    ([key, value]) => `    ${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return `externalConnections:\n  db:\n${lines.join('\n')}\n`;
}

describe('whatever a file looks like', () => {
  test('a frame shows nothing but punctuation and the words of the manifests', () => {
    fc.assert(
      fc.property(settings, damage, (fields, wounds) => {
        for (const text of [
          JSON.stringify({ externalConnections: { db: fields } }, null, 2),
          careless(fields),
        ]) {
          expect(shown(damaged(text, wounds)).join('\n')).not.toContain(MARKER);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever a file looks like, validation', () => {
  test.each(['app.json', 'app.yaml'])('of %s never throws and never tells a secret', async (file) => {
    await fc.assert(
      fc.asyncProperty(
        settings,
        damage,
        fc.boolean(),
        fc.boolean(),
        async (fields, wounds, isCareless, withEnv) => {
          const config = { externalConnections: { db: { provider: 'Everything', ...fields } } };
          const text = isCareless
            ? careless({ provider: 'Everything', ...fields })
            : JSON.stringify(config, null, 1);
          const broken = damaged(text, wounds);
          const { diagnostics, frame } = await check(broken, { file, providers: PROVIDERS, withEnv });
          // A key is no secret: one that the damage made of the marker may be named.
          if (
            diagnostics.some(({ message }) =>
              /must not have|is not in the case|connection "|stands|^\S*\./.test(message),
            )
          )
            return;
          for (const format of REPORT_FORMATS) {
            const report = renderReport(format, diagnostics, { cwd: '/project', frame: () => frame });
            expect(report).not.toContain(MARKER);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('of undamaged files tells no secret in any format, whatever is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(settings, fc.boolean(), async (fields, withEnv) => {
        const config = { externalConnections: { db: { provider: 'Everything', ...fields } } };
        for (const file of ['app.json', 'app.yaml']) {
          const { diagnostics, frame } = await check(JSON.stringify(config, null, 1), {
            file,
            providers: PROVIDERS,
            withEnv,
          });
          for (const format of REPORT_FORMATS) {
            const report = renderReport(format, diagnostics, { cwd: '/project', frame: () => frame });
            expect(report).not.toContain(MARKER);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
