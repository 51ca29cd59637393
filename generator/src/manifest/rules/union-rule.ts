import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../../located.ts';
import type { Scalar } from '../../model/model.ts';
import type { SchemaCheck, SchemaRule } from '../schema-check.ts';

/** The branches of `oneOf` are objects that a `const` property tells apart. */
export const unionRule: SchemaRule = ({ node, path }, check) => {
  const list = node['oneOf'];
  if (!Array.isArray(list) || !list.every(isJsonObject)) return;
  if (node['type'] !== undefined && node['type'] !== 'object')
    check.report('union-type', {}, [...path, 'type']);
  const branches = list.map((branch, index) => readBranch(branch, [...path, 'oneOf', index], check));
  if (!branches.every((branch) => branch !== undefined)) return;
  for (const branch of branches) checkObject(branch, check);
  checkDiscriminator(branches, [...path, 'oneOf'], check);
};

/** A branch with the object that it is, itself or by reference. */
interface Branch {
  readonly target: JsonObject;
  readonly path: DocumentPath;
  /** The values of the properties that list theirs. */
  readonly constants: ReadonlyMap<string, readonly Scalar[]>;
}

function readBranch(node: JsonObject, path: DocumentPath, check: SchemaCheck): Branch | undefined {
  const target = Object.hasOwn(node, '$ref') ? check.target(node) : node;
  if (target === undefined) return undefined;
  const properties = isJsonObject(target['properties']) ? target['properties'] : {};
  const constants = Object.entries(properties).flatMap(([name, property]): [string, readonly Scalar[]][] => {
    const resolved = isJsonObject(property) ? (check.target(property) ?? property) : {};
    const values = constantsOf(resolved);
    return values === undefined ? [] : [[name, values]];
  });
  return { target, path, constants: new Map(constants) };
}

function checkObject({ target, path }: Branch, { report }: SchemaCheck): void {
  const isObject = isJsonObject(target['properties']) && (target['type'] ?? 'object') === 'object';
  if (!isObject || Object.hasOwn(target, 'oneOf')) report('union-branch', {}, path);
}

function checkDiscriminator(
  branches: readonly Branch[],
  path: DocumentPath,
  { report, source }: SchemaCheck,
): void {
  const shared = [...(branches[0]?.constants.keys() ?? [])].filter((name) =>
    branches.every(({ constants }) => constants.has(name)),
  );
  const discriminator = shared.find((name) => repeated(branches, name) === undefined) ?? shared[0];
  if (discriminator === undefined) {
    report('union-discriminator', {}, path, { part: 'key' });
    return;
  }
  const twice = repeated(branches, discriminator);
  if (twice !== undefined) {
    const places = twice.map((branch) => [...branch.path, 'properties', discriminator]);
    const [first = path, second = path] = places;
    const range = source.document.locate(first);
    const related = [{ message: 'The other branch.', file: source.document.file, range }];
    report('union-values', { discriminator }, second, { related });
  }
  for (const branch of branches) {
    const properties = branch.target['properties'];
    const property = isJsonObject(properties) ? properties[discriminator] : undefined;
    if (!isJsonObject(property) || !Object.hasOwn(property, 'default')) continue;
    report('union-default', { discriminator }, [...branch.path, 'properties', discriminator, 'default']);
  }
}

/** Two branches that share a value of a property. */
function repeated(branches: readonly Branch[], name: string): readonly [Branch, Branch] | undefined {
  const owners = new Map<Scalar, Branch>();
  for (const branch of branches) {
    for (const value of branch.constants.get(name) ?? []) {
      const owner = owners.get(value);
      if (owner !== undefined && owner !== branch) return [owner, branch];
      owners.set(value, branch);
    }
  }
  return undefined;
}

function constantsOf({ const: only, enum: list }: JsonObject): readonly Scalar[] | undefined {
  const isScalar = (value: Json): value is Scalar => typeof value !== 'object' || value === null;
  if (only !== undefined && isScalar(only)) return [only];
  return Array.isArray(list) ? list.filter(isScalar) : undefined;
}
