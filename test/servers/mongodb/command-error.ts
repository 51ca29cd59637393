import type { BsonDocument } from './documents.ts';

/** The codes this server answers with, under the names that MongoDB gives them. */
export const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  Unauthorized: 13,
  TypeMismatch: 14,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  CursorNotFound: 43,
  CommandNotFound: 59,
  TransactionTooOld: 225,
  NotImplemented: 238,
  NoSuchTransaction: 251,
  OperationNotSupportedInTransaction: 263,
  UnsupportedOpQueryCommand: 352,
  NotWritablePrimary: 10107,
  DuplicateKey: 11000,
  NotPrimaryNoSecondaryOk: 13435,
  Location40324: 40324,
} as const;

export type ErrorCodeName = keyof typeof errorCodes;

/** A refusal that the client is told of. */
export class CommandError extends Error {
  readonly codeName: ErrorCodeName;
  readonly labels: readonly string[];

  constructor(codeName: ErrorCodeName, message: string, labels: readonly string[] = []) {
    super(message);
    this.codeName = codeName;
    this.labels = labels;
  }

  get code(): number {
    return errorCodes[this.codeName];
  }
}

export function errorReply(error: unknown): BsonDocument {
  if (!(error instanceof CommandError)) {
    // A bug of this server: said to the client, so that the test that met it shows it.
    return { ok: 0, errmsg: String(error), code: errorCodes.InternalError, codeName: 'InternalError' };
  }
  const { message, code, codeName, labels } = error;
  return { ok: 0, errmsg: message, code, codeName, ...(labels.length > 0 && { errorLabels: labels }) };
}
