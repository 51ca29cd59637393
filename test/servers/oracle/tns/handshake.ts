import { LARGE_SDU_VERSION, type Packet, PacketType, sealPacket } from './packet.ts';

/** The terms a connection runs under. */
export interface Terms {
  readonly version: number;
  /** The largest packet either side sends, in bytes. */
  readonly sdu: number;
}

/** A client's CONNECT packet. */
export interface ConnectRequest {
  readonly terms: Terms;
  /** Undefined where it did not fit and follows in a DATA packet. */
  readonly connectData: string | undefined;
}

const MAX_SDU = 8192;
const TDU = 2_097_152;
const NO_NETWORK_SERVICES = 0x04;

export function parseConnect({ bytes }: Packet, serverVersion: number): ConnectRequest {
  const version = Math.min(bytes.readUInt16BE(8), serverVersion);
  const sdu = version >= LARGE_SDU_VERSION ? bytes.readUInt32BE(58) : bytes.readUInt16BE(14);
  const length = bytes.readUInt16BE(24);
  const offset = bytes.readUInt16BE(26);
  return {
    terms: { version, sdu: Math.min(sdu, MAX_SDU) },
    connectData:
      offset + length > bytes.length ? undefined : bytes.toString('ascii', offset, offset + length),
  };
}

/** Accepts, without native network encryption, fast authentication or end-of-response markers. */
export function acceptPacket({ version, sdu }: Terms): Buffer {
  const large = version >= LARGE_SDU_VERSION;
  const bytes = Buffer.alloc(large ? 45 : 32);
  bytes.writeUInt16BE(version, 8);
  bytes.writeUInt16BE(sdu, 12);
  bytes.writeUInt16BE(0xffff, 14);
  bytes.writeUInt16BE(1, 16);
  bytes.writeUInt16BE(bytes.length, 20);
  bytes.writeUInt8(NO_NETWORK_SERVICES, 22);
  if (large) {
    bytes.writeUInt32BE(sdu, 32);
    bytes.writeUInt32BE(TDU, 36);
  }
  return sealPacket(bytes, PacketType.accept, false);
}

/** Refuses with an ORA code, as a listener does: 12514 for an unknown service, 12505 for an unknown SID. */
export function refusePacket(code: number): Buffer {
  const stack = `(ERROR_STACK=(ERROR=(CODE=${code})(EMFI=4)))`;
  const data = Buffer.from(`(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=${code})${stack})`, 'ascii');
  const bytes = Buffer.concat([Buffer.alloc(12), data]);
  bytes.writeUInt8(4, 9);
  bytes.writeUInt16BE(data.length, 10);
  return sealPacket(bytes, PacketType.refuse, false);
}
