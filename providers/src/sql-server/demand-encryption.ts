import type { Socket } from 'node:net';
import { SettingError } from '@extconn/runtime';

/** TDS: 8 bytes of header, of which the third and fourth are the length of the packet, header included. */
const HEADER = 8;
/** The server's answer to PRELOGIN is about 40 bytes long. */
const LONGEST_ANSWER = 4096;
const OPTION_ENCRYPTION = 1;
const OPTIONS_END = 0xff;
/** What the server says where TLS follows: on, or required. */
const ENCRYPTED: ReadonlySet<number | undefined> = new Set([1, 3]);

/**
 * Destroys the socket when the server's answer to PRELOGIN does not announce TLS, before the login with its
 * password is sent: the driver itself would go on in clear. What cannot be read counts as a refusal.
 */
export function demandEncryption(socket: Socket, onRefused: (error: SettingError) => void): void {
  let received: Buffer = Buffer.alloc(0);
  const inspect = (bytes: Buffer): void => {
    received = Buffer.concat([received, bytes]);
    const length = received.length < HEADER ? HEADER : received.readUInt16BE(2);
    if (received.length < length && length <= LONGEST_ANSWER) return;
    socket.off('data', inspect);
    if (ENCRYPTED.has(encryptionIn(received.subarray(HEADER, length)))) return;
    const refusal = new SettingError(
      'unsupported-setting',
      "The server does not encrypt, which 'Encrypt' demands; nothing was sent to it in clear",
    );
    onRefused(refusal);
    socket.destroy(refusal);
  };
  socket.on('data', inspect);
}

/** The value of the option in a table of (option, offset, length), big-endian (MS-TDS 2.2.6.5). */
function encryptionIn(answer: Buffer): number | undefined {
  for (let at = 0; at + 5 <= answer.length && answer[at] !== OPTIONS_END; at += 5) {
    if (answer[at] === OPTION_ENCRYPTION) return answer[answer.readUInt16BE(at + 1)];
  }
  return undefined;
}
