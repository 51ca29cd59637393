import type { FaultyConnection } from '../../support/faulty-listener.ts';
import { type ConnectData, parseConnectData } from './connect-data.ts';
import { acceptPacket, parseConnect, refusePacket, type Terms } from './handshake.ts';
import {
  HEADER_SIZE,
  LARGE_SDU_VERSION,
  type Packet,
  PacketSplitter,
  PacketType,
  sealPacket,
} from './packet.ts';

/** What the link reports upwards. */
export interface LinkHandler {
  /** The protocol version to offer; the client's is taken where it is lower. */
  readonly tnsVersion: number;
  /** Says with which ORA code to refuse, or undefined to accept. */
  connect(data: ConnectData): number | undefined;
  /** One complete message of the layer above. */
  message(bytes: Buffer): void;
  /** The client interrupts what is running. */
  interrupt(): void;
  /** Both sides have dropped what was in flight; the client waits for the outcome of the interrupted call. */
  afterReset(): void;
  /** Settles when the next packets may be sent. */
  mayWrite(): Promise<void>;
  /** Whether to send packets that are none instead. */
  garbles(): boolean;
}

const DATA_OFFSET = 10;
const END_OF_FILE = 0x40;
const END_OF_REQUEST = 0x800;
const UNKNOWN_TYPE = 0xee;
const Marker = { break: 1, reset: 2 } as const;

/** One client's TNS connection: the handshake, whole messages out of packets and back, and markers. */
export class TnsLink {
  readonly #connection: FaultyConnection;
  readonly #handler: LinkHandler;
  readonly #splitter = new PacketSplitter();
  #asked: Terms | undefined;
  #terms: Terms | undefined;
  #pending: Buffer[] = [];
  #interrupted = false;
  #written: Promise<void> = Promise.resolve();

  constructor(connection: FaultyConnection, handler: LinkHandler) {
    this.#connection = connection;
    this.#handler = handler;
    connection.on('data', (bytes: Buffer) => this.#receive(bytes));
  }

  /** Sends one message of the layer above, in as many packets as it takes. */
  send(message: Buffer): void {
    if (this.#interrupted || this.#terms === undefined) return;
    const room = this.#terms.sdu - DATA_OFFSET;
    const packets: Buffer[] = [];
    for (let at = 0; at < message.length; at += room) {
      const packet = Buffer.concat([Buffer.alloc(DATA_OFFSET), message.subarray(at, at + room)]);
      packets.push(sealPacket(packet, PacketType.data, this.#splitter.large));
    }
    this.#write(Buffer.concat(packets));
  }

  #receive(bytes: Buffer): void {
    this.#splitter.push(bytes);
    let packet = this.#splitter.next();
    while (typeof packet === 'object') {
      this.#handle(packet);
      packet = this.#splitter.next();
    }
    if (packet === 'malformed') this.#connection.reset();
  }

  #handle(packet: Packet): void {
    if (packet.type === PacketType.connect) this.#connect(packet);
    else if (packet.type === PacketType.data && this.#terms !== undefined) this.#data(packet.bytes);
    else if (packet.type === PacketType.data && this.#asked !== undefined) {
      this.#answer(packet.bytes.toString('ascii', DATA_OFFSET));
    } else if (packet.type === PacketType.marker && this.#terms !== undefined) this.#marker(packet.bytes);
    else this.#connection.reset();
  }

  #connect(packet: Packet): void {
    const { terms, connectData } = parseConnect(packet, this.#handler.tnsVersion);
    this.#asked = terms;
    if (connectData !== undefined) this.#answer(connectData);
  }

  #answer(connectData: string): void {
    const refusal = this.#handler.connect(parseConnectData(connectData));
    if (refusal === undefined && this.#asked !== undefined) {
      this.#terms = this.#asked;
      this.#write(acceptPacket(this.#terms));
      this.#splitter.large = this.#terms.version >= LARGE_SDU_VERSION;
    } else if (refusal !== undefined) {
      this.#write(refusePacket(refusal));
      void this.#written.then(() => this.#connection.end());
    }
  }

  /** A driver marks the last packet of each message, so a message need not be parsed to find its end. */
  #data(bytes: Buffer): void {
    const flags = bytes.readUInt16BE(8);
    if ((flags & END_OF_FILE) !== 0) this.#connection.end();
    if ((flags & END_OF_FILE) !== 0 || this.#interrupted) return;
    this.#pending.push(bytes.subarray(DATA_OFFSET));
    if ((flags & END_OF_REQUEST) !== 0) this.#handler.message(Buffer.concat(this.#pending.splice(0)));
  }

  /** Break and reset: each side drops what is in flight until it has seen the other's reset. */
  #marker(bytes: Buffer): void {
    if (bytes.readUInt8(10) === Marker.reset) {
      this.#interrupted = false;
      this.#sendMarker(Marker.reset);
      this.#handler.afterReset();
    } else if (!this.#interrupted) {
      this.#handler.interrupt();
      this.#sendMarker(Marker.break);
      this.#interrupted = true;
      this.#pending = [];
    }
  }

  #sendMarker(kind: number): void {
    const packet = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, kind]);
    this.#write(sealPacket(packet, PacketType.marker, this.#splitter.large));
  }

  /** One after the other, however long the first has to wait. */
  #write(packets: Buffer, large = this.#splitter.large): void {
    this.#written = this.#written.then(async () => {
      await this.#handler.mayWrite();
      this.#connection.write(this.#handler.garbles() ? garbage(large) : packets);
    });
  }
}

/** A packet by its length and nothing else. */
function garbage(large: boolean): Buffer {
  const text = Buffer.from('This is not the protocol you are looking for.', 'ascii');
  return sealPacket(Buffer.concat([Buffer.alloc(HEADER_SIZE), text]), UNKNOWN_TYPE, large);
}
