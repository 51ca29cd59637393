import { OraError } from '../ora-error.ts';

const ZERO = 0x80;
const EXPONENT_BIAS = 192;
const SMALLEST_EXPONENT = 0x80;
const NEGATIVE_END = 102;
const MAX_PAIRS = 20;

/**
 * The wire form of a NUMBER: an exponent of 100, then digits in base 100, each shifted so that bytes sort like
 * the values. JavaScript numbers in and out, so at most 17 significant digits survive. What is too small is zero.
 */
export function encodeNumber(value: number): Buffer {
  if (value === 0) return Buffer.of(ZERO);
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  let digits = mantissa.replace('.', '');
  let point = Number(exponent) + 1;
  if (!Number.isFinite(value) || point > 126) throw new OraError(1426);
  if (point % 2 !== 0) {
    digits = `0${digits}`;
    point += 1;
  }
  if (digits.length % 2 !== 0) digits += '0';
  const pairs = Array.from({ length: digits.length / 2 }, (_, at) =>
    Number(digits.slice(2 * at, 2 * at + 2)),
  );
  const first = EXPONENT_BIAS + point / 2;
  if (first < SMALLEST_EXPONENT) return Buffer.of(ZERO);
  if (value > 0) return Buffer.of(first, ...pairs.map((pair) => pair + 1));
  const end = pairs.length < MAX_PAIRS ? [NEGATIVE_END] : [];
  return Buffer.of(first ^ 0xff, ...pairs.map((pair) => 101 - pair), ...end);
}

/** The number that `encodeNumber`, or a driver, encoded. */
export function decodeNumber(bytes: Buffer): number {
  const [first = ZERO, ...rest] = bytes;
  if (rest.length === 0) return 0;
  const positive = first >= SMALLEST_EXPONENT;
  if (!positive && rest.at(-1) === NEGATIVE_END) rest.pop();
  const digits = rest.map((byte) => String(positive ? byte - 1 : 101 - byte).padStart(2, '0')).join('');
  const point = 2 * ((positive ? first : first ^ 0xff) - EXPONENT_BIAS);
  return Number(`${positive ? '' : '-'}0.${digits}e${point}`);
}
