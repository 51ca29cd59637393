import type { ConfigurationBase, ConfigurationDescriptor } from '../configuration.ts';
import type { AnyConnectionFactory } from '../provider.ts';
import { describeIssue } from '../validation-errors.ts';
import { FieldReader } from './field-reader.ts';
import type { KeyCase } from './key-case.ts';
import type { ObjectNode } from './nodes.ts';
import { type Problems, placeOf } from './problems.ts';
import type { Reference, ReferenceValue } from './references.ts';

/** What reading a configuration needs. */
export interface ConfigurationContext {
  readonly keyCase: KeyCase;
  readonly lookUp: (reference: Reference) => ReferenceValue;
  readonly problems: Problems;
}

/** A provider's configuration from the settings of an entry; undefined where they are refused. */
export function readConfiguration(
  settings: ObjectNode,
  path: readonly string[],
  { configurationType }: AnyConnectionFactory,
  { keyCase, lookUp, problems }: ConfigurationContext,
): ConfigurationBase | undefined {
  const { descriptor } = configurationType as { readonly descriptor?: ConfigurationDescriptor };
  const shape = descriptor?.shape;
  const definitions = shape?.definitions;
  const reader = new FieldReader(path, { keyCase, lookUp, problems, definitions });
  const input = reader.read(shape === undefined ? withPlainKeys(settings, keyCase) : settings, shape);
  const created = configurationType.create(input as never);
  if (created.isSuccess) return created.value;
  const outcome = descriptor?.schema.safeParse(input, { error: describeIssue });
  if (outcome === undefined || outcome.success) {
    for (const sentence of created.validationErrors) problems.add(sentence, placeOf(settings, path));
    return undefined;
  }
  for (const issue of outcome.error.issues) {
    const where = issue.path ?? [];
    if (!reader.isKnownFault(where))
      problems.add(issue.message ?? describeIssue(issue), reader.placeOf(where));
  }
  return undefined;
}

/** For a hand-written schema, whose names only it knows: a section in PascalCase means small first letters. */
function withPlainKeys(settings: ObjectNode, keyCase: KeyCase): ObjectNode {
  if (keyCase === 'camel') return settings;
  const members = settings.members.map((member) => ({
    ...member,
    key: member.key.slice(0, 1).toLowerCase() + member.key.slice(1),
  }));
  return { ...settings, members };
}
