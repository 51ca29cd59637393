import type { Aim, Row, Spread, Unit } from './measure.ts';

const UNIT_TEXT: Readonly<Record<Unit, string>> = { ms: 'ms', us: 'µs', ns: 'ns', perSecond: '/s' };

/** A number with as many digits as mean something: `0.052`, `3.41`, `12,345`. */
export function number(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

/** Times of a second and more are shown in seconds. */
export function quantity(value: number, unit: Unit): string {
  return unit === 'ms' && value >= 1000 ? `${number(value / 1000)} s` : `${number(value)} ${UNIT_TEXT[unit]}`;
}

export function range({ min, max }: Spread, unit: Unit): string {
  return `${quantity(min, unit)} – ${quantity(max, unit)}`;
}

export function megabytes({ memory }: Row): string {
  return memory === undefined ? '' : `${Math.round(memory / 2 ** 20)} MB`;
}

/** Undefined where it cannot be said. */
export function isReached({ figure, bound, limit }: Aim): boolean | undefined {
  if (figure === undefined) return undefined;
  return bound === 'most' ? figure <= limit : figure >= limit;
}

export function withUnit(value: number, unit: Aim['unit']): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toFixed(digits).replace(/\.0+$/, '');
  return unit === '×' ? `${text} ×` : `${text} ${unit}`;
}
