import type { Json } from '../located.ts';
import { CheckedProvider } from './checked-provider.ts';
import { explainRefusal } from './explain-refusal.ts';
import { prepareSettings } from './prepare-settings.ts';
import type { ConfigurationProvider } from './provider-index.ts';
import type { Entry } from './read-entries.ts';
import type { ReferenceScope } from './reference-resolver.ts';
import { mayRefer } from './references.ts';
import { spell } from './sections.ts';

/** Checks a connection's settings against its provider. */
export function checkSettings(entry: Entry, provider: ConfigurationProvider, scope: ReferenceScope): void {
  const { settings, section, problems, name } = entry;
  const checked = CheckedProvider.of(provider);
  const { validate } = checked;
  if (validate === undefined) {
    const parameters = { name, provider: checked.model.name };
    problems.report('provider-schema-unusable', parameters, { path: [], part: 'key' });
    return;
  }
  const needsCare = isSpecial(settings) || (scope.env && checked.usesEnvironment);
  const isPlain = !needsCare && section.keyCase === 'camel' && !checked.isOpen;
  // Most files are right and are done here.
  if (isPlain && validate(settings).length === 0) return;
  const { reader } = checked;
  const prepared = prepareSettings(settings, { reader, section, scope, problems });
  const errors = validate(prepared.value);
  if (errors.length === 0 && !needsCare) return;
  explainRefusal({
    ...prepared,
    settings,
    reader,
    provider: checked.model.name,
    errors,
    isFilled: scope.env,
    problems,
    spell: (declared) => spell(declared, section.keyCase),
  });
}

/** Whether something is in a value that the schema does not see as what it is: a reference, or `__proto__`. */
function isSpecial(value: Json): boolean {
  if (typeof value === 'string') return mayRefer(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(isSpecial);
}
