import { type KeyRole, roleOfKey } from './known-keys.ts';
import { MASK, type Mask, maskOf } from './mask.ts';
import { assignsSecret } from './secret-keys.ts';
import type { Setting, Span } from './token.ts';

/** What may be shown of a value, and the secrets in the rest. */
export interface Shown {
  readonly shown: string;
  readonly secrets: readonly string[];
}

/** The roles of values that may be shown as far as they contain no secret. */
export type KnownRole = Exclude<KeyRole, 'secret' | 'unknown'>;

export type ShowValue = (value: string, role: KnownRole) => Shown;

/** Puts what is shown back into the grammar: quotes where the value had quotes. */
export type WriteValue<S> = (setting: S, shown: string) => string;

const SHOWABLE_NAME = /^[\p{L}\p{N}_.][\p{L}\p{N} _.-]{0,63}$/u;

/**
 * The masks over a list of settings. Only values under known harmless names are shown. Behind a secret an unknown
 * name is masked too: it may be the rest of a password that lacks its quotes.
 */
export function settingMasks<S extends Setting>(
  text: string,
  settings: readonly S[],
  show: ShowValue,
  write: WriteValue<S>,
): readonly Mask[] {
  const masks: Mask[] = [];
  let afterSecret = false;
  for (const setting of settings) {
    // One letter may be known elsewhere; behind a secret it is more likely a part of it.
    const role: KeyRole = afterSecret && setting.name.length === 1 ? 'unknown' : roleOfKey(setting.name);
    if (role === 'secret') masks.push(...maskOf(text, setting.valueSpan, formsOf(setting)));
    else if (role === 'unknown') masks.push(...unknownMasks(text, setting, afterSecret));
    else masks.push(...knownMasks(setting, role, show, write));
    afterSecret ||= role === 'secret';
  }
  return masks;
}

function unknownMasks(text: string, setting: Setting, afterSecret: boolean): readonly Mask[] {
  const hideName = afterSecret || !SHOWABLE_NAME.test(setting.name);
  return [
    ...(hideName ? guessMask(text, setting.nameSpan, setting.name) : []),
    ...guessMask(text, setting.valueSpan, setting.value),
  ];
}

/** Masks what may or may not be a secret. */
export function guessMask(text: string, span: Span, value: string): readonly Mask[] {
  return maskOf(text, span, [value]).map((mask) => ({ ...mask, secrets: mask.secrets.filter(isTelling) }));
}

function knownMasks<S extends Setting>(
  setting: S,
  role: KnownRole,
  show: ShowValue,
  write: WriteValue<S>,
): readonly Mask[] {
  const { shown, secrets } = show(setting.value, role);
  if (shown === setting.value) return [];
  return [{ ...setting.valueSpan, shown: write(setting, shown), secrets }];
}

/** The value, and the parts of a list such as `AWS_SESSION_TOKEN:x,SERVICE_NAME:y`. */
function formsOf({ name, value }: Setting): readonly string[] {
  const isList = name.toLowerCase() === 'authmechanismproperties';
  return isList ? [value, ...value.split(',').map((part) => part.slice(part.indexOf(':') + 1))] : [value];
}

/** A guess is worth looking for in messages only if it does not turn up there by chance. */
function isTelling(guess: string): boolean {
  return guess.length >= 6 && !/^\d*$/.test(guess);
}

/** A value all of which may be secret. */
export function hidden(value: string): Shown {
  return { shown: MASK, secrets: [value].filter(isTelling) };
}

/** Shows a value that contains neither settings of its own nor, in a user name, a password. */
export function showPlain(value: string, role: KnownRole): Shown {
  if (value.includes('=') || value.includes('://') || assignsSecret(value)) return hidden(value);
  const separator = role === 'user' && value.trim() !== '/' ? value.search(/[/:]/) : -1;
  if (separator < 0) return { shown: value, secrets: [] };
  const rest = value.slice(separator + 1);
  return rest === ''
    ? { shown: value, secrets: [] }
    : { shown: value.slice(0, separator + 1) + MASK, secrets: [rest] };
}
