import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../generator/src/text/nearest.ts';

const KEYWORDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'pattern', 'type', 'enum'];

describe('nearest', () => {
  it.each([
    ['maxLenght', 'maxLength'],
    ['minLenght', 'minLength'],
    ['minlength', 'minLength'],
    ['min_length', 'minLength'],
    ['max-length', 'maxLength'],
    ['min', 'minimum'],
    ['max', 'maximum'],
    ['patern', 'pattern'],
    ['tpye', 'type'],
    ['Enum', 'enum'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, KEYWORDS)).toBe(meant);
  });

  it.each(['', 'x', 'colour', 'allOf', 'y'.repeat(10_000)])('has no idea what word %# means', (word) => {
    expect(nearest(word, KEYWORDS)).toBeUndefined();
  });

  it('prefers the nearest and, of equally near ones, the first', () => {
    expect(nearest('hots', ['hosts', 'host'])).toBe('hosts');
    expect(nearest('prot', ['part', 'port'])).toBe('port');
  });

  it('never suggests the word itself', () => {
    expect(nearest('port', ['port'])).toBeUndefined();
    expect(nearest('port', ['port', 'Port'])).toBe('Port');
  });

  it('does not take unrelated short words for each other', () => {
    expect(nearest('ab', ['cd', 'x', 'ca'])).toBeUndefined();
  });

  it('returns a candidate or nothing for any words, and terminates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (word, candidates) => {
        const found = nearest(word, candidates);
        expect(found === undefined || (found !== word && candidates.includes(found))).toBe(true);
      }),
    );
  });

  it('answers for a thousand long candidates at once', () => {
    const candidates = Array.from({ length: 1000 }, (_, index) => `candidateNumber${index}WithLongName`);
    const started = performance.now();
    expect(nearest('candidateNumber999WithLongNmae', candidates)).toBe('candidateNumber999WithLongName');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
