import { calculateObjectSize, Long } from 'bson';
import { CommandError } from './command-error.ts';
import type { BsonDocument } from './documents.ts';

/** One answer's share of a result. */
export interface Batch {
  /** The cursor that holds the rest; 0 when there is none. */
  readonly id: Long;
  readonly documents: readonly BsonDocument[];
}

interface Cursor {
  readonly namespace: string;
  readonly rest: readonly BsonDocument[];
}

const maxBatchBytes = 16 * 1024 * 1024;

/** Results that clients have not read to the end. */
export class CursorTable {
  readonly #cursors = new Map<string, Cursor>();
  #lastId = 0;

  /** Cursors open now: what a client that leaks them leaves behind. */
  get size(): number {
    return this.#cursors.size;
  }

  /** Returns the first `batchSize` documents and keeps the rest under a new cursor. */
  open(namespace: string, documents: readonly BsonDocument[], batchSize: number): Batch {
    this.#lastId += 1;
    return this.#serve(String(this.#lastId), { namespace, rest: documents }, batchSize);
  }

  next(id: string, namespace: string, batchSize: number): Batch {
    const cursor = this.#cursors.get(id);
    if (cursor?.namespace !== namespace)
      throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    return this.#serve(id, cursor, batchSize);
  }

  kill(id: string): boolean {
    return this.#cursors.delete(id);
  }

  #serve(id: string, { namespace, rest }: Cursor, batchSize: number): Batch {
    const count = countThatFits(rest, batchSize);
    const documents = rest.slice(0, count);
    if (count === rest.length) {
      this.#cursors.delete(id);
      return { id: Long.ZERO, documents };
    }
    this.#cursors.set(id, { namespace, rest: rest.slice(count) });
    return { id: Long.fromString(id), documents };
  }
}

/** At least one document, however large: a batch that stayed empty would be asked for without end. */
function countThatFits(documents: readonly BsonDocument[], batchSize: number): number {
  let bytes = 0;
  let count = 0;
  for (const document of documents.slice(0, batchSize)) {
    bytes += calculateObjectSize(document);
    if (count > 0 && bytes > maxBatchBytes) break;
    count += 1;
  }
  return count;
}
