import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNumber, encodeNumber } from './number.ts';

describe('the wire form of NUMBER', () => {
  it.each([
    [0, '80'],
    [1, 'c102'],
    [123, 'c20218'],
    [-1, '3e6466'],
    [0.01, 'c002'],
    [-123.45, '3d644e3866'],
  ])('encodes %d as %s', (number, hex) => {
    expect(encodeNumber(number).toString('hex')).toBe(hex);
  });

  it('gives back every number it can hold, and sorts as they do', () => {
    const numbers = fc
      .double({ noNaN: true, min: -1e125, max: 1e125 })
      .filter((n) => n === 0 || Math.abs(n) > 1e-129);
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const [a, b] = [encodeNumber(left), encodeNumber(right)];
        expect([decodeNumber(a), decodeNumber(b)]).toEqual([left + 0, right + 0]);
        expect(Math.sign(Buffer.compare(a, b))).toBe(Math.sign(left - right) + 0);
      }),
    );
  });

  it('takes what is too small for zero', () => {
    expect([1e-130, -1e-130, 1e-131, -1e-300].map((n) => decodeNumber(encodeNumber(n)))).toEqual([
      1e-130, -1e-130, 0, 0,
    ]);
  });

  it('refuses what does not fit', () => {
    for (const number of [1e126, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(() => encodeNumber(number)).toThrow('ORA-01426');
    }
  });
});
