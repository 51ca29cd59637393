/** Data types as numbered on the wire. */
export const WireType = {
  varchar: 1,
  number: 2,
  integer: 3,
  long: 8,
  date: 12,
  raw: 23,
  longRaw: 24,
  char: 96,
  binaryFloat: 100,
  binaryDouble: 101,
  timestamp: 180,
  timestampTz: 181,
  timestampLtz: 231,
} as const;
