import type { ObjectShape, PropertyModel, Scalar, SchemaModel, Shape } from '../model/model.ts';
import { fieldComment } from './field-comment.ts';
import { indent } from './indent.ts';
import { jsonLiteral, propertyKey } from './literals.ts';

/** Prints the TypeScript type of a schema, as it is given (`input`) or as the configuration class holds it. */
export interface TypePrinter {
  readonly side: 'input' | 'class';
  /** The local name of `Secret`. */
  readonly secret: () => string;
  /** The name of a definition's type. */
  readonly definition: (name: string) => string;
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
      return shape.branches.map(({ object }) => `| ${printObject(object, printer)}`).join('\n');
    case 'alternatives':
      return shape.options.map((option) => printType(option, printer)).join(' | ');
    case 'reference':
      return printer.definition(shape.definition);
  }
}

function printObject(object: ObjectShape, printer: TypePrinter): string {
  const members = printMembers(object, printer);
  return members === '' ? 'Readonly<Record<string, never>>' : `{\n${indent(members)}}`;
}

/** The members of an interface or object type, one a line, each with its comment. */
export function printMembers(object: ObjectShape, printer: TypePrinter): string {
  return object.properties.map((property) => printMember(property, printer)).join('');
}

function printMember(property: PropertyModel, printer: TypePrinter): string {
  const type = printType(property.schema, printer);
  const maybe = isOptional(property, printer.side);
  return `${fieldComment(property)}readonly ${propertyKey(property.name)}${maybe ? '?' : ''}: ${type}${maybe ? ' | undefined' : ''};\n`;
}

/** Whether the field may be absent: on input also where a default stands in for it. */
export function isOptional({ required, default: value }: PropertyModel, side: TypePrinter['side']): boolean {
  return side === 'input' ? !required || value !== undefined : !required && value === undefined;
}

/** A union of literal types. */
export function printLiterals(values: readonly Scalar[]): string {
  return values.map((value) => jsonLiteral(value)).join(' | ');
}

function parenthesised(type: string): string {
  return /[|&\n]|^readonly /.test(type) ? `(${type})` : type;
}
