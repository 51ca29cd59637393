import { type BsonDocument, decodeExact, decodePlain } from './documents.ts';
import { decodeOpMsg } from './op-msg.ts';
import { decodeOpQuery } from './op-query.ts';
import { opCodes, WireError, type WireMessage } from './wire.ts';

/** A command as it arrived, whatever operation carried it. */
export interface CommandRequest {
  readonly requestId: number;
  readonly legacy: boolean;
  /** The command's present name: `isMaster` and `ismaster` are `hello`. */
  readonly name: string;
  readonly database: string;
  /** With plain numbers: for looking at. */
  readonly command: BsonDocument;
  /** With every BSON type kept: for storing and comparing. */
  readonly exact: BsonDocument;
  /** The client wants no answer. */
  readonly unacknowledged: boolean;
  /** The client takes several answers to this one request. */
  readonly exhaustAllowed: boolean;
}

/** The parts that the two operations have in common. */
export interface RawCommand {
  readonly body: Buffer;
  /** Document sequences: arrays of the command that travel beside it. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The database that OP_QUERY names outside the document. */
  readonly database?: string;
  readonly unacknowledged: boolean;
  readonly exhaustAllowed: boolean;
}

const renamed: Readonly<Record<string, string>> = {
  isMaster: 'hello',
  ismaster: 'hello',
  buildinfo: 'buildInfo',
};

/** Throws a {@link WireError} for bytes that are no command. */
export function decodeRequest(message: WireMessage): CommandRequest {
  try {
    return assemble(message, decodeOperation(message));
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw new WireError(`malformed message: ${String(error)}`);
  }
}

function decodeOperation(message: WireMessage): RawCommand {
  if (message.opCode === opCodes.msg) return decodeOpMsg(message.body);
  if (message.opCode === opCodes.query) return decodeOpQuery(message.body);
  throw new WireError(`unknown operation ${message.opCode}`);
}

function assemble(message: WireMessage, raw: RawCommand): CommandRequest {
  const command = decodePlain(raw.body);
  const exact = decodeExact(raw.body);
  for (const [field, documents] of raw.sequences) {
    command[field] = documents.map(decodePlain);
    exact[field] = documents.map(decodeExact);
  }
  const [name = ''] = Object.keys(command);
  const database = raw.database ?? command['$db'];
  if (typeof database !== 'string') throw new WireError('OP_MSG requests require a $db argument');
  return {
    requestId: message.requestId,
    legacy: message.opCode === opCodes.query,
    name: renamed[name] ?? name,
    database,
    command,
    exact,
    unacknowledged: raw.unacknowledged,
    exhaustAllowed: raw.exhaustAllowed,
  };
}
