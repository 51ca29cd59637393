import { parseBulkLoad } from './bulk-load.ts';
import { ByteReader, ProtocolError } from './bytes.ts';
import { type Message, PacketType } from './packets.ts';
import { parseRpc, type Rpc, type RpcParameter } from './rpc.ts';
import type { StatementRecord } from './server-state.ts';
import { insertRows } from './sql/catalogue.ts';
import { execute, type Step } from './sql/execute.ts';
import type { Surroundings } from './sql/functions.ts';
import { parseBatch } from './sql/statement-parser.ts';
import { SqlError } from './sql-error.ts';
import { type SqlValue, toScalar } from './values.ts';

/** A request read from its bytes, ready to run. */
export interface Request extends Omit<StatementRecord, 'session'> {
  /** Output parameters, whose values at the end the client wants. */
  readonly outputs: readonly string[];
  readonly variables: Map<string, SqlValue>;
  readonly run: (around: Surroundings, signal: AbortSignal) => AsyncIterable<Step>;
}

/** Reads a batch, a remote procedure call or a bulk load; one with types unknown here fails when it is run. */
export function parseRequest(message: Message): Request {
  try {
    return readRequest(message);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return { ...NOTHING, kind: 'rpc', text: '', variables: new Map(), run: () => fail(error) };
  }
}

/** Whether T-SQL only sets options, as drivers do on their own after the login. */
export function onlySetsOptions(text: string): boolean {
  try {
    return parseBatch(text).every(({ kind }) => kind === 'option');
  } catch {
    return false;
  }
}

function readRequest({ type, payload }: Message): Request {
  if (type === PacketType.batch) return batch(payload);
  if (type === PacketType.rpc) return call(parseRpc(payload));
  if (type === PacketType.bulk) return bulkLoad(payload);
  throw new ProtocolError(`Unexpected message of type ${type}.`);
}

const NOTHING = { parameters: {}, outputs: [] } as const;

function fail(error: SqlError): never {
  throw error;
}

function batch(payload: Buffer): Request {
  const reader = new ByteReader(payload);
  reader.skipHeaders();
  const text = reader.text(reader.remaining / 2);
  return {
    ...NOTHING,
    kind: 'batch',
    text,
    variables: new Map(),
    run: (...context) => runText(text, ...context),
  };
}

function call({ procedure, parameters }: Rpc): Request {
  if (procedure.toLowerCase() !== 'sp_executesql') return unknownProcedure(procedure, parameters);
  const text = String(parameters[0] === undefined ? '' : toScalar(parameters[0].value));
  // The second parameter declares the others, which carry their types themselves.
  return {
    ...describe(parameters.slice(2)),
    text,
    variables: new Map(parameters.slice(2).map(({ name, value }) => [name.toLowerCase(), value])),
    run: (...context) => runText(text, ...context),
  };
}

function unknownProcedure(procedure: string, parameters: readonly RpcParameter[]): Request {
  const run = (): never => fail(new SqlError(2812, [procedure]));
  return { ...describe(parameters), outputs: [], text: procedure, variables: new Map(), run };
}

function describe(parameters: readonly RpcParameter[]): Pick<Request, 'kind' | 'parameters' | 'outputs'> {
  const values = parameters.map(({ name, value }) => [name, toScalar(value)] as const);
  const outputs = parameters.filter(({ output }) => output).map(({ name }) => name);
  return { kind: 'rpc', parameters: Object.fromEntries(values), outputs };
}

async function* runText(text: string, around: Surroundings, signal: AbortSignal): AsyncGenerator<Step> {
  yield* execute(parseBatch(text), around, signal);
}

function bulkLoad(payload: Buffer): Request {
  const { columns, rows } = parseBulkLoad(payload);
  const names = columns.map(({ name }) => name);
  return {
    ...NOTHING,
    kind: 'bulk',
    text: `BULK LOAD (${names.join(', ')})`,
    variables: new Map(),
    run: load,
  };

  async function* load({ session }: Surroundings): AsyncGenerator<Step> {
    if (session.bulk === undefined) throw new SqlError(4002, ['No INSERT BULK came before it.']);
    const { table } = session.bulk;
    session.bulk = undefined;
    if (rows.length > 0) insertRows(table, names, rows);
    session.rowCount = rows.length;
    yield { kind: 'done', rows: rows.length };
  }
}
