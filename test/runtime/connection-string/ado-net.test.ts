import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteAdoNet, tokenizeAdoNet } from '../../../runtime/src/connection-string/ado-net.ts';

function valuesOf(text: string): Record<string, string> {
  const parsed = tokenizeAdoNet(text);
  if (!parsed.ok) throw new Error(`${parsed.reason} at ${parsed.offset}`);
  return Object.fromEntries(parsed.values);
}

describe('the ADO.NET grammar', () => {
  it.each<[string, Record<string, string>]>([
    ['', {}],
    [' ; ; ', {}],
    ['a=1', { a: '1' }],
    ['a=1;', { a: '1' }],
    [' Data   Source = x y ; Pwd= ', { 'data source': 'x y', pwd: '' }],
    ['A=1;a=2', { a: '2' }],
    ['a==b=1', { 'a=b': '1' }],
    ['a===1', { 'a=': '1' }],
    ['==a=1', { '=a': '1' }],
    ['a=b=c==d', { a: 'b=c==d' }],
    ['a="x;y"', { a: 'x;y' }],
    [`a='x;"y'`, { a: 'x;"y' }],
    ['a="x""y"', { a: 'x"y' }],
    [`a='it''s';b=2`, { a: "it's", b: '2' }],
    ['a="" ; b=\'\'', { a: '', b: '' }],
    ['a=" x " ;b=1', { a: ' x ', b: '1' }],
    ['a=it\'s "ok" so', { a: 'it\'s "ok" so' }],
    ['a=x\n;\r\n\tb=2', { a: 'x', b: '2' }],
    ['a="x\ny"', { a: 'x\ny' }],
    ['a={x}', { a: '{x}' }],
    ['__proto__=1;constructor=2', { ['__proto__']: '1', constructor: '2' }],
  ])('reads %j', (text, expected) => {
    expect(Object.entries(valuesOf(text)).sort()).toEqual(Object.entries(expected).sort());
  });

  it.each<[string, string, number]>([
    ['abc', "a setting has no '='", 0],
    ['a=1;abc', "a setting has no '='", 4],
    ['Password=my;secret;Server=x', "a setting has no '='", 12],
    ['a=1;=2', "a setting has no name before '='", 4],
    ['a="x', 'a quoted value is not closed', 2],
    ['a="x""', 'a quoted value is not closed', 2],
    ["a='x;b=1", 'a quoted value is not closed', 2],
    ['a="x" y;b=1', 'text follows a closing quote', 6],
    ['a="x"y"', 'text follows a closing quote', 5],
    ['a=x"', 'an unquoted value ends with a quote', 2],
    ['a=x\u0000;b=1', 'a value contains a control character', 2],
    ['a="x\u0000"', 'a value contains the character NUL', 2],
    ['a\u0001b=x', 'a name contains a control character', 0],
  ])('refuses %j', (text, reason, offset) => {
    expect(tokenizeAdoNet(text)).toEqual({ ok: false, reason, offset });
  });

  it('gives the places of names and values, quotes included', () => {
    const text = ' Server = db ;Pwd="a;b" ';
    const parsed = tokenizeAdoNet(text);
    const places = parsed.ok
      ? parsed.tokens.map(({ nameSpan: n, valueSpan: v, quote }) => [
          text.slice(n.start, n.end),
          text.slice(v.start, v.end),
          quote,
        ])
      : [];
    expect(places).toEqual([
      ['Server', 'db', undefined],
      ['Pwd', '"a;b"', '"'],
    ]);
  });
});

describe('a built string', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _.=-]{0,12}[A-Za-z0-9]$/);
  const value = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
  const loose = fc.string({ unit: fc.constantFrom(...'a=;"\' {}\t') });

  it('reads back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.oneof(value, loose))), (pairs) => {
        const text = pairs.map(([key, it]) => `${key.replaceAll('=', '==')}=${quoteAdoNet(it)}`).join(';');
        const parsed = tokenizeAdoNet(text);
        expect(parsed.ok && parsed.tokens.map((token) => [token.name, token.value])).toEqual(pairs);
      }),
      { numRuns: 500 },
    );
  });

  it('never makes the tokenizer throw or read outside the text', () => {
    fc.assert(
      fc.property(fc.oneof(value, loose), (text) => {
        const parsed = tokenizeAdoNet(text);
        if (!parsed.ok) expect(parsed.offset).toBeLessThanOrEqual(text.length);
        else
          for (const { valueSpan } of parsed.tokens) expect(valueSpan.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});
