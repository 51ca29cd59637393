import { type CheckContext, report } from './checks.ts';

/** A rule across the fields of one object, as generated code states it. */
export type FieldRule =
  | {
      readonly kind: 'exactlyOneOf' | 'atLeastOneOf' | 'atMostOneOf';
      readonly fields: readonly string[];
      readonly message?: string;
    }
  | {
      readonly kind: 'when';
      readonly when: readonly { readonly field: string; readonly value: unknown }[];
      readonly require: readonly string[];
      readonly forbid: readonly string[];
      readonly message?: string;
    }
  | {
      readonly kind: 'dependentRequired';
      readonly field: string;
      readonly require: readonly string[];
      readonly message?: string;
    };

/** Checks the rules on an object whose defaults are in place; each broken rule is one fault. */
export function rules(list: readonly FieldRule[]): (context: CheckContext<object>) => void {
  return ({ value, issues }) => {
    for (const rule of list) {
      const predicate = brokenBy(rule, (field) =>
        Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined,
      );
      if (predicate === undefined) continue;
      report(issues, { code: 'rule', predicate, input: value, message: rule.message });
    }
  };
}

type Read = (field: string) => unknown;

function brokenBy(rule: FieldRule, read: Read): string | undefined {
  const isSet = (field: string): boolean => read(field) !== undefined;
  switch (rule.kind) {
    case 'when': {
      if (!rule.when.every(({ field, value }) => read(field) === value)) return undefined;
      const condition = rule.when
        .map(({ field, value }) => `${field} is ${JSON.stringify(value)}`)
        .join(' and ');
      return demands(rule, isSet, condition);
    }
    case 'dependentRequired':
      return isSet(rule.field) ? demands({ ...rule, forbid: [] }, isSet, `${rule.field} is set`) : undefined;
    default: {
      const count = rule.fields.filter(isSet).length;
      const [fits, words] = COUNTS[rule.kind];
      return fits(count) ? undefined : `must set ${words} of ${rule.fields.join(', ')}`;
    }
  }
}

const COUNTS = {
  exactlyOneOf: [(count: number) => count === 1, 'exactly one'],
  atLeastOneOf: [(count: number) => count >= 1, 'at least one'],
  atMostOneOf: [(count: number) => count <= 1, 'at most one'],
} as const;

function demands(
  rule: { readonly require: readonly string[]; readonly forbid: readonly string[] },
  isSet: (field: string) => boolean,
  condition: string,
): string | undefined {
  const absent = rule.require.filter((field) => !isSet(field));
  const present = rule.forbid.filter(isSet);
  const parts = [
    ...(absent.length > 0 ? [`must set ${absent.join(', ')}`] : []),
    ...(present.length > 0 ? [`must not set ${present.join(', ')}`] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join(' and ')} when ${condition}`;
}
