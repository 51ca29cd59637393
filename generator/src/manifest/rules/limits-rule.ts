import type { SchemaRule } from '../schema-check.ts';

/** Lower and upper limits, and whether the two may be equal. */
const PAIRS = [
  ['minLength', 'maxLength', true],
  ['minItems', 'maxItems', true],
  ['minimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', false],
  ['exclusiveMinimum', 'maximum', false],
  ['exclusiveMinimum', 'exclusiveMaximum', false],
] as const;

/** Some value lies between the limits. */
export const limitsRule: SchemaRule = ({ node, path }, { report }) => {
  for (const [lower, upper, mayBeEqual] of PAIRS) {
    const low = node[lower];
    const high = node[upper];
    if (typeof low !== 'number' || typeof high !== 'number') continue;
    if (low > high || (low === high && !mayBeEqual)) {
      report('limits-contradict', { lower, low, upper, high }, [...path, upper]);
    }
  }
};
