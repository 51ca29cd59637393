import { createHmac, randomBytes } from 'node:crypto';
import type { ConfigurationBase } from './configuration.ts';
import { isSecret } from './secrets.ts';

/** New in every process, so that a key tells nobody anything about a password, however short it is. */
const PROCESS_KEY = randomBytes(32);
const KEYS = new WeakMap<ConfigurationBase, string>();

/**
 * The same text for configurations of one provider that hold the same values, secrets included; it gives none of them
 * away. Keys mean something only within one process.
 */
export function configurationKey(configuration: ConfigurationBase): string {
  let key = KEYS.get(configuration);
  if (key === undefined) {
    key = createHmac('sha256', PROCESS_KEY).update(canonical(configuration)).digest('base64url');
    KEYS.set(configuration, key);
  }
  return key;
}

/** A text that two values share exactly when they are equal; the order of keys does not count. */
function canonical(value: unknown): string {
  if (isSecret(value)) return canonical(value.reveal());
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? typeof value;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join()}}`;
}
