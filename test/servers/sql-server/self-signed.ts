import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A private key and a certificate for it, in PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

const Tag = { integer: 0x02, bits: 0x03, octets: 0x04, utf8: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31 };
const ECDSA_SHA256 = '06082a8648ce3d040302';
const COMMON_NAME = '0603550403';
const BASIC_CONSTRAINTS = '0603551d13';
const SUBJECT_ALTERNATIVE_NAME = '0603551d11';
const TRUE = '0101ff';
const DAY_MS = 86_400_000;

/** One DER element; parts given as text are hexadecimal. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)),
  );
  const { length } = body;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), body]);
}

function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/\D/g, '').slice(2, 14);
  return der(Tag.utcTime, Buffer.from(`${digits}Z`));
}

function extensions(): Buffer {
  const names = der(Tag.sequence, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.of(127, 0, 0, 1)));
  const authority = der(Tag.octets, der(Tag.sequence, TRUE));
  const list = der(
    Tag.sequence,
    der(Tag.sequence, BASIC_CONSTRAINTS, TRUE, authority),
    der(Tag.sequence, SUBJECT_ALTERNATIVE_NAME, der(Tag.octets, names)),
  );
  return der(0xa3, list);
}

/** A fresh key and a certificate it signed itself, for `localhost` and 127.0.0.1, valid for a day either way. */
export function selfSigned(): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(Tag.sequence, ECDSA_SHA256);
  const commonName = der(Tag.sequence, COMMON_NAME, der(Tag.utf8, Buffer.from('localhost')));
  const name = der(Tag.sequence, der(Tag.set, commonName));
  const serial = Buffer.concat([Buffer.of(0x01), randomBytes(8)]);
  const body = der(
    Tag.sequence,
    der(0xa0, der(Tag.integer, '02')),
    der(Tag.integer, serial),
    algorithm,
    name,
    der(Tag.sequence, utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(),
  );
  const signature = der(Tag.bits, '00', sign('sha256', body, privateKey));
  const base64 = der(Tag.sequence, body, algorithm, signature).toString('base64');
  // PEM lines hold 64 characters; a blank line at the end would not be read.
  const lines = base64.match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
