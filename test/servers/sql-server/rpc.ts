import { ByteReader } from './bytes.ts';
import { readType, readValue } from './types.ts';
import type { SqlValue } from './values.ts';

/** A parameter of a remote procedure call. */
export interface RpcParameter {
  /** With its `@`; empty for a positional one. */
  readonly name: string;
  readonly output: boolean;
  readonly value: SqlValue;
}

export interface Rpc {
  readonly procedure: string;
  readonly parameters: readonly RpcParameter[];
}

const BY_ID = 0xffff;
const BY_REFERENCE = 0x01;
/** The procedures that may be called by a number instead of a name (MS-TDS 2.2.6.6). */
const PROCEDURES: Readonly<Record<number, string>> = {
  1: 'sp_cursor',
  2: 'sp_cursoropen',
  3: 'sp_cursorprepare',
  4: 'sp_cursorexecute',
  5: 'sp_cursorprepexec',
  6: 'sp_cursorunprepare',
  7: 'sp_cursorfetch',
  8: 'sp_cursoroption',
  9: 'sp_cursorclose',
  10: 'sp_executesql',
  11: 'sp_prepare',
  12: 'sp_execute',
  13: 'sp_prepexec',
  14: 'sp_prepexecrpc',
  15: 'sp_unprepare',
};

/** Reads an RPC request: one call with all its parameters. */
export function parseRpc(payload: Buffer): Rpc {
  const reader = new ByteReader(payload);
  reader.skipHeaders();
  const length = reader.u16();
  const procedure = length === BY_ID ? procedureById(reader.u16()) : reader.text(length);
  reader.u16();
  const parameters: RpcParameter[] = [];
  while (reader.remaining > 0) {
    const name = reader.shortText();
    const output = (reader.u8() & BY_REFERENCE) !== 0;
    const type = readType(reader);
    parameters.push({ name, output, value: { type, data: readValue(reader, type) } });
  }
  return { procedure, parameters };
}

function procedureById(id: number): string {
  return PROCEDURES[id] ?? `procedure ${id}`;
}
