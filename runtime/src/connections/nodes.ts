/** A value of a configuration, with its place in the text where it came from one. */
export type ConfigNode = ObjectNode | ArrayNode | ScalarNode;

/** Members stand in the order of the text; a key may stand twice. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly at?: number;
  readonly members: readonly Member[];
}

export interface Member {
  readonly key: string;
  readonly keyAt?: number;
  readonly value: ConfigNode;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly at?: number;
  readonly items: readonly ConfigNode[];
}

/** A text, number, switch or null; from an object in memory also whatever else somebody put there. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly at?: number;
  readonly value: unknown;
}

/** Deeper values are no configuration. */
export const DEEPEST = 100;

/**
 * The nodes of a value in memory. Only plain objects and arrays are taken apart.
 *
 * @throws RangeError where values stand too deep, or in a ring.
 */
export function nodeOf(value: unknown, depth = 0): ConfigNode {
  if (depth > DEEPEST) throw new RangeError(`values stand more than ${DEEPEST} levels deep`);
  if (Array.isArray(value)) return { kind: 'array', items: value.map((item) => nodeOf(item, depth + 1)) };
  if (!isPlainObject(value)) return { kind: 'scalar', value };
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => ({ key, value: nodeOf(member, depth + 1) }));
  return { kind: 'object', members };
}

/** The member that counts: the last of a name. */
export function memberOf(node: ObjectNode, key: string): Member | undefined {
  return node.members.findLast((member) => member.key === key);
}

/** Every text below a node. */
export function textsOf(node: ConfigNode): readonly string[] {
  switch (node.kind) {
    case 'object':
      return node.members.flatMap(({ value }) => textsOf(value));
    case 'array':
      return node.items.flatMap(textsOf);
    case 'scalar':
      return typeof node.value === 'string' ? [node.value] : [];
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has a prototype of its own that itself has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
