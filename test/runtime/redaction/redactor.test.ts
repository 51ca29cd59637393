import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUT, createRedactor, WITHHELD } from '../../../runtime/src/redaction.ts';
import { planted, quoting, shows } from './markers.ts';

describe('createRedactor', () => {
  it('finds a secret in every form and surrounding', () => {
    fc.assert(
      fc.property(
        planted.chain((secret) => fc.tuple(fc.constant(secret), quoting(secret))),
        ([secret, text]) => {
          expect(shows(createRedactor([secret])(text)), text).toBe(false);
        },
      ),
      { numRuns: Number(process.env['REDACTION_RUNS'] ?? 800) },
    );
  });

  it('lets no listed secret through, whatever the secrets are', () => {
    const parts = fc.string({ unit: fc.constantFrom(...'aab*.+?^$(){}[]|\\/%"\' '), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 5 }), fc.array(parts), (secrets, texts) => {
        const said = createRedactor(secrets)(texts.join(secrets[0] ?? ''));
        if (said === WITHHELD) return;
        for (const secret of secrets) {
          const isShown = secret.trim() !== '' && !'***'.includes(secret) && said.includes(secret);
          expect(isShown, JSON.stringify([secret, said])).toBe(false);
        }
      }),
      { numRuns: Number(process.env['REDACTION_RUNS'] ?? 800) },
    );
  });

  it.each([
    [
      'the rest stays readable',
      ['hunter22'],
      'login of app with hunter22 refused',
      'login of app with *** refused',
    ],
    ['regular expression characters', ['a.c+(d)'], 'abcc(d) a.c+(d)', 'abcc(d) ***'],
    ['a secret in another', ['hunter', 'hunter-two'], 'x hunter-two y hunter z', 'x *** y *** z'],
    ['secrets that overlap', ['abcdef', 'defghi'], '<abcdefghi>', '<***>'],
    ['a secret that overlaps itself', ['abab'], '<ababab>', '<***>'],
    ['secrets side by side', ['abcd', 'efgh'], '<abcdefgh>', '<******>'],
    ['no secrets', [], 'all of it', 'all of it'],
    ['empty and blank secrets', ['', '  '], 'a  b', 'a  b'],
    ['a secret of stars', ['***'], 'a *** b', 'a *** b'],
    [
      'a line of a certificate',
      ['-----BEGIN-----\nMIIEvQIBADAN\n-----END-----'],
      'at MIIEvQIBADAN',
      'at ***',
    ],
    ['a password in a URL', ['p@ss word'], 'mongodb://app:p%40ss%20word@db/x', 'mongodb://app:***@db/x'],
    ['JSON', ['a"b\\c'], String.raw`{"password":"a\"b\\c"}`, '{"password":"***"}'],
    ['an encoding it cannot be in', ['p@ss'], '100%zz p&nope;', '100%zz p&nope;'],
  ])('%s', (_name, secrets, text, said) => {
    expect(createRedactor(secrets)(text)).toBe(said);
  });

  it.each(['x', '7!', 'abc', '*'])('withholds a whole text that contains the short secret %s', (secret) => {
    expect(createRedactor([secret])(`it is ${secret} here`)).toBe(WITHHELD);
    expect(createRedactor([secret])('0 0')).toBe('0 0');
  });

  it('withholds a text in which replacing puts a secret together', () => {
    expect(createRedactor(['x***y', 'secret'])('xsecrety')).toBe(WITHHELD);
  });

  it('cuts a long text, and a secret across the cut with it', () => {
    const redact = createRedactor(['s3cret-s3cret']);
    expect(redact('x'.repeat(20_000))).toBe('x'.repeat(16_384) + CUT);
    expect(redact(`${'x'.repeat(16_380)}s3cret-s3cret`)).toBe(`${'x'.repeat(16_380)}***${CUT}`);
    expect(redact(`${'x'.repeat(16_380)}${encodeURIComponent('s3cret-s3cret').replaceAll('s', '%73')}`)).toBe(
      `${'x'.repeat(16_380)}***${CUT}`,
    );
  });

  it('costs no more for a megabyte than for what it keeps', () => {
    const secrets = Array.from({ length: 20 }, (_, number) => `secret-number-${number}-${'y'.repeat(200)}`);
    const redact = createRedactor(secrets);
    const time = (text: string): number => {
      redact(text);
      const start = performance.now();
      for (let round = 0; round < 5; round += 1) redact(text);
      return (performance.now() - start) / 5;
    };
    for (const filling of ['y', '%', '\\"', '%41', '&amp;', "''", 'secret-number-1-yyyyyyyy']) {
      const fill = (length: number): string => filling.repeat(Math.ceil(length / filling.length));
      expect(time(fill(1_000_000)), filling).toBeLessThan(10 * time(fill(40_000)) + 20);
    }
  });
});
