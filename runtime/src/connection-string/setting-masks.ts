import { type KeyRole, roleOfKey } from './known-keys.ts';
import { MASK, type Mask, maskOf } from './mask.ts';
import { assignsSecret, isShowableName } from './secret-keys.ts';
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
    const role = roleIn(setting, afterSecret);
    masks.push(...nameMask(text, setting, role, afterSecret));
    const value = valueMask(text, setting, role, show, write);
    masks.push(...value);
    afterSecret ||= role === 'secret' || (role !== 'unknown' && value.length > 0);
  }
  return masks;
}

/**
 * A name that cannot be shown is not known either. One letter may be a known name; behind a secret it is more likely
 * a part of it.
 */
function roleIn({ name }: Setting, afterSecret: boolean): KeyRole {
  const role = roleOfKey(name);
  if (role === 'secret') return role;
  return isShowableName(name) && !(afterSecret && name.length === 1) ? role : 'unknown';
}

/** Whether a setting, taken alone, has a name that is known and can be shown. */
export function isRecognised({ name }: Setting): boolean {
  return isShowableName(name) && roleOfKey(name) !== 'unknown';
}

/** An unknown name without a value may itself be a secret that ends in `=`. */
function nameMask(text: string, setting: Setting, role: KeyRole, afterSecret: boolean): readonly Mask[] {
  const doubtful = role === 'unknown' && (afterSecret || setting.value === '');
  if (!doubtful && isShowableName(setting.name)) return [];
  return guessMask(text, setting.nameSpan, setting.name);
}

function valueMask<S extends Setting>(
  text: string,
  setting: S,
  role: KeyRole,
  show: ShowValue,
  write: WriteValue<S>,
): readonly Mask[] {
  if (role === 'secret') return maskOf(text, setting.valueSpan, formsOf(setting));
  if (role === 'unknown') return guessMask(text, setting.valueSpan, setting.value);
  const { shown, secrets } = show(setting.value, role);
  return shown === setting.value ? [] : [{ ...setting.valueSpan, shown: write(setting, shown), secrets }];
}

/** Masks what may or may not be a secret. */
export function guessMask(text: string, span: Span, value: string): readonly Mask[] {
  return maskOf(text, span, [value]).map((mask) => ({ ...mask, secrets: mask.secrets.filter(isTelling) }));
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
