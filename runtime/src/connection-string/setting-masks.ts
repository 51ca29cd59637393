import { fragmentsOf } from './fragments.ts';
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
 * The masks over a list of settings. Only values under known harmless names are shown. Behind a secret, or what may
 * be one, an unknown name is masked too, for it may be the rest of a password that lacks its quotes; and so is one
 * without a value, for it may be a secret that ends in `=`.
 */
export function settingMasks<S extends Setting>(
  text: string,
  settings: readonly S[],
  show: ShowValue,
  write: WriteValue<S>,
): readonly Mask[] {
  const masks: Mask[] = [];
  const known = new Map<string, NameFacts>();
  let doubt = false;
  for (const setting of settings) {
    const facts = known.get(setting.name) ?? factsOf(setting.name);
    known.set(setting.name, facts);
    // One letter may be a known name; behind a secret it is more likely a part of it.
    const role: KeyRole = doubt && setting.name.length === 1 ? 'unknown' : facts.role;
    const hideName = role === 'unknown' && (doubt || setting.value === '');
    if (hideName || !facts.showable) masks.push(...guessMask(text, setting.nameSpan, setting.name));
    const value: readonly Mask[] = valueMask(text, setting, role, show, write);
    masks.push(...value);
    doubt ||= role === 'secret' || role === 'unknown' || value.length > 0;
  }
  return masks;
}

interface NameFacts {
  readonly role: KeyRole;
  readonly showable: boolean;
}

/** A harmless name that cannot be shown is not known either. */
function factsOf(name: string): NameFacts {
  const role = roleOfKey(name);
  const showable = isShowableName(name);
  return { role: showable || role === 'secret' ? role : 'unknown', showable };
}

/** Whether a setting, taken alone, has a name that is known and can be shown. */
export function isRecognised({ name }: Setting): boolean {
  const { role, showable } = factsOf(name);
  return showable && role !== 'unknown';
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

/** A value all of which may be secret, and in which a secret may stand. */
export function hidden(value: string): Shown {
  const holdsSecret = assignsSecret(value) || value.includes('@');
  return { shown: MASK, secrets: holdsSecret ? fragmentsOf(value) : [value].filter(isTelling) };
}

/** Shows a value that contains neither settings of its own nor, in a user name, a password. */
export function showPlain(value: string, role: KnownRole): Shown {
  if (value.includes('=') || value.includes('://') || assignsSecret(value)) return hidden(value);
  const separator = role === 'user' && value.trim() !== '/' ? value.search(/[/:]/) : -1;
  if (separator < 0) return { shown: value, secrets: [] };
  return { shown: value.slice(0, separator + 1) + MASK, secrets: [value.slice(separator + 1)] };
}
