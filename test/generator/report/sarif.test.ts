import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../generator/src/catalogue.ts';
import { createDiagnostic, type Diagnostic } from '../../../generator/src/diagnostics.ts';
import { renderReport } from '../../../generator/src/report.ts';

/** The schema of the standard, as the package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) carries it, laid out anew. */
const SCHEMA_FILE = new URL('./sarif-2.1.0-rtm.5.json', import.meta.url);

/** Draft-04 and draft-07 differ for this schema only in how it names itself. */
function validateSarif(): (log: unknown) => readonly unknown[] {
  const {
    id: _1,
    $schema: _2,
    ...schema
  } = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (log) => (validate(log) ? [] : (validate.errors ?? []));
}

const RANGE = { line: 2, column: 3, endLine: 4, endColumn: 9 };
const DIAGNOSTICS: readonly Diagnostic[] = [
  createDiagnostic(
    'value-pattern',
    { setting: 'code', limit: '^[A-Z]{2}$' },
    {
      file: '/project/a b/ü#%.json',
      range: RANGE,
      suggestion: 'x',
      related: [
        { message: 'Here {too}.', file: '/project/a.json', range: RANGE },
        { message: 'And.', file: '/b' },
      ],
    },
  ),
  createDiagnostic('section-missing', {}, { file: '/project/a.json' }),
  createDiagnostic('no-providers', { patterns: 'providers/*' }),
];

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly name: string }[] };
      };
      readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    },
  ];
}

function sarif(diagnostics: readonly Diagnostic[]): Log {
  return JSON.parse(renderReport('sarif', diagnostics, { cwd: '/project' })) as Log;
}

describe('the sarif report', () => {
  test('is valid by the schema of SARIF 2.1.0, with and without results', () => {
    const validate = validateSarif();
    expect(validate(sarif(DIAGNOSTICS))).toEqual([]);
    expect(validate(sarif([]))).toEqual([]);
    // The schema does refuse what is wrong.
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
  });

  test('has every sentence of the catalogue as a rule, and results that name theirs', () => {
    const { rules } = sarif(DIAGNOSTICS).runs[0].tool.driver;
    const codes = Object.values(CATALOGUE).map(({ code }) => code);
    expect(rules.map(({ id }) => id)).toEqual([...codes].sort());
    for (const { ruleId, ruleIndex } of sarif(DIAGNOSTICS).runs[0].results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
    }
    expect(rules.find(({ id }) => id === 'EXT4026')).toEqual({
      id: 'EXT4026',
      name: 'ValuePattern',
      shortDescription: { text: '<setting> must match the pattern <limit>' },
      defaultConfiguration: { level: 'error' },
    });
  });

  test('has the places, with braces that mean themselves and paths that are URIs', () => {
    const region = { startLine: 2, startColumn: 3, endLine: 4, endColumn: 9 };
    expect(sarif(DIAGNOSTICS).runs[0].results[0]).toEqual({
      ruleId: 'EXT4026',
      ruleIndex: expect.any(Number),
      level: 'error',
      message: { text: 'code must match the pattern ^[A-Z]{{2}}$\nDid you mean "x"?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/%C3%BC%23%25.json', uriBaseId: '%SRCROOT%' },
            region,
          },
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: { artifactLocation: { uri: 'a.json', uriBaseId: '%SRCROOT%' }, region },
          message: { text: 'Here {{too}}.' },
        },
        {
          id: 2,
          physicalLocation: { artifactLocation: { uri: '../b', uriBaseId: '%SRCROOT%' } },
          message: { text: 'And.' },
        },
      ],
    });
  });
});
