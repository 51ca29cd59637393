import type { TtcReader } from './reader.ts';
import { TtcWriter } from './writer.ts';

/** TTC of Oracle Database 19c: decides which fields messages have. */
const FIELD_VERSION = 12;
const UTF8 = 873;
const UTF16 = 2000;
const COMPILE_CAPABILITIES = Buffer.alloc(45);
COMPILE_CAPABILITIES[7] = FIELD_VERSION;
/** The time zone in the data type messages, and strings up to 32,767 bytes. */
const RUNTIME_CAPABILITIES = Buffer.of(2, 1, 0, 0, 0, 0, 4);
const RUNTIME_TIME_ZONE = 1;
const TIME_ZONE_LENGTH = 11;
const UTC = Buffer.of(0x80, 0, 0, 0, 60, 60, 60, 0x80, 0, 0, 0);

/** Answers the protocol message: character sets and capabilities. */
export function protocolReply(): Buffer {
  const formats = Buffer.alloc(11);
  formats.writeUInt16BE(UTF16, 9);
  const banner = Buffer.from('Linux/x86-64 test server\0', 'ascii');
  const reply = new TtcWriter().u8(1, 6, 0).raw(banner).u16le(UTF8).u8(1).u16le(0);
  reply.u16be(formats.length).raw(formats);
  return reply.bytes(COMPILE_CAPABILITIES).bytes(RUNTIME_CAPABILITIES).finish();
}

/** Answers the data type message: agrees to every conversion the client names. */
export function dataTypesReply(request: TtcReader): Buffer {
  request.take(5);
  request.bytes();
  const hasTimeZone = request.bytes()?.[RUNTIME_TIME_ZONE] === 1;
  if (hasTimeZone) request.take(TIME_ZONE_LENGTH);
  const reply = new TtcWriter().u8(2);
  if (hasTimeZone) reply.raw(UTC);
  for (let type = request.u16be(); type !== 0; type = request.u16be()) {
    reply.u16be(type).u16be(request.u16be());
    reply.u16be(request.u16be()).u16be(request.u16be());
  }
  return reply.u16be(0).finish();
}
