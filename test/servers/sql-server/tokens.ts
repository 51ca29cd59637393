import { longText, shortText, u8, u16, u32, u64 } from './bytes.ts';
import type { Login7 } from './login7.ts';
import type { SqlError } from './sql-error.ts';
import { COLLATION, type SqlType, writeValue } from './types.ts';
import type { SqlValue } from './values.ts';

/** The name under which the server reports its errors. */
export const SERVER_NAME = 'test-server';
const SERVER_VERSION = Buffer.of(16, 0, 0x03, 0xe8);

const Token = {
  returnStatus: 0x79,
  columns: 0x81,
  error: 0xaa,
  info: 0xab,
  returnValue: 0xac,
  loginAck: 0xad,
  row: 0xd1,
  environment: 0xe3,
  done: 0xfd,
  doneProcedure: 0xfe,
  doneInProcedure: 0xff,
};
const Change = { database: 1, language: 2, packetSize: 4, collation: 7 };
const NULLABLE = 0x01;

/** A token whose length of two bytes follows its id. */
function sized(token: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u8(token), u16(body.length), body]);
}

function sentence(
  token: number,
  error: Pick<SqlError, 'number' | 'class' | 'state' | 'message' | 'line'>,
): Buffer {
  const head = Buffer.concat([u32(error.number), u8(error.state), u8(error.class)]);
  return sized(token, head, longText(error.message), shortText(SERVER_NAME), shortText(''), u32(error.line));
}

export function errorToken(error: SqlError): Buffer {
  return sentence(Token.error, error);
}

/** What the server says to an accepted login, in the order in which the real one says it. */
export function loginTokens(login: Login7, database: string, packetSize: number): Buffer {
  const changed = `Changed database context to '${database}'.`;
  const spoken = 'Changed language setting to us_english.';
  const name = shortText('Microsoft SQL Server');
  return Buffer.concat([
    sized(Token.environment, u8(Change.database), shortText(database), shortText('master')),
    sentence(Token.info, { number: 5701, class: 0, state: 2, message: changed, line: 1 }),
    sized(Token.environment, u8(Change.collation), u8(COLLATION.length), COLLATION, u8(0)),
    sized(Token.environment, u8(Change.language), shortText('us_english'), shortText('')),
    sentence(Token.info, { number: 5703, class: 0, state: 1, message: spoken, line: 1 }),
    sized(Token.loginAck, u8(1), u32(login.tdsVersion).swap32(), name, SERVER_VERSION),
    sized(Token.environment, u8(Change.packetSize), shortText(String(packetSize)), shortText('4096')),
    doneToken('batch', {}),
  ]);
}

/** A column of a result. */
export interface Column {
  readonly name: string;
  readonly type: SqlType;
}

export function columnsToken(columns: readonly Column[]): Buffer {
  const parts = columns.map(({ name, type }) =>
    Buffer.concat([u32(0), u16(NULLABLE), type.info, shortText(name)]),
  );
  return Buffer.concat([u8(Token.columns), u16(columns.length), ...parts]);
}

export function rowToken(values: readonly SqlValue[]): Buffer {
  return Buffer.concat([u8(Token.row), ...values.map(({ type, data }) => writeValue(type, data))]);
}

/** What ended: a statement of a batch, a statement inside a procedure, or the procedure itself. */
export type DoneKind = 'batch' | 'inProcedure' | 'procedure';
const DONE = { batch: Token.done, inProcedure: Token.doneInProcedure, procedure: Token.doneProcedure };

export interface DoneStatus {
  /** Rows returned or changed, where that is counted. */
  readonly rows?: number | undefined;
  readonly more?: boolean;
  readonly failed?: boolean;
  readonly attention?: boolean;
}

export function doneToken(kind: DoneKind, { rows, more, failed, attention }: DoneStatus): Buffer {
  const bits = [more && 0x01, failed && 0x02, rows !== undefined && 0x10, attention && 0x20];
  const status = bits.reduce<number>((sum, bit) => sum + (bit || 0), 0);
  return Buffer.concat([u8(DONE[kind]), u16(status), u16(0), u64(BigInt(rows ?? 0))]);
}

export function returnStatusToken(status: number): Buffer {
  return Buffer.concat([u8(Token.returnStatus), u32(status)]);
}

/** The final value of an output parameter. */
export function returnValueToken(name: string, { type, data }: SqlValue): Buffer {
  const head = Buffer.concat([u8(Token.returnValue), u16(0), shortText(name), u8(1), u32(0), u16(NULLABLE)]);
  return Buffer.concat([head, type.info, writeValue(type, data)]);
}
