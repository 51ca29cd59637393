/** A place in a file; lines and columns count from 1, the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Keys and indexes from the root of a document to one of its values. */
export type DocumentPath = readonly (string | number)[];

/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A parsed file and the way back from its values to their places. */
export interface LocatedDocument {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  /**
   * The place of a value, or of the key that leads to it. Where the path does not exist, the place of the nearest
   * parent that does. Computed on demand: positions cost time and are needed only where something is wrong.
   */
  locate(path: DocumentPath, part?: 'key' | 'value'): Range;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
