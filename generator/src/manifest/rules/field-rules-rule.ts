import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../../located.ts';
import { accepts } from '../../model/accepts.ts';
import { COUNT_RULES } from '../../model/build-rules.ts';
import { textsOf } from '../../model/pick.ts';
import { modelOf, type SchemaCheck, type SchemaRule } from '../schema-check.ts';
import { reportUndeclared } from './declared-fields.ts';

/** A rule across fields says something, of fields that are declared, and can be kept and broken. */
export const fieldRulesRule: SchemaRule = (site, check) => {
  const { node, path } = site;
  const list = Array.isArray(node['rules']) ? node['rules'] : [];
  const fields = new Fields(node, check);
  list.forEach((rule, index) => {
    if (isJsonObject(rule)) checkRule(rule, [...path, 'rules', index], fields, true);
  });
  checkRule(node, path, fields, false);
  checkDependencies(node, path, fields);
};

function checkRule(rule: JsonObject, path: DocumentPath, fields: Fields, isEntry: boolean): void {
  const { report } = fields.check;
  const has = (key: string): boolean => Object.hasOwn(rule, key);
  const kinds = [...COUNT_RULES, 'when'].filter(has);
  const isEffect = has('require') || has('forbid');
  if (isEntry && kinds.length !== 1 && !(kinds.length === 0 && isEffect)) report('rule-kind', {}, path);
  if (has('when') && !isEffect) report('rule-effect', {}, [...path, 'when'], { part: 'key' });
  if (!has('when') && isEffect) {
    report('rule-condition', {}, [...path, has('require') ? 'require' : 'forbid'], { part: 'key' });
  }
  for (const key of [...COUNT_RULES, 'require', 'forbid']) fields.checkList(rule, key, path);
  checkConditions(rule, path, fields);
}

function checkConditions(rule: JsonObject, path: DocumentPath, fields: Fields): void {
  const { when } = rule;
  if (!isJsonObject(when)) return;
  for (const [field, value] of Object.entries(when)) {
    const place = [...path, 'when', field];
    if (reportUndeclared(field, fields.names, place, fields.check.report, 'key')) continue;
    const model = modelOf(fields.node(field), fields.check);
    const definitions = fields.check.builder?.definitions;
    if (model === undefined || definitions === undefined || !isScalar(value)) continue;
    if (accepts(model, value, definitions)) continue;
    fields.check.report('when-refused', { field }, place);
  }
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function checkDependencies(node: JsonObject, path: DocumentPath, fields: Fields): void {
  const dependencies = node['dependentRequired'];
  if (!isJsonObject(dependencies)) return;
  for (const field of Object.keys(dependencies)) {
    const place = [...path, 'dependentRequired'];
    fields.checkField(field, [...place, field], 'key');
    fields.checkList(dependencies, field, place);
  }
}

/** The fields of the object that rules are about. */
class Fields {
  readonly names: ReadonlySet<string>;
  readonly check: SchemaCheck;
  readonly #properties: JsonObject;

  constructor(owner: JsonObject, check: SchemaCheck) {
    this.#properties = isJsonObject(owner['properties']) ? owner['properties'] : {};
    this.names = new Set(Object.keys(this.#properties));
    this.check = check;
  }

  node(field: string): JsonObject {
    const node = this.#properties[field];
    return isJsonObject(node) ? node : {};
  }

  checkList(rule: JsonObject, key: string, path: DocumentPath): void {
    textsOf(rule[key]).forEach((field, index) => {
      this.checkField(field, [...path, key, index], 'value');
    });
  }

  checkField(field: string, path: DocumentPath, part: 'key' | 'value'): void {
    if (reportUndeclared(field, this.names, path, this.check.report, part)) return;
    const node = this.node(field);
    const target = Object.hasOwn(node, '$ref') ? this.check.target(node) : undefined;
    if (!Object.hasOwn(node, 'default') && !(target && Object.hasOwn(target, 'default'))) return;
    this.check.report('field-always-set', { field }, path, { part });
  }
}
