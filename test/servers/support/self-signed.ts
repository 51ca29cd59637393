import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bitString, der, integer, objectId, sequence, set, utcTime, utf8 } from './der.ts';

/** A private key and its certificate in PEM, as `tls` and the drivers take them; the client's `ca` is `cert`. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

/**
 * Makes a self-signed certificate, valid for a day, for `localhost`, `127.0.0.1` or another DNS name.
 *
 * @param name replaces `localhost` and `127.0.0.1`: a certificate for the wrong host
 */
export function createSelfSigned(name?: string): TlsIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(name, publicKey);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, ecdsaWithSha256, bitString(signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(certificate),
  };
}

function certificateBody(name: string | undefined, publicKey: KeyObject): Buffer {
  const subject = distinguishedName(name ?? 'localhost');
  return sequence(
    der(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    subject,
    sequence(utcTime(new Date(Date.now() - day / 2)), utcTime(new Date(Date.now() + day / 2))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(subjectAltName(name))),
  );
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(objectId('2.5.4.3'), utf8(commonName))));
}

function subjectAltName(name: string | undefined): Buffer {
  const names = [der(0x82, Buffer.from(name ?? 'localhost', 'ascii'))];
  if (name === undefined) names.push(der(0x87, Buffer.from([127, 0, 0, 1])));
  return sequence(objectId('2.5.29.17'), der(0x04, sequence(...names)));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
