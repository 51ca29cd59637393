import { type AdoNetToken, tokenizeAdoNet } from './ado-net.ts';
import { isDatabaseFile } from './file-masks.ts';
import { roleOfKey } from './known-keys.ts';
import { locationMasks } from './location-masks.ts';
import { applyMasks, type Mask } from './mask.ts';
import { oracleMasks } from './oracle-masks.ts';
import { assignsSecret } from './secret-keys.ts';
import {
  hidden,
  isRecognised,
  type KnownRole,
  type Shown,
  settingMasks,
  showPlain,
} from './setting-masks.ts';
import { parseSqlServerAddress } from './sql-server-address.ts';

const PLAIN_ADDRESS = /^[\p{L}\p{N}_.\-\\,()[\]/$*|~#]*$/u;

/** The secrets of an ADO.NET connection string; undefined for any other text, also one of which no name is known. */
export function adoNetMasks(text: string): readonly Mask[] | undefined {
  const parsed = tokenizeAdoNet(text);
  if (!parsed.ok) return undefined;
  const { tokens } = parsed;
  if (tokens.length > 0 && !tokens.some(isRecognised)) return undefined;
  if (tokens.some((token) => isOdbcValue(text, token) || isRestOfConnect(token))) return undefined;
  return settingMasks(text, tokens, showValue, requote);
}

/** What stands behind a semicolon in `Data Source=user/pass;word=x@host`, which lacks its quotes. */
function isRestOfConnect({ name, value }: AdoNetToken): boolean {
  return (name + value).includes('@') && roleOfKey(name) === 'unknown';
}

/** ODBC quotes with braces. Where that reading of a value differs from ours, neither can be trusted. */
function isOdbcValue(text: string, { quote, value, valueSpan }: AdoNetToken): boolean {
  if (quote !== undefined || !value.startsWith('{')) return false;
  let close = text.indexOf('}', valueSpan.start);
  while (close >= 0 && text[close + 1] === '}') close = text.indexOf('}', close + 2);
  return close + 1 !== valueSpan.end;
}

function showValue(value: string, role: KnownRole): Shown {
  if (role === 'address') return showAddress(value);
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|\()/i.test(value) ? showLocation(value) : showPlain(value, role);
}

function showAddress(value: string): Shown {
  const isPlain =
    (PLAIN_ADDRESS.test(value) && !assignsSecret(value)) ||
    typeof parseSqlServerAddress(value) !== 'string' ||
    isDatabaseFile(value);
  return isPlain ? { shown: value, secrets: [] } : showLocation(value);
}

function showLocation(value: string): Shown {
  const masks = locationMasks(value, oracleMasks);
  if (masks === undefined) return hidden(value);
  return { shown: applyMasks(value, masks), secrets: masks.flatMap((mask) => mask.secrets) };
}

function requote({ quote }: AdoNetToken, shown: string): string {
  return quote === undefined ? shown : quote + shown.replaceAll(quote, quote + quote) + quote;
}
