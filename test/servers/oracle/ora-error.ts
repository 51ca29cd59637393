/** The sentences of the codes this server can send, as Oracle Database 19c words them. `%s` takes a detail. */
const SENTENCES: Readonly<Record<number, string>> = {
  1: 'unique constraint (%s) violated',
  600: 'internal error code, arguments: [%s]',
  900: 'invalid SQL statement',
  902: 'invalid datatype',
  903: 'invalid table name',
  904: '%s: invalid identifier',
  906: 'missing left parenthesis',
  907: 'missing right parenthesis',
  911: 'invalid character',
  913: 'too many values',
  917: 'missing comma',
  923: 'FROM keyword not found where expected',
  926: 'missing VALUES keyword',
  927: 'missing equal sign',
  928: 'missing SELECT keyword',
  932: 'inconsistent datatypes',
  933: 'SQL command not properly ended',
  936: 'missing expression',
  937: 'not a single-group group function',
  942: 'table or view does not exist',
  947: 'not enough values',
  955: 'name is already used by an existing object',
  971: 'missing SET keyword',
  1001: 'invalid cursor',
  1008: 'not all variables bound',
  1012: 'not logged on',
  1013: 'user requested cancel of current operation',
  1017: 'invalid username/password; logon denied',
  1033: 'ORACLE initialization or shutdown in progress',
  1089: 'immediate shutdown or close in progress - no operations are permitted',
  1400: 'cannot insert NULL into (%s)',
  1403: 'no data found',
  1426: 'numeric overflow',
  1453: 'SET TRANSACTION must be first statement of transaction',
  1456: 'may not perform insert/delete/update operation inside a READ ONLY transaction',
  1476: 'divisor is equal to zero',
  1722: 'invalid number',
  1756: 'quoted string not properly terminated',
  3113: 'end-of-file on communication channel',
  3114: 'not connected to ORACLE',
  3115: 'unsupported network datatype or representation',
  3120: 'two-task conversion routine: integer overflow',
  3135: 'connection lost contact',
  3137: 'malformed TTC packet from client rejected: [%s]',
  6550: 'line 1, column 7:\nPLS-00201: identifier must be declared',
  12170: 'TNS:Connect timeout occurred',
  12899: 'value too large for column %s',
  28000: 'The account is locked.',
};

/**
 * An error with an ORA code, sent to the client as the database would send it.
 *
 * @example
 * throw new OraError(942, { position: 14 }); // ORA-00942: table or view does not exist
 */
export class OraError extends Error {
  readonly code: number;
  /** Offset in the statement, in characters from 0. */
  readonly position: number;

  constructor(code: number, { detail = '', position = 0 } = {}) {
    const sentence = (SENTENCES[code] ?? 'error injected by the test server').replace('%s', detail);
    super(`ORA-${String(code).padStart(5, '0')}: ${sentence}`);
    this.code = code;
    this.position = position;
  }
}
