import { ObjectId } from 'bson';
import { CommandError } from './command-error.ts';
import { type BsonDocument, canonical } from './documents.ts';
import type { Matcher } from './filter.ts';

/** Collections in memory, in order of insertion, unique by `_id`. A namespace is `database.collection`. */
export class DocumentStore {
  readonly #collections = new Map<string, Map<string, BsonDocument>>();

  /** Gives the document an `_id` where it has none; refuses one that is taken with DuplicateKey. */
  insert(namespace: string, document: BsonDocument): void {
    const whole = '_id' in document ? document : { _id: new ObjectId(), ...document };
    const documents = this.#collections.get(namespace) ?? new Map<string, BsonDocument>();
    const key = canonical(whole['_id']);
    if (documents.has(key)) {
      const where = `collection: ${namespace} index: _id_ dup key: { _id: ${key} }`;
      throw new CommandError('DuplicateKey', `E11000 duplicate key error ${where}`);
    }
    documents.set(key, whole);
    this.#collections.set(namespace, documents);
  }

  find(namespace: string, matches: Matcher): BsonDocument[] {
    return [...(this.#collections.get(namespace)?.values() ?? [])].filter(matches);
  }

  /** Removes the first `limit` that match, 0 for all, and says how many there were. */
  remove(namespace: string, matches: Matcher, limit: number): number {
    const found = this.find(namespace, matches).slice(0, limit === 0 ? undefined : limit);
    for (const document of found) this.#collections.get(namespace)?.delete(canonical(document['_id']));
    return found.length;
  }

  drop(namespace: string): boolean {
    return this.#collections.delete(namespace);
  }
}
