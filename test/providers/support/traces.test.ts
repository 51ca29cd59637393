import { Result } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { everythingShown } from './traces.ts';

describe('everythingShown', () => {
  const MARKER = 'm4rk3r';
  const hidden = Object.defineProperty({}, 'hidden', { value: MARKER });
  const chain = [1, 2, 3, 4, 5, 6, 7, 8].reduce((cause) => new Error('outer', { cause }), new Error(MARKER));

  it.each([
    ['a text', MARKER],
    ['a property', { a: { b: [MARKER] } }],
    ['a hidden property', hidden],
    ['a symbol', { [Symbol(MARKER)]: 1 }],
    ['what JSON gives', { toJSON: () => MARKER }],
    ['a message', new Error(MARKER)],
    ['a long chain of causes', chain],
    ['the exception of a failure', Result.failure('driver-error', 'x', { exception: chain })],
  ])('finds a secret in %s', (_what, value) => {
    expect(everythingShown(value)).toContain(MARKER);
  });
});
