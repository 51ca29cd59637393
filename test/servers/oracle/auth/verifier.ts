import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a database keeps of a password: never the password. */
export interface Verifier {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const CIPHER = 'aes-192-cbc';
const ZERO_IV = Buffer.alloc(16);
const SALT_LENGTH = 16;

/** The 11g verifier: a salted SHA-1. */
export function createVerifier(password: string, salt: Buffer = randomBytes(10)): Verifier {
  return { salt, hash: createHash('sha1').update(password).update(salt).digest() };
}

/**
 * One login in O5LOGON with an 11g verifier. Both sides contribute 48 random bytes, each encrypted with the hash
 * of the password; the password itself then travels under the key mixed from both.
 */
export class PasswordChallenge {
  /** The server's half, encrypted, in hexadecimal. */
  readonly sessionKey: string;
  readonly verifier: Verifier;
  readonly #serverHalf = randomBytes(48);

  constructor(verifier: Verifier) {
    this.verifier = verifier;
    this.sessionKey = hex(encrypt(this.#verifierKey, this.#serverHalf, false));
  }

  /**
   * Checks the client's proof; both arguments are hexadecimal.
   *
   * @returns what proves the server to the client, or undefined where the password is not the right one.
   */
  answer(clientSessionKey: string, encryptedPassword: string): string | undefined {
    const clientHalf = decrypt(this.#verifierKey, clientSessionKey, false);
    if (clientHalf === undefined || clientHalf.length !== this.#serverHalf.length) return undefined;
    const key = mix(this.#serverHalf, clientHalf);
    const password = decrypt(key, encryptedPassword, true)?.subarray(SALT_LENGTH);
    if (password === undefined || !this.#matches(password)) return undefined;
    return hex(
      encrypt(key, Buffer.concat([randomBytes(SALT_LENGTH), Buffer.from('SERVER_TO_CLIENT')]), true),
    );
  }

  get #verifierKey(): Buffer {
    return Buffer.concat([this.verifier.hash, Buffer.alloc(4)]);
  }

  #matches(password: Buffer): boolean {
    const hash = createHash('sha1').update(password).update(this.verifier.salt).digest();
    return timingSafeEqual(hash, this.verifier.hash);
  }
}

/** The key both sides end up with: the last 24 bytes of the halves, combined and hashed. */
function mix(serverHalf: Buffer, clientHalf: Buffer): Buffer {
  const mixed = serverHalf.subarray(16, 40).map((byte, at) => byte ^ (clientHalf[16 + at] ?? 0));
  const parts = [mixed.subarray(0, 16), mixed.subarray(16)];
  return Buffer.concat(parts.map((part) => createHash('md5').update(part).digest())).subarray(0, 24);
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function encrypt(key: Buffer, plain: Buffer, padding: boolean): Buffer {
  const cipher = createCipheriv(CIPHER, key, ZERO_IV).setAutoPadding(padding);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** Undefined for what the key does not open: a wrong password mostly shows in the padding. */
function decrypt(key: Buffer, encrypted: string, padding: boolean): Buffer | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, ZERO_IV).setAutoPadding(padding);
    return Buffer.concat([decipher.update(encrypted, 'hex'), decipher.final()]);
  } catch {
    return undefined;
  }
}
