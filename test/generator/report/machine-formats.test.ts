import { describe, expect, test } from 'vitest';
import { createDiagnostic, type Diagnostic } from '../../../generator/src/diagnostics.ts';
import { renderReport } from '../../../generator/src/report.ts';

const RANGE = { line: 2, column: 3, endLine: 2, endColumn: 9 };
const PROBLEM: Diagnostic = createDiagnostic(
  'value-key-unknown',
  { setting: 'The configuration', key: '"prot"' },
  {
    file: '/project/conf/app.json',
    range: RANGE,
    suggestion: 'port',
    related: [{ message: 'It stands here first.', file: '/project/a.json', range: RANGE }],
  },
);
const NOWHERE: Diagnostic = createDiagnostic('no-providers', { patterns: 'providers/*' });
const options = { cwd: '/project' };

describe('the json report', () => {
  test('is one object, with the members of the command', () => {
    const text = renderReport('json', [PROBLEM, NOWHERE], {
      ...options,
      members: { files: [{ path: 'x' }] },
    });
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      diagnostics: [
        {
          code: 'EXT4029',
          severity: 'error',
          message: 'The configuration must not have "prot"',
          file: 'conf/app.json',
          line: 2,
          column: 3,
          endLine: 2,
          endColumn: 9,
          suggestion: 'port',
          related: [{ message: 'It stands here first.', file: 'a.json', ...RANGE }],
        },
        { code: 'EXT5001', severity: 'error', message: NOWHERE.message, help: NOWHERE.help },
      ],
      files: [{ path: 'x' }],
    });
    expect(JSON.parse(renderReport('json', [], options))).toEqual({ diagnostics: [] });
  });
});

describe('the github report', () => {
  test('is a workflow command a line', () => {
    expect(renderReport('github', [PROBLEM, NOWHERE], options)).toBe(
      '::error file=conf/app.json,line=2,col=3,endLine=2,endColumn=9,title=EXT4029::' +
        'The configuration must not have "prot"%0ADid you mean "port"?%0Aa.json:2: It stands here first.\n' +
        `::error title=EXT5001::${NOWHERE.message}%0A${NOWHERE.help}\n`,
    );
    expect(renderReport('github', [], options)).toBe('');
  });

  test('escapes what would end a property or the command', () => {
    const evil: Diagnostic = {
      code: 'EXT4029',
      severity: 'warning',
      message: '100% a::b\r\n::error::c',
      file: '/project/a,b:c%.json',
      range: { ...RANGE, endLine: 4 },
    };
    expect(renderReport('github', [evil], options)).toBe(
      '::warning file=a%2Cb%3Ac%25.json,line=2,endLine=4,title=EXT4029::100%25 a::b\\u000d\\u000a::error::c\n',
    );
  });
});
