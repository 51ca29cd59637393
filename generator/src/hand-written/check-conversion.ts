import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Report } from '../manifest/reporter.ts';
import { propertyNamesRule } from '../manifest/rules/property-names-rule.ts';
import { saysSecret } from '../manifest/rules/secret-rule.ts';
import type { SchemaCheck } from '../manifest/schema-check.ts';
import { findSecrets, resolvePointer, saidSecret } from './secrets.ts';

const PATH = ['configuration', 'zod'] as const;

/** Reports what a converted schema lacks. A schema that takes everything is worse than none. */
export function checkConversion(schema: JsonObject, source: SchemaCheck['source'], report: Report): void {
  const { properties } = schema;
  if (schema['type'] !== 'object' || !isJsonObject(properties) || Object.keys(properties).length === 0) {
    report('zod-not-fields', {}, PATH);
    return;
  }
  const here: Report = (name, parameters, _path, details) =>
    report(name, parameters, PATH, { ...details, part: 'value' });
  const check = { source, report: here, builder: undefined, target: () => undefined };
  propertyNamesRule({ node: schema, path: PATH, position: 'configuration' }, check);
  for (const name of new Set(unsaidSecrets(schema, schema))) here('zod-secret-unsaid', { name }, PATH);
  if (findSecrets(schema).isEndless) here('zod-secret-recursive', {}, PATH);
}

/** The names of texts that sound secret and do not say whether they are. */
function* unsaidSecrets(part: Json, root: JsonObject): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  if (isJsonObject(part)) {
    if (saidSecret(part) === true) return;
    const { properties } = part;
    for (const [name, property] of Object.entries(isJsonObject(properties) ? properties : {})) {
      if (saysSecret(name) && isPlainText(property, root)) yield name;
    }
  }
  for (const inner of Object.values(part)) yield* unsaidSecrets(inner, root);
}

function isPlainText(schema: Json, root: JsonObject): boolean {
  if (!isJsonObject(schema) || saidSecret(schema) !== undefined) return false;
  const { $ref: reference, type, enum: list, const: only, anyOf } = schema;
  if (typeof reference === 'string') {
    const target = resolvePointer(root, reference);
    return target !== undefined && target !== schema && isPlainText(target, root);
  }
  if (Array.isArray(anyOf)) return anyOf.some((option: Json) => isPlainText(option, root));
  return [type].flat().includes('string') && list === undefined && only === undefined;
}
