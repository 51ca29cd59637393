// biome-ignore-all lint/suspicious/noTemplateCurlyInString: words that try to be code
import type { Format } from '../../../../generator/src/model/model.ts';

/** Texts that have a format, and texts that nearly have it. */
export const FORMAT_SAMPLES: Readonly<
  Record<Format, { readonly good: readonly string[]; readonly bad: readonly string[] }>
> = {
  uri: {
    good: [
      'https://a.example/b?c=d#e',
      'mongodb+srv://h',
      'file:///etc/x',
      'urn:a',
      'http://[::1]:80/%20',
      'A:b',
    ],
    bad: [
      '',
      '//a.example',
      'http://',
      'http://?',
      'http://a b',
      'a',
      '1a:b',
      'http://%zz',
      'http://ä',
      'a:b#c#d',
    ],
  },
  hostname: {
    good: ['a', 'LOCALHOST', 'a-b.c', '1.2.3.4', 'x'.repeat(63), 'xn--bcher-kva.example'],
    bad: [
      '',
      '-a',
      'a-',
      'a..b',
      'a.',
      'a_b',
      'x'.repeat(64),
      `${'abcdefg.'.repeat(31)}abcdefg`,
      '\u212a',
      'ä',
    ],
  },
  email: {
    good: ['a@b', "o'neil+x@ex-ample.org", 'a.b@c.d'],
    bad: ['', 'a', '@b', 'a@', 'a..b@c', '.a@b', 'a@b@c', 'a b@c', 'ſ@b'],
  },
  ipv4: {
    good: ['0.0.0.0', '255.255.255.255', '10.1.2.3'],
    bad: ['', '256.1.1.1', '1.2.3', '01.2.3.4', '1.2.3.4.5'],
  },
  ipv6: {
    good: ['::', '::1', '1::', 'FE80::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1::8'],
    bad: [
      '',
      ':',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      '12345::',
      'g::',
      '::1.2.3.256',
      '[::1]',
    ],
  },
  date: {
    good: ['2024-02-29', '2000-02-29', '1999-12-31', '0000-01-01'],
    bad: ['', '2023-02-29', '1900-02-29', '2024-13-01', '2024-04-31', '2024-1-01', '2024-01-00', '24-01-01'],
  },
  'date-time': {
    good: ['2024-02-29T00:00:00Z', '1999-12-31t23:59:60.123+14:00', '2024-01-01T00:00:00z'],
    bad: [
      '',
      '2024-01-01',
      '2024-01-01T24:00:00Z',
      '2024-01-01T00:00Z',
      '2024-01-01T00:00:00',
      '2024-01-01 00:00:00Z',
    ],
  },
  duration: {
    good: ['P1Y', 'P1W', 'PT5M', 'P1Y2M3DT4H5M6S', 'PT0S'],
    bad: ['', 'P', 'PT', 'P1', '1Y', 'P1W1D', 'P1H', 'PT1D', 'p1y'],
  },
  uuid: {
    good: ['00000000-0000-0000-0000-000000000000', 'A3BB189E-8BF9-3888-9912-ACE4E6543002'],
    bad: [
      '',
      '00000000-0000-0000-0000-00000000000',
      '000000000000-0000-0000-000000000000',
      '{00000000-0000-0000-0000-000000000000}',
    ],
  },
};

/** Patterns with texts in which they are found, and texts in which they are not. */
export const PATTERN_SAMPLES: readonly {
  readonly pattern: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}[] = [
  { pattern: '\\S', good: ['a', ' a ', '\u{1f600}'], bad: ['', ' ', '\t\n', '\u00a0\u2028'] },
  { pattern: '^[a-z]+$', good: ['a', 'abc'], bad: ['', 'A', 'a1', 'a\n'] },
  { pattern: '^.$', good: ['a', '\u{1f600}', '\ud800'], bad: ['', 'ab', '\n', '\u{1f600}\u{1f600}'] },
  { pattern: '^\\p{L}{2,3}$', good: ['äß', 'abc'], bad: ['a', 'abcd', '12'] },
  { pattern: '[`${}\'"/*\\\\]', good: ['`', '${', "'", '*/', '\\'], bad: ['', 'abc'] },
  { pattern: '^(?:a|b)*$|\\/', good: ['', 'abab', 'x/y'], bad: ['c', 'abc'] },
  { pattern: '\\u2028|\\u{1F600}', good: ['\u2028', 'x\u{1f600}'], bad: ['', 'u2028'] },
  { pattern: '^(?!__proto__$)', good: ['', 'x', '__proto__x'], bad: ['__proto__'] },
];

/** Texts that have come between parsers before. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  'a',
  'ab',
  'abc',
  'é',
  'e\u0301',
  '\u{1f600}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\ud800',
  '\udc00x',
  '\u0000',
  '\u2028',
  '__proto__',
  'constructor',
  'null',
  '0',
  'true',
  '${env:HOME}',
  '*/ alert(1) /*',
];

/** Keys that mean something to JavaScript. */
export const KEYS: readonly string[] = [
  'x',
  '',
  '0',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '*',
  'a b',
];
