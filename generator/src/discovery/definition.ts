import type { Diagnostics } from '../diagnostics.ts';
import type { Range } from '../located.ts';
import { isPascalCase } from '../model/names.ts';
import { nearest } from '../text/nearest.ts';
import type { ClassFacts, LiteralFact, NamedLiteral, SourceFacts } from './facts.ts';
import { memberOf, resolveLiteral, superScope } from './resolve-literal.ts';

/** What a provider's constructor hands to its base class. */
const KEYS = [
  'id',
  'name',
  'displayName',
  'providerName',
  'supportedDataStores',
  'supportedConnectionModes',
  'priority',
] as const;

export type DefinitionKey = (typeof KEYS)[number];

/** What a provider says of itself. */
export interface Definition {
  readonly id: number;
  readonly name: string;
  readonly displayName: string;
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly connectionModes: readonly string[];
  readonly priority: number;
  readonly ranges: Readonly<Record<DefinitionKey, Range>>;
}

/** Reads what a provider class hands to `super`; what is missing, wrong or cannot be read is reported at its place. */
export function readDefinition(
  source: SourceFacts,
  found: ClassFacts,
  file: string,
  diagnostics: Diagnostics,
): Definition | undefined {
  const { superCall } = found;
  const [first] = superCall?.arguments ?? [];
  const literal = superCall && first && resolveLiteral(first, superScope(source, superCall));
  if (literal?.kind !== 'object') {
    const range = first?.range ?? superCall?.range ?? found.range;
    diagnostics.report('provider-without-definition', { class: found.name }, { file, range });
    return undefined;
  }
  const reader = new MemberReader(found.name, literal.members, literal.range, file, diagnostics);
  const id = reader.number(
    'id',
    (value) => Number.isSafeInteger(value) && value > 0,
    'a whole number above 0',
  );
  const name = reader.text('name', isPascalCase, 'a name in PascalCase');
  const displayName = reader.text('displayName');
  const driver = reader.text('providerName');
  const dataStores = reader.texts('supportedDataStores');
  const connectionModes = reader.texts('supportedConnectionModes');
  const priority = reader.number('priority', Number.isSafeInteger, 'a whole number');
  const values = { id, name, displayName, driver, dataStores, connectionModes, priority };
  return isComplete(values) ? { ...values, ranges: reader.ranges } : undefined;
}

type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

function isComplete<T extends object>(values: T): values is T & Complete<T> {
  return Object.values(values).every((value) => value !== undefined);
}

class MemberReader {
  readonly #className: string;
  readonly #members: readonly NamedLiteral[];
  readonly #range: Range;
  readonly #file: string;
  readonly #diagnostics: Diagnostics;

  constructor(
    className: string,
    members: readonly NamedLiteral[],
    range: Range,
    file: string,
    diagnostics: Diagnostics,
  ) {
    this.#className = className;
    this.#members = members;
    this.#range = range;
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  get ranges(): Readonly<Record<DefinitionKey, Range>> {
    const entries = KEYS.map((key) => [key, memberOf(this.#members, key)?.range ?? this.#range]);
    return Object.fromEntries(entries) as Record<DefinitionKey, Range>;
  }

  number(key: DefinitionKey, isGood: (value: number) => boolean, wanted: string): number | undefined {
    const value = this.#scalar(key, wanted);
    return typeof value === 'number' && isGood(value) ? value : this.#wrong(key, value, wanted);
  }

  text(key: DefinitionKey, isGood = isFilled, wanted = 'a text that is not blank'): string | undefined {
    const value = this.#scalar(key, wanted);
    return typeof value === 'string' && isGood(value) ? value : this.#wrong(key, value, wanted);
  }

  texts(key: DefinitionKey): readonly string[] | undefined {
    const wanted = 'a list of texts that is not empty';
    const literal = this.#find(key);
    if (literal === undefined) return undefined;
    const items = literal.kind === 'list' ? literal.items : [];
    const unreadable = items.find(({ kind }) => kind === 'unreadable');
    if (unreadable !== undefined) return this.#report('provider-value-unreadable', key, unreadable.range);
    const texts = items.map((item) => (item.kind === 'scalar' ? item.value : undefined));
    if (texts.length > 0 && texts.every((text) => typeof text === 'string' && isFilled(text)))
      return texts.map(String);
    return this.#wrong(key, null, wanted);
  }

  #scalar(key: DefinitionKey, wanted: string): string | number | boolean | null | undefined {
    const literal = this.#find(key);
    if (literal === undefined) return undefined;
    return literal.kind === 'scalar' ? literal.value : this.#wrong(key, null, wanted);
  }

  #find(key: DefinitionKey): LiteralFact | undefined {
    const literal = memberOf(this.#members, key);
    if (literal?.kind === 'unreadable') return this.#report('provider-value-unreadable', key, literal.range);
    if (literal !== undefined) return literal;
    const names = this.#members
      .map(({ name }) => name)
      .filter((name) => !KEYS.some((known) => known === name));
    const misspelt = this.#members.find(({ name }) => name === nearest(key, names));
    const place = {
      file: this.#file,
      range: misspelt?.value.range ?? this.#range,
      suggestion: misspelt && key,
    };
    this.#diagnostics.report('provider-value-missing', { class: this.#className, key }, place);
    return undefined;
  }

  /** Nothing was read where the value is undefined, and that has been reported. */
  #wrong(key: DefinitionKey, value: unknown, wanted: string): undefined {
    if (value === undefined) return;
    const range = memberOf(this.#members, key)?.range;
    const parameters = { class: this.#className, key, wanted };
    this.#diagnostics.report('provider-value-wrong', parameters, { file: this.#file, range });
  }

  #report(name: 'provider-value-unreadable', key: DefinitionKey, range: Range): undefined {
    this.#diagnostics.report(name, { class: this.#className, key }, { file: this.#file, range });
  }
}

function isFilled(text: string): boolean {
  return /\S/.test(text);
}
