import { looksLikeAdoNet } from './ado-net.ts';
import { adoNetMasks } from './ado-net-masks.ts';
import { fragmentsOf } from './fragments.ts';
import { locationMasks } from './location-masks.ts';
import { applyMasks, MASK, type Mask } from './mask.ts';
import { bareOracleMasks } from './oracle-masks.ts';

/**
 * A connection string with `***` for every secret; host, database and user stay visible. It understands ADO.NET
 * and ODP.NET strings, URLs, Oracle easy connect and descriptors, and the files of Sqlite. A text that follows no
 * grammar, and one in which the extent of a password is in doubt, becomes `***` as a whole. Values under names
 * that are not known to be harmless are hidden too. White space around the text is dropped.
 *
 * Applied twice it gives the same. `:memory:`, a path that ends like a database file and `file:` with harmless
 * parameters stay as they are.
 *
 * @example
 * ```ts
 * redactConnectionString('Server=db;User ID=app;Password="a;b"'); // 'Server=db;User ID=app;Password=***'
 * redactConnectionString('mongodb://app:s3cret@db/orders'); // 'mongodb://app:***@db/orders'
 * redactConnectionString('scott/tiger@//db/XE'); // 'scott/***@//db/XE'
 * ```
 */
export function redactConnectionString(text: string): string {
  const body = text.trim();
  const masks = masksIn(body);
  return masks === undefined ? MASK : applyMasks(body, masks);
}

/**
 * The secrets of a connection string, to be removed from messages that repeat them: as written, without quotes
 * and decoded; longest first. Of a text that follows no grammar, the whole and every part that may be a secret.
 *
 * @example
 * ```ts
 * secretsIn('mongodb://app:p%40ss@db'); // ['p%40ss', 'p@ss']
 * ```
 */
export function secretsIn(text: string): readonly string[] {
  const body = text.trim();
  const found = masksIn(body)?.flatMap((mask) => mask.secrets) ?? fragmentsOf(body);
  const secrets = [...new Set(found)].filter((secret) => secret !== '' && secret !== MASK);
  return secrets.sort((a, b) => b.length - a.length);
}

/** `undefined` where no grammar fits. */
function masksIn(text: string): readonly Mask[] | undefined {
  return looksLikeAdoNet(text) ? adoNetMasks(text) : locationMasks(text, bareOracleMasks);
}
