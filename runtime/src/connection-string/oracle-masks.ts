import { MASK, type Mask, maskOf } from './mask.ts';
import { type OracleText, tokenizeOracle } from './oracle-text.ts';
import { settingMasks, showPlain } from './setting-masks.ts';
import type { Setting } from './token.ts';

/** The secrets of an Oracle connect string, with or without user and password; undefined for any other text. */
export function oracleMasks(text: string): readonly Mask[] | undefined {
  const source = tokenizeOracle(text);
  if (!source.ok) return undefined;
  const { password, connectString } = source;
  const shift = connectString.span.start;
  const inTarget = settingMasks(connectString.value, settingsOf(source), showPlain, () => MASK);
  return [
    ...(password === undefined ? [] : maskOf(text, password.span, [password.value])),
    ...inTarget.map((mask) => ({ ...mask, start: mask.start + shift, end: mask.end + shift })),
  ];
}

/**
 * The same for a text that stands alone, where more is doubtful: a lone word may be a password, and
 * `user/password` looks like `host/service`.
 */
export function bareOracleMasks(text: string): readonly Mask[] | undefined {
  const source = tokenizeOracle(text);
  if (!source.ok || source.user !== undefined) return oracleMasks(text);
  if (source.target.kind === 'name') return undefined;
  const isPair = source.target.kind === 'easyConnect' && /^[^/:,;?]+\//.test(text);
  return isPair ? maskOf(text, { start: text.indexOf('/') + 1, end: text.length }, []) : oracleMasks(text);
}

function settingsOf({ target }: OracleText): readonly Setting[] {
  if (target.kind === 'descriptor') return target.leaves;
  return target.kind === 'easyConnect' ? target.parameters : [];
}
