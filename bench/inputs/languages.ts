import { FIELDS, type Field, kebabName, systemName } from '../fields.ts';

const PROTO_TYPES = { string: 'string', integer: 'int32', boolean: 'bool' } as const;

/** The configuration as a file of Protocol Buffers. */
export function proto(index: number): string {
  const name = systemName(index);
  const fields = FIELDS.map(({ name: field, type, values, description }, position) => {
    const typeText = values === undefined ? PROTO_TYPES[type] : `${name}LogLevel`;
    return `  // ${description}\n  optional ${typeText} ${snakeCase(field)} = ${position + 1};\n`;
  });
  const levels = FIELDS.flatMap(({ values = [] }) => values).map(
    (value, position) =>
      `  ${kebabName(index).replaceAll('-', '_').toUpperCase()}_${value.toUpperCase()} = ${position};\n`,
  );
  return `syntax = "proto3";
package bench.v1;

enum ${name}LogLevel {
${levels.join('')}}

message ${name}Configuration {
${fields.join('')}}
`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const TYPE_SPEC_TYPES = { string: 'string', integer: 'int32', boolean: 'boolean' } as const;

/** The configuration as a file of TypeSpec. */
export function typeSpec(index: number): string {
  return `model ${systemName(index)}Configuration {\n${FIELDS.map(typeSpecField).join('')}}\n`;
}

function typeSpecField({
  name,
  type,
  values,
  minimum,
  maximum,
  description,
  isRequired,
  ...field
}: Field): string {
  const typeText = values?.map((value) => JSON.stringify(value)).join(' | ') ?? TYPE_SPEC_TYPES[type];
  const limits = [
    minimum === undefined ? '' : `  @minValue(${minimum})\n`,
    maximum === undefined ? '' : `  @maxValue(${maximum})\n`,
  ].join('');
  const fallback = field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`;
  return `  /** ${description} */\n${limits}  ${name}${isRequired === true ? '' : '?'}: ${typeText}${fallback};\n`;
}

/** The file that collects so many TypeSpec files. */
export function typeSpecMain(count: number): string {
  const imports = Array.from({ length: count }, (_, index) => `import "./${kebabName(index)}.tsp";\n`);
  return `import "@typespec/json-schema";\n${imports.join('')}using JsonSchema;\n@jsonSchema namespace Bench;\n`;
}

const GRAPH_QL_TYPES = { string: 'String', integer: 'Int', boolean: 'Boolean' } as const;

/** The configuration as a GraphQL input type. */
export function graphQl(index: number): string {
  const name = systemName(index);
  const levels = FIELDS.flatMap(({ values = [] }) => values).map((value) => `  ${value}\n`);
  const fields = FIELDS.map((field) => {
    const typeText = field.values === undefined ? GRAPH_QL_TYPES[field.type] : `${name}LogLevel`;
    const value = typeof field.default === 'string' ? field.default : JSON.stringify(field.default);
    return `  "${field.description}"\n  ${field.name}: ${typeText}${field.isRequired === true ? '!' : ''}${value === undefined ? '' : ` = ${value}`}\n`;
  });
  return `enum ${name}LogLevel {\n${levels.join('')}}\n\ninput ${name}Configuration {\n${fields.join('')}}\n`;
}
