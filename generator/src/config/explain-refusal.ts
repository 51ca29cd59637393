import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { ObjectShape, PropertyModel, Rule, Scalar, SchemaModel, UnionShape } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { brokenRule } from './broken-rule.ts';
import { brokenConstraints, choiceOf, typeName } from './constraints.ts';
import type { EntryProblems, ProblemPlace } from './entry-problems.ts';
import { branchOf, hasType, type ModelReader } from './model-reader.ts';
import { inside, pathOf, ROOT_SPOT, type Spot, spelledPath } from './pointer.ts';
import type { PreparedSettings } from './prepare-settings.ts';
import type { SchemaError } from './schema-validator.ts';
import { nearestValue, ownSentence, ownValue, settingOf } from './settings.ts';

export interface Refusal extends PreparedSettings {
  /** The settings as the file has them. */
  readonly settings: JsonObject;
  readonly reader: ModelReader;
  /** The provider's name. */
  readonly provider: string;
  /** What the schema refuses. */
  readonly errors: readonly SchemaError[];
  /** Whether the environment has filled in what it can: then what is absent stays absent. */
  readonly isFilled: boolean;
  readonly problems: EntryProblems;
  /** How the file spells a declared name. */
  readonly spell: (name: string) => string;
}

/**
 * Says what is wrong with a connection's settings. The schema decides about constraints; the model says which option
 * or branch was meant, so that those not meant say nothing, and has the sentences.
 */
export function explainRefusal(refusal: Refusal): void {
  const { problems, reader, value } = refusal;
  const before = problems.count;
  const explainer = new Explainer(refusal);
  explainer.object(reader.configuration.root, value, ROOT_SPOT);
  // Never accept what the schema refuses, even where the model has no words for it.
  if (problems.count === before) explainer.refuse(refusal.errors);
}

/** Errors that only repeat others. */
const COMPOSITE: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'not']);

class Explainer {
  readonly #refusal: Refusal;
  readonly #broken = new Map<string, Set<string>>();
  /** Pointers of values about which the schema's word does not count. */
  readonly #unknown: Set<string>;

  constructor(refusal: Refusal) {
    this.#refusal = refusal;
    this.#unknown = new Set(refusal.unknown);
    for (const { pointer, keyword } of refusal.errors) {
      this.#broken.set(pointer, (this.#broken.get(pointer) ?? new Set()).add(keyword));
    }
  }

  object(shape: ObjectShape, value: JsonObject, spot: Spot): void {
    const { properties } = this.#refusal.reader.viewShape(shape);
    for (const property of shape.properties) {
      const member = ownValue(value, property.name);
      if (member === undefined) this.#absent(property, spot);
      else this.#value(property.schema, member, inside(spot, property.name));
    }
    for (const [key, member] of Object.entries(value)) {
      if (properties.has(key)) continue;
      if (shape.rest === undefined || key === '__proto__')
        this.#unknownKey(key, value, properties.keys(), spot);
      else this.#value(shape.rest, member, inside(spot, key));
    }
    for (const rule of shape.rules) this.#rule(rule, shape, value, spot);
  }

  /** Reports errors in the schema's own words. */
  refuse(errors: readonly SchemaError[]): void {
    const open = errors.filter(({ pointer }) => !this.#touchesUnknown(pointer));
    const plain = open.filter(({ keyword }) => !COMPOSITE.has(keyword));
    for (const { pointer, keyword } of plain.length > 0 ? plain : open) {
      const path = pathOf(pointer);
      const { provider } = this.#refusal;
      this.#report('value-refused', { setting: settingOf(path), provider, keyword }, { path });
    }
  }

  #value(schema: SchemaModel, value: Json, spot: Spot): void {
    if (this.#unknown.has(spot.pointer)) return;
    const meant = this.#refusal.reader.meant(schema, value);
    const shape = meant?.shape;
    if (meant === undefined || shape === undefined) this.#noOption(schema, spot);
    else if (shape.kind === 'literal') this.#literal(meant, shape.values, value, spot);
    else if (!hasType(shape, value)) this.#wrongType(meant, spot);
    else if (shape.kind === 'object' && isJsonObject(value)) this.object(shape, value, spot);
    else if (shape.kind === 'union' && isJsonObject(value)) this.#union(shape, value, spot);
    else if (shape.kind === 'map' && isJsonObject(value)) this.#map(shape.values, value, spot);
    else if (shape.kind === 'alternatives') this.#anything(spot);
    else this.#constrained(meant, value, spot);
  }

  #wrongType({ shape, messages }: SchemaModel, { path }: Spot): void {
    const parameters = { setting: settingOf(path), type: typeName(shape) };
    this.#report('value-type', parameters, { path, sentence: messages['type'] });
  }

  #constrained({ shape, messages }: SchemaModel, value: Json, spot: Spot): void {
    const { path, pointer } = spot;
    const setting = settingOf(path);
    for (const { name, keyword, limit } of brokenConstraints(shape, this.#broken.get(pointer) ?? new Set())) {
      this.#report(name, { setting, limit }, { path, sentence: ownSentence(messages, keyword) });
    }
    if (shape.kind !== 'array' || !Array.isArray(value)) return;
    value.forEach((item: Json, index) => {
      this.#value(shape.items, item, inside(spot, index));
    });
  }

  #literal({ messages, secret }: SchemaModel, values: readonly Scalar[], value: Json, { path }: Spot): void {
    if (values.some((allowed) => allowed === value)) return;
    const sentence = messages['enum'] ?? messages['const'] ?? messages['*'];
    // A suggestion would tell what a secret nearly is.
    const suggestion = secret ? undefined : nearestValue(value, values);
    const parameters = { setting: settingOf(path), choice: choiceOf(values) };
    this.#report('value-choice', parameters, { path, sentence, suggestion });
  }

  #map(values: SchemaModel, value: JsonObject, spot: Spot): void {
    for (const [key, member] of Object.entries(value)) {
      if (key === '__proto__') this.#unknownKey(key, value, [], spot);
      else this.#value(values, member, inside(spot, key));
    }
  }

  #union(shape: UnionShape, value: JsonObject, spot: Spot): void {
    const chosen = ownValue(value, shape.discriminator);
    const place = inside(spot, shape.discriminator);
    const branch = branchOf(shape, chosen);
    if (branch !== undefined) this.object(branch.object, value, spot);
    else if (this.#unknown.has(place.pointer) || (chosen === undefined && this.#mayFillBranch(shape)))
      this.#undecided(shape, value, spot);
    else this.#noBranch(shape, chosen, chosen === undefined ? spot : place, place);
  }

  #mayFillBranch({ branches, discriminator }: UnionShape): boolean {
    const properties = branches.flatMap(({ object }) => object.properties);
    const isFilled = properties.some(({ name, env }) => name === discriminator && env !== undefined);
    return isFilled && !this.#refusal.isFilled;
  }

  #noBranch({ branches }: UnionShape, chosen: Json | undefined, { path }: Spot, discriminator: Spot): void {
    const values = branches.flatMap((branch) => branch.values);
    const suggestion = chosen === undefined ? undefined : nearestValue(chosen, values);
    const parameters = { setting: settingOf(discriminator.path), choice: choiceOf(values) };
    this.#report('value-choice', parameters, {
      path,
      part: chosen === undefined ? 'key' : 'value',
      suggestion,
    });
  }

  /** While the branch is not known, only a key that no branch has is certainly wrong. */
  #undecided({ branches }: UnionShape, value: JsonObject, spot: Spot): void {
    this.#unknown.add(spot.pointer);
    if (branches.some(({ object }) => object.rest !== undefined)) return;
    const names = new Set(branches.flatMap(({ object }) => object.properties.map(({ name }) => name)));
    for (const key of Object.keys(value)) if (!names.has(key)) this.#unknownKey(key, value, names, spot);
  }

  #noOption(schema: SchemaModel, { path }: Spot): void {
    const resolved = this.#refusal.reader.resolve(schema);
    const options = resolved?.shape.kind === 'alternatives' ? resolved.shape.options : [];
    const names = options.map((option) => typeName((this.#refusal.reader.resolve(option) ?? option).shape));
    const parameters = { setting: settingOf(path), types: names.join(' or ') };
    this.#report('value-types', parameters, { path, sentence: resolved?.messages['type'] });
  }

  /** The model says nothing about this value, so the schema must. */
  #anything({ pointer }: Spot): void {
    const isHere = (other: string): boolean => other === pointer || other.startsWith(`${pointer}/`);
    this.refuse(this.#refusal.errors.filter((error) => isHere(error.pointer)));
  }

  #absent({ name, schema, required, default: value, env }: PropertyModel, spot: Spot): void {
    if (!required || value !== undefined || (env !== undefined && !this.#refusal.isFilled)) return;
    const messages = this.#refusal.reader.resolve(schema)?.messages ?? {};
    const place = { path: spot.path, part: 'key', sentence: ownSentence(messages, 'required') } as const;
    const setting = settingOf([...spot.path, name]);
    if (env === undefined) this.#report('value-missing', { setting }, place);
    else this.#report('value-not-filled', { setting, variable: env }, place);
  }

  #unknownKey(key: string, value: JsonObject, names: Iterable<string>, spot: Spot): void {
    const absent = [...names].filter((name) => !Object.hasOwn(value, name)).map(this.#refusal.spell);
    const parameters = { setting: settingOf(spot.path), key: JSON.stringify(key) };
    const place = { path: inside(spot, key).path, part: 'key', suggestion: nearest(key, absent) } as const;
    this.#report('value-key-unknown', parameters, place);
  }

  #rule(rule: Rule, shape: ObjectShape, value: JsonObject, { path }: Spot): void {
    const { properties } = this.#refusal.reader.viewShape(shape);
    const read = (field: string): Json | undefined =>
      ownValue(value, field) ?? properties.get(field)?.default;
    const isSet = (field: string): boolean => read(field) !== undefined;
    const mayBeSet = (field: string): boolean =>
      !isSet(field) && properties.get(field)?.env !== undefined && !this.#refusal.isFilled;
    const broken = brokenRule(rule, { isSet, mayBeSet, read });
    if (broken === undefined) return;
    const unwanted = broken.unwanted.find((field) => Object.hasOwn(value, field));
    const place = unwanted === undefined ? path : [...path, unwanted];
    const parameters = { setting: settingOf(path), rule: broken.predicate };
    this.#report('value-rule', parameters, { path: place, part: 'key', sentence: rule.message });
  }

  #touchesUnknown(pointer: string): boolean {
    const isWithin = (inner: string, outer: string): boolean =>
      inner === outer || inner.startsWith(`${outer}/`);
    return [...this.#unknown].some((other) => isWithin(pointer, other) || isWithin(other, pointer));
  }

  #report<N extends DiagnosticName>(name: N, parameters: DiagnosticParameters<N>, place: ProblemPlace): void {
    const { problems, settings } = this.#refusal;
    problems.report(name, parameters, { ...place, path: spelledPath(settings, place.path) });
  }
}
