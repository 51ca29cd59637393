import type { Mask } from './mask.ts';
import { assignsSecret } from './secret-keys.ts';
import { guessMask } from './setting-masks.ts';
import { CONTROL } from './token.ts';
import { readParameters } from './url.ts';
import { parameterMasks } from './url-masks.ts';

/** A path whose last part ends like a database file and that has none of the signs other grammars are made of. */
const DATABASE_FILE =
  /^(?:[a-z]:)?[^\p{Cc}:;=?@"<>|*]*\.(?:db|db3|sqlite|sqlite2|sqlite3|s3db|sl3|mdf|ldf|mdb|accdb|duckdb)$/iu;

/**
 * Whether a text names a local database and so holds no secret: `:memory:`, or a path that ends like a database
 * file (`./data.db`, `C:\data\x.sqlite`). Any other path might as well be a password, and is not shown.
 */
export function isDatabaseFile(text: string): boolean {
  return text === ':memory:' || DATABASE_FILE.test(text);
}

/** The secrets of `file:path?key=value`; undefined for any other text, or a path that seems to hold settings. */
export function fileMasks(text: string): readonly Mask[] | undefined {
  const [, path = '', query = '', fragment = ''] = /^file:([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text) ?? [];
  if (/[@;=]/.test(path) || assignsSecret(path) || CONTROL.test(text)) return undefined;
  const end = text.length - fragment.length;
  const parameters = readParameters(text, { start: end - query.length + 1, end });
  return [
    ...parameterMasks(text, parameters),
    ...(fragment === '' ? [] : guessMask(text, { start: end + 1, end: text.length }, '')),
  ];
}
