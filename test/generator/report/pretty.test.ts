import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createDiagnostic, type Diagnostic } from '../../../generator/src/diagnostics.ts';
import type { Range } from '../../../generator/src/located.ts';
import { codeFrame, frameLines } from '../../../generator/src/report/code-frame.ts';
import { type FrameSource, openFrame } from '../../../generator/src/report/frame-source.ts';
import { renderReport } from '../../../generator/src/report.ts';

const at = (line: number, column: number, endColumn: number, endLine = line): Range => ({
  line,
  column,
  endLine,
  endColumn,
});

function frame(text: string, range: Range, hidden: FrameSource['hidden'] = () => []): readonly string[] {
  return codeFrame(frameLines({ text, hidden }), range);
}

describe('the pretty report', () => {
  const FILE = '/project/conf/app.json';
  const PROBLEM: Diagnostic = createDiagnostic(
    'value-key-unknown',
    { setting: 'The configuration', key: '"prot"' },
    {
      file: FILE,
      range: at(2, 3, 9),
      suggestion: 'port',
      related: [{ message: 'It stands here first.', file: '/other/b.yaml', range: at(1, 1, 2) }],
    },
  );
  const sources = new Map([
    [FILE, openFrame('{\n  "prot": 1,\n  "b": 2\n}\n')],
    ['/other/b.yaml', openFrame('ab: c\n')],
  ]);
  const options = { cwd: '/project', frame: (file: string) => sources.get(file) };

  test('has the place, the sentence, the code, the suggestion and the other place', () => {
    expect(renderReport('pretty', [PROBLEM], options)).toBe(
      [
        'conf/app.json:2:3  error EXT4029  The configuration must not have "prot"',
        '      1 | {',
        '    > 2 |   "prot": 1,',
        '        |   ^^^^^^',
        '      3 |   "b": 2',
        '      4 | }',
        '  Did you mean "port"?',
        '  ../other/b.yaml:1:1  It stands here first.',
        '    > 1 | ab: c',
        '        | ^',
        '',
      ].join('\n'),
    );
  });

  test('shows help, does without a file, a place or a frame, and separates diagnostics', () => {
    const [file, nowhere] = [
      createDiagnostic('section-missing', {}, { file: FILE }),
      createDiagnostic('no-providers', { patterns: 'p/*' }),
    ];
    expect(renderReport('pretty', [file, nowhere], { cwd: '/project' })).toBe(
      [
        `conf/app.json  error EXT4005  ${file.message}`,
        `  ${file.help}`,
        '',
        `error EXT5001  ${nowhere.message}`,
        `  ${nowhere.help}`,
        '',
      ].join('\n'),
    );
    expect(renderReport('pretty', [], { cwd: '/project' })).toBe('');
  });

  test('uses colour only when told', () => {
    const plain = renderReport('pretty', [PROBLEM], options);
    const colored = renderReport('pretty', [PROBLEM], { ...options, color: true });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    expect(stripVTControlCharacters(colored)).toBe(plain);
  });

  test('lets no text act on the terminal', () => {
    const evil = {
      ...PROBLEM,
      message: 'a\u001b[2Jb\u202ec\nd',
      file: '/project/x\u0007.json',
      suggestion: '\r',
    };
    const report = renderReport('pretty', [evil], { cwd: '/project' });
    expect([...report].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
    expect(report).not.toContain('\u202e');
    expect(report.split('\n')[0]).toBe('x\\u0007.json:2:3  error EXT4029  a\\u001b[2Jb\\u202ec\\u000ad');
  });
});

describe('a code frame', () => {
  test('counts tabs, wide and combining characters as terminals do', () => {
    expect(frame('\t"日本": "e\u0301😀x",', at(1, 9, 14))).toEqual([
      '> 1 |     "日本": "e\u0301😀x",',
      '    |              ^^^^',
    ]);
  });

  test('of a range over several lines marks the first to its end', () => {
    expect(frame('a: {\n  b: c\n}', at(1, 4, 2, 3))).toEqual([
      '> 1 | a: {',
      '    |    ^',
      '  2 |   b: c',
      '  3 | }',
    ]);
  });

  test('of an empty place has one mark, behind the end of a line too', () => {
    expect(frame('ab', at(1, 3, 3))).toEqual(['> 1 | ab', '    |   ^']);
    expect(frame('a\n', at(2, 1, 1))).toEqual(['  1 | a', '> 2 |', '    | ^']);
  });

  test('of a place that the file does not have is empty', () => {
    expect(frame('a', at(7, 1, 2))).toEqual([]);
  });

  test('aligns numbers and leaves carriage returns out', () => {
    const text = Array.from({ length: 12 }, (_, index) => `line ${index + 1}\r\n`).join('');
    expect(frame(text, at(9, 1, 5))).toEqual([
      '   7 | line 7',
      '   8 | line 8',
      '>  9 | line 9',
      '     | ^^^^',
      '  10 | line 10',
      '  11 | line 11',
    ]);
  });

  test('clips long lines around the mark', () => {
    const [line = '', mark = ''] = frame(`${'a'.repeat(500)}MARK${'b'.repeat(500)}`, at(1, 501, 505));
    expect(line.startsWith('> 1 | …aaa')).toBe(true);
    expect(line.endsWith('bbb…')).toBe(true);
    expect(line.length).toBeLessThan(110);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('MARK');
  });

  test('clips a line at one end where the mark is near the other', () => {
    const [start = ''] = frame(`MARK${'b'.repeat(500)}`, at(1, 1, 5));
    expect(start).toBe(`> 1 | MARK${'b'.repeat(96)}…`);
    const [end = '', mark = ''] = frame(`${'a'.repeat(500)}MARK`, at(1, 501, 505));
    expect(end.endsWith('aMARK')).toBe(true);
    expect(end.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('MARK');
  });

  test('of a file of one line of megabytes is quick', () => {
    const start = performance.now();
    frame('x'.repeat(10_000_000), at(1, 5_000_000, 5_000_010));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('masks what is hidden, whatever its length, and marks the mask', () => {
    const text = 'key: a long secret, other: x';
    expect(frame(text, at(1, 6, 19), () => [[5, 18]])).toEqual([
      '> 1 | key: ***, other: x',
      '    |      ^^^',
    ]);
    expect(frame(text, at(1, 10, 12), () => [[5, 18]])).toEqual([
      '> 1 | key: ***, other: x',
      '    |      ^^^',
    ]);
    expect(frame(text, at(1, 21, 26), () => [[5, 18]])).toEqual([
      '> 1 | key: ***, other: x',
      '    |           ^^^^^',
    ]);
  });

  test('replaces characters that act on terminals', () => {
    expect(frame('a\u001b[2J\u202eb', at(1, 7, 8))).toEqual(['> 1 | a\ufffd[2J\ufffdb', '    |       ^']);
  });
});
