import {
  type ConfigurationShape,
  type FieldType,
  type ObjectType,
  resolveType,
} from '../configuration-fields.ts';
import { convertText } from './convert-text.ts';
import type { KeyCase } from './key-case.ts';
import { spell } from './key-case.ts';
import { MemberNames } from './member-names.ts';
import { type ConfigNode, memberOf, type ObjectNode, type ScalarNode } from './nodes.ts';
import { type Place, type Problems, placeOf } from './problems.ts';
import { mayRefer, type Reference, type ReferenceValue, replaceReferences } from './references.ts';

/** What reading one connection's fields needs. */
export interface FieldContext {
  readonly keyCase: KeyCase;
  readonly definitions: ConfigurationShape['definitions'];
  readonly lookUp: (reference: Reference) => ReferenceValue;
  readonly problems: Problems;
}

/** The way to a value, as the schema counts it and as the file writes it. */
interface Way {
  readonly declared: readonly string[];
  readonly written: readonly string[];
}

/**
 * Turns the nodes of one connection into what its configuration class takes: declared names in their own case,
 * references replaced, texts from outside converted, absent fields filled from the environment.
 */
export class FieldReader {
  readonly #context: FieldContext;
  readonly #root: readonly string[];
  readonly #places = new Map<string, Place>();
  /** Fields about which everything has been said. */
  readonly #faults: (readonly string[])[] = [];

  /** @param root - where the connection stands, for messages. */
  constructor(root: readonly string[], context: FieldContext) {
    this.#root = root;
    this.#context = context;
  }

  read(node: ConfigNode, type: FieldType | undefined): unknown {
    return this.#value(node, type, { declared: [], written: this.#root });
  }

  /** The place of a value by its declared names; of the nearest value around it where it is absent. */
  placeOf(path: readonly PropertyKey[]): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = this.#places.get(JSON.stringify(path.slice(0, length).map(String)));
      if (place !== undefined)
        return { at: place.at, path: [...place.path, ...path.slice(length).map(String)] };
    }
    return { at: undefined, path: this.#root };
  }

  /** Whether a fault that the schema finds there follows from one that is already known. */
  isKnownFault(path: readonly PropertyKey[]): boolean {
    return this.#faults.some((fault) =>
      fault.slice(0, path.length).every((step, index) => step === String(path[index])),
    );
  }

  #value(node: ConfigNode, type: FieldType | undefined, way: Way): unknown {
    this.#places.set(JSON.stringify(way.declared), placeOf(node, way.written));
    if (node.kind === 'scalar') return this.#scalar(node, type, way);
    if (node.kind === 'object') return this.#object(node, type, way);
    const items = this.#option(type, ['array'])?.items;
    return node.items.map((item, index) => this.#value(item, items, step(way, String(index))));
  }

  #scalar({ value, at }: ScalarNode, type: FieldType | undefined, way: Way): unknown {
    if (typeof value !== 'string' || !mayRefer(value)) return value;
    const replaced = replaceReferences(value, this.#context.lookUp);
    if ('faults' in replaced) {
      for (const fault of replaced.faults) this.#context.problems.add(fault, { at, path: way.written });
      this.#faults.push(way.declared);
      return undefined;
    }
    return replaced.isReplaced ? convertText(replaced.text, type, this.#context.definitions) : replaced.text;
  }

  #object(node: ObjectNode, type: FieldType | undefined, way: Way): unknown {
    const meant = this.#option(type, ['object', 'map', 'union']);
    const object = meant?.kind === 'union' ? this.#branch(meant, node) : meant;
    if (object?.kind === 'object') return this.#fields(node, object, way);
    const values = node.members.map(({ key, value }) => [
      key,
      this.#value(value, object?.values, step(way, key)),
    ]);
    return Object.fromEntries(values) as object;
  }

  #fields(node: ObjectNode, type: ObjectType, way: Way): object {
    const names = new MemberNames(type, this.#context.keyCase);
    const values = new Map<string, unknown>();
    for (const { key, keyAt, value } of node.members) {
      const { name, field, fault, instead } = names.find(key);
      const path = [...way.written, key];
      if (fault !== undefined) this.#context.problems.add(fault, { at: keyAt, path });
      if (instead !== undefined) this.#faults.push([...way.declared, instead]);
      if (name === undefined) continue;
      if (values.has(name)) this.#context.problems.add('this key stands twice', { at: keyAt, path });
      values.set(name, this.#value(value, field, step(way, name, key)));
    }
    for (const [name, field] of Object.entries(type.fields)) {
      if (field.env === undefined || values.has(name)) continue;
      const filled = this.#context.lookUp({ kind: 'env', target: field.env });
      if ('text' in filled) values.set(name, convertText(filled.text, field, this.#context.definitions));
    }
    return Object.fromEntries(values) as object;
  }

  /** The branch of a union that an object means; all of them in one where it does not say. */
  #branch(type: Extract<FieldType, { kind: 'union' }>, node: ObjectNode): ObjectType {
    const said = memberOf(node, spell(type.discriminator, this.#context.keyCase))?.value;
    const text = said?.kind === 'scalar' ? said.value : undefined;
    const replaced = typeof text === 'string' ? replaceReferences(text, this.#context.lookUp) : undefined;
    const value = replaced !== undefined && 'text' in replaced ? replaced.text : text;
    const means = ({ fields }: ObjectType): boolean => {
      const literal = resolveType(fields[type.discriminator], this.#context.definitions);
      return (
        literal?.kind === 'literal' && literal.values.some((allowed) => String(allowed) === String(value))
      );
    };
    const merged = Object.assign({}, ...type.branches.map(({ fields }) => fields)) as ObjectType['fields'];
    return type.branches.find(means) ?? { kind: 'object', fields: merged };
  }

  /** The type, or its first alternative, of one of these kinds. */
  #option<K extends FieldType['kind']>(
    type: FieldType | undefined,
    kinds: readonly K[],
  ): Extract<FieldType, { kind: K }> | undefined {
    const resolved = resolveType(type, this.#context.definitions);
    const options = resolved?.kind === 'alternatives' ? resolved.options : [resolved];
    return options
      .map((option) => resolveType(option, this.#context.definitions))
      .find((option): option is Extract<typeof option, { kind: K }> =>
        kinds.some((kind) => option?.kind === kind),
      ) as Extract<FieldType, { kind: K }> | undefined;
  }
}

function step({ declared, written }: Way, name: string, key: string = name): Way {
  return { declared: [...declared, name], written: [...written, key] };
}
