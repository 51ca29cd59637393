import type { ObjectShape, PropertyModel, Scalar, SchemaModel, Shape } from '../model/model.ts';
import { printChoices } from './choices.ts';
import { fieldComment } from './field-comment.ts';
import { indent } from './indent.ts';
import { jsonLiteral, propertyKey } from './literals.ts';

/** A value as it is given (`input`), or as the configuration class holds it. */
export type Side = 'input' | 'class';

/** Prints the TypeScript type of a schema. */
export interface TypePrinter {
  readonly side: Side;
  /** The local name of `Secret`. */
  readonly secret: () => string;
  /** The name of a definition's type. */
  readonly definition: (name: string, side: Side) => string;
  readonly definitions: ReadonlyMap<string, SchemaModel>;
}

/** The type of a value. */
export function printType(schema: SchemaModel, printer: TypePrinter): string {
  if (!schema.secret || printer.side === 'input') return printShape(schema.shape, printer);
  // What is inside a secret is as it was given: the whole is behind `reveal()`.
  return `${printer.secret()}<${printShape(schema.shape, { ...printer, side: 'input' })}>`;
}

function printShape(shape: Shape, printer: TypePrinter): string {
  switch (shape.kind) {
    case 'string':
    case 'boolean':
    case 'null':
      return shape.kind;
    case 'number':
    case 'integer':
      return 'number';
    case 'literal':
      return printLiterals(shape.values);
    case 'array':
      return `readonly ${parenthesised(printType(shape.items, printer))}[]`;
    case 'map':
      return `Readonly<Record<string, ${printType(shape.values, printer)}>>`;
    case 'object':
      return printObject(shape, printer);
    case 'union':
      return unionOf(shape.branches.map(({ object }) => printObject(object, printer)));
    case 'alternatives':
      return unionOf(shape.options.map((option) => printType(option, printer)));
    case 'reference':
      return printer.definition(shape.definition, printer.side);
  }
}

/** The type of an object; on input with the choices that its rules leave. */
export function printObject(object: ObjectShape, printer: TypePrinter): string {
  const members = printMembers(object, printer);
  const choices =
    printer.side === 'class' ? '' : printChoices(object, ({ schema }) => printType(schema, printer));
  return members === '' ? 'Readonly<Record<string, never>>' : `{\n${indent(members)}}${choices}`;
}

/** The members of an interface or object type, one a line, each with its comment. */
function printMembers(object: ObjectShape, printer: TypePrinter): string {
  const members = object.properties.map((property) => printMember(property, printer));
  return [...members, printRest(object, printer)].join('');
}

function printMember(property: PropertyModel, printer: TypePrinter): string {
  const mark = isOptional(property, printer.side) ? '?' : '';
  const comment = fieldComment(property, printer.definitions);
  return `${comment}readonly ${propertyKey(property.name)}${mark}:${afterColon(memberType(property, printer))};\n`;
}

/** The keys that are not declared. TypeScript wants their type to take in those that are. */
function printRest({ properties, rest }: ObjectShape, printer: TypePrinter): string {
  if (rest === undefined) return '';
  const types = properties.map((property) => memberType(property, printer));
  return `readonly [key: string]:${afterColon(unionOf([printType(rest, printer), ...types]))};\n`;
}

/** The type of a field where it is read. */
export function memberType(property: PropertyModel, printer: TypePrinter): string {
  const type = printType(property.schema, printer);
  return isOptional(property, printer.side) ? unionOf([type, 'undefined']) : type;
}

/** Whether the field may be absent: on input also where a default stands in for it. */
function isOptional({ required, default: value }: PropertyModel, side: Side): boolean {
  return side === 'input' ? !required || value !== undefined : !required && value === undefined;
}

/** A union of literal types. */
export function printLiterals(values: readonly Scalar[]): string {
  return values.map((value) => jsonLiteral(value)).join(' | ');
}

/** A union, over several lines where one of its types takes several. */
export function unionOf(types: readonly string[]): string {
  const all = [...new Set(types)];
  if (all.length === 1 || !all.some((type) => type.includes('\n'))) return all.join(' | ');
  return all.map((type) => (type.startsWith('| ') ? type : `| ${type}`)).join('\n');
}

/** A type where it follows a colon or an equals sign. */
export function afterColon(type: string): string {
  return type.startsWith('| ') ? `\n${indent(type)}` : ` ${type}`;
}

function parenthesised(type: string): string {
  if (type.startsWith('| ')) return `(\n${indent(type)}\n)`;
  return /[|&\n]|^readonly /.test(type) ? `(${type})` : type;
}
