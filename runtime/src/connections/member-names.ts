import type { Field, FieldType, ObjectType } from '../configuration-fields.ts';
import { nearest } from '../connection-string/nearest.ts';
import { caseFault, didYouMean, isSameName, type KeyCase, spell } from './key-case.ts';

/** What a key means. */
export interface NamedMember {
  /** The declared name, or the key itself where any key may stand; undefined where the value is left out. */
  readonly name?: string;
  readonly field?: FieldType | undefined;
  /** What is wrong with the key. */
  readonly fault?: string;
  /** The field that was meant by a misspelt key. */
  readonly instead?: string;
}

/** Finds the declared names that the keys of an object mean. */
export class MemberNames {
  readonly #type: ObjectType;
  readonly #keyCase: KeyCase;
  readonly #names: ReadonlyMap<string, string>;

  constructor(type: ObjectType, keyCase: KeyCase) {
    this.#type = type;
    this.#keyCase = keyCase;
    this.#names = new Map(Object.keys(type.fields).map((name) => [spell(name, keyCase), name]));
  }

  find(key: string): NamedMember {
    if (key === '__proto__') return { fault: 'no key can have this name' };
    const name = this.#names.get(key);
    if (name !== undefined) return { name, field: this.#field(name) };
    if (this.#type.rest !== undefined) return { name: key, field: this.#type.rest };
    return this.#inOtherCase(key) ?? this.#unknown(key);
  }

  #inOtherCase(key: string): NamedMember | undefined {
    const name = [...this.#names.values()].find((declared) => isSameName(key, declared));
    if (name === undefined) return undefined;
    const fault = caseFault(key, this.#keyCase, spell(name, this.#keyCase));
    return { name, field: this.#field(name), fault };
  }

  #unknown(key: string): NamedMember {
    const suggestion = nearest(key, [...this.#names.keys()]);
    const instead = suggestion === undefined ? undefined : this.#names.get(suggestion);
    const fault = didYouMean('there is no such setting', suggestion);
    return instead === undefined ? { fault } : { fault, instead };
  }

  #field(name: string): Field | undefined {
    return Object.hasOwn(this.#type.fields, name) ? this.#type.fields[name] : undefined;
  }
}
