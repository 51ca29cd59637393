import type { LiteralFact, NamedLiteral, SourceFacts, SuperCallFact } from './facts.ts';

/** Constants that refer to each other are followed this far. */
const DEEPEST = 10;

/** What the names of a file stand for. */
export type LiteralScope = ReadonlyMap<string, LiteralFact>;

/** The names that the arguments of a class's `super(…)` may use. */
export function superScope({ constants }: SourceFacts, { parameters }: SuperCallFact): LiteralScope {
  return new Map([...constants, ...parameters].map(({ name, value }) => [name, value]));
}

/** Puts what names stand for in their place. What then is not a scalar, a list or an object cannot be read. */
export function resolveLiteral(literal: LiteralFact, scope: LiteralScope, depth = 0): LiteralFact {
  const { range } = literal;
  const unreadable: LiteralFact = { kind: 'unreadable', range };
  if (depth > DEEPEST) return unreadable;
  const resolve = (inner: LiteralFact): LiteralFact => resolveLiteral(inner, scope, depth + 1);
  switch (literal.kind) {
    case 'scalar':
      return literal;
    case 'list':
      return { kind: 'list', items: literal.items.flatMap((item) => spreadItems(item, resolve)), range };
    case 'object':
      return {
        kind: 'object',
        members: literal.members.flatMap((member) => spreadMembers(member, resolve)),
        range,
      };
    case 'name': {
      const value = scope.get(literal.name);
      const resolved = value && resolve(value);
      // Where it cannot be read, the place where it is used says more than the place where it comes from.
      return resolved === undefined || resolved.kind === 'unreadable' ? unreadable : resolved;
    }
    case 'member': {
      const owner = resolve(literal.owner);
      return (owner.kind === 'object' ? memberOf(owner.members, literal.name) : undefined) ?? unreadable;
    }
    default:
      return unreadable;
  }
}

/** The member of this name; undefined where there is none, unreadable where that cannot be told. */
export function memberOf(members: readonly NamedLiteral[], name: string): LiteralFact | undefined {
  return members.findLast((member) => member.name === name || member.name === '...')?.value;
}

type Resolve = (literal: LiteralFact) => LiteralFact;

function spreadItems(item: LiteralFact, resolve: Resolve): readonly LiteralFact[] {
  if (item.kind !== 'spread') return [resolve(item)];
  const list = resolve(item.value);
  return list.kind === 'list' ? list.items : [{ kind: 'unreadable', range: item.range }];
}

function spreadMembers({ name, value }: NamedLiteral, resolve: Resolve): readonly NamedLiteral[] {
  if (value.kind !== 'spread') return [{ name, value: resolve(value) }];
  const object = resolve(value.value);
  return object.kind === 'object'
    ? object.members
    : [{ name: '...', value: { kind: 'unreadable', range: value.range } }];
}
