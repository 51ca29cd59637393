import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { type ConfigurationBase, configurationSecrets } from '../configuration.ts';
import { SecretSearch } from '../secret-search.ts';

/** Shorter texts are anywhere. */
const SHORTEST = 4;

/**
 * The secrets of a configuration that can be told from what may be shown: a password that is also the user's name is
 * in every message, and proves nothing.
 */
export function tellableSecrets(configuration: ConfigurationBase): readonly string[] {
  const shown = JSON.stringify(configuration);
  return configurationSecrets(configuration).filter(
    (secret) => secret.length >= SHORTEST && !shown.includes(secret),
  );
}

/** Throws where a value shows a secret in any way in which values get into logs. Does not show it once more. */
export function assertNoSecrets(what: string, configuration: ConfigurationBase, value: unknown): void {
  const search = new SecretSearch(tellableSecrets(configuration));
  for (const [how, text] of appearances(value)) {
    assert.equal(search.occurrencesIn(text).length, 0, `${what} shows a secret of the configuration ${how}`);
  }
}

/** Without calling getters: those of a schema in a configuration change it. */
function appearances(value: unknown): readonly (readonly [how: string, text: string])[] {
  return [
    ['when inspected', inspect(value, { showHidden: true, depth: Number.POSITIVE_INFINITY })],
    ['as JSON', inJson(value)],
    ['as text', typeof value === 'symbol' ? '' : `${value}`],
  ];
}

function inJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // Not everything can be JSON; then it does not get into logs that way.
    return '';
  }
}
