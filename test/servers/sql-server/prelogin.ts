import { ProtocolError } from './bytes.ts';

/** What the server does about TLS: offers it, insists on it, or answers 'encryption not supported'. */
export type EncryptionSupport = 'supported' | 'required' | 'unsupported';

const Option = { version: 0, encryption: 1, instance: 2, threadId: 3, mars: 4, end: 0xff } as const;
const Encryption = { off: 0, on: 1, notSupported: 2, required: 3 } as const;

/** The values of a PRELOGIN message by option; a table of (option, offset, length) precedes them, big-endian. */
function readOptions(payload: Buffer): Map<number, Buffer> {
  const options = new Map<number, Buffer>();
  for (let at = 0; payload[at] !== Option.end; at += 5) {
    if (at + 5 > payload.length) throw new ProtocolError('PRELOGIN has no terminator.');
    const offset = payload.readUInt16BE(at + 1);
    const length = payload.readUInt16BE(at + 3);
    options.set(payload.readUInt8(at), payload.subarray(offset, offset + length));
  }
  return options;
}

function writeOptions(options: readonly (readonly [number, Buffer])[]): Buffer {
  const table = Buffer.alloc(options.length * 5 + 1, Option.end);
  let offset = table.length;
  options.forEach(([option, value], index) => {
    table.writeUInt8(option, index * 5);
    table.writeUInt16BE(offset, index * 5 + 1);
    table.writeUInt16BE(value.length, index * 5 + 3);
    offset += value.length;
  });
  return Buffer.concat([table, ...options.map(([, value]) => value)]);
}

/** What the two sides agreed on before the login. */
export interface Negotiation {
  /** The client asked for TLS on the whole connection. */
  readonly encryptionAsked: boolean;
  /** A TLS handshake follows. */
  readonly encrypted: boolean;
  readonly reply: Buffer;
}

/** Reads the client's PRELOGIN and decides about TLS as MS-TDS 2.2.6.5 lays down. */
export function negotiate(payload: Buffer, support: EncryptionSupport): Negotiation {
  const asked = readOptions(payload).get(Option.encryption)?.[0] ?? Encryption.notSupported;
  const encryptionAsked = asked === Encryption.on || asked === Encryption.required;
  const encrypted = encryptionAsked && support !== 'unsupported';
  const unmet = support === 'required' ? Encryption.required : Encryption.notSupported;
  const reply = writeOptions([
    [Option.version, Buffer.of(16, 0, 0x03, 0xe8, 0, 0)],
    [Option.encryption, Buffer.of(encrypted ? Encryption.on : unmet)],
    [Option.instance, Buffer.of(0)],
    [Option.threadId, Buffer.alloc(0)],
    [Option.mars, Buffer.of(0)],
  ]);
  return { encryptionAsked, encrypted, reply };
}
