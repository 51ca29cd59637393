import { CommandError } from './command-error.ts';
import { type BsonDocument, isDocument } from './documents.ts';

/** Typed access to the fields of a command; another type than expected is refused with TypeMismatch. */

export function documentField(
  document: BsonDocument,
  field: string,
  otherwise: BsonDocument = {},
): BsonDocument {
  return read(document, field, isDocument, otherwise);
}

export function documentsField(document: BsonDocument, field: string): readonly BsonDocument[] {
  return read(document, field, areDocuments, undefined);
}

export function numberField(document: BsonDocument, field: string, otherwise?: number): number {
  return read(document, field, isNumber, otherwise);
}

export function stringField(document: BsonDocument, field: string): string {
  return read(document, field, isString, undefined);
}

/** The namespace that the command's own field names together with the database. */
export function namespaceOf(database: string, command: BsonDocument, name: string): string {
  return `${database}.${stringField(command, name)}`;
}

function read<T>(
  document: BsonDocument,
  field: string,
  fits: (value: unknown) => value is T,
  otherwise: T | undefined,
): T {
  const value = document[field] ?? otherwise;
  if (!fits(value))
    throw new CommandError('TypeMismatch', `BSON field '${field}' is missing or the wrong type`);
  return value;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isString = (value: unknown): value is string => typeof value === 'string';
const areDocuments = (value: unknown): value is readonly BsonDocument[] =>
  Array.isArray(value) && value.every(isDocument);
