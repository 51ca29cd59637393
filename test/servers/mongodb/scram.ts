import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a server keeps of a password (RFC 5802): enough to check a proof, not to make one. */
export interface ScramCredential {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** The client's message is malformed, or its proof is wrong. */
export class ScramError extends Error {
  /** Who wanted to log in, where that had been said. */
  readonly user: string | undefined;

  constructor(message: string, user?: string) {
    super(message);
    this.user = user;
  }
}

/** The fewest that drivers accept: these servers guard nothing, and tests log in often. */
const iterations = 4096;

/** SASLprep is taken as NFKC: right for every password without spaces other than U+0020 or invisible letters. */
export function deriveCredential(password: string): ScramCredential {
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  return { salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key') };
}

/** The server's side of one SCRAM-SHA-256 login: {@link start}, then {@link finish}. */
export class ScramConversation {
  readonly user: string;
  readonly #credential: ScramCredential;
  readonly #channel: string;
  readonly #nonce: string;
  readonly #firstMessages: string;
  readonly challenge: string;

  private constructor(first: ClientFirst, credential: ScramCredential) {
    this.user = first.user;
    this.#credential = credential;
    this.#channel = Buffer.from(first.header).toString('base64');
    this.#nonce = first.nonce + randomBytes(24).toString('base64');
    this.challenge = `r=${this.#nonce},s=${credential.salt.toString('base64')},i=${credential.iterations}`;
    this.#firstMessages = `${first.bare},${this.challenge}`;
  }

  /** Reads the client's first message; a user that `lookUp` does not know is refused. */
  static start(message: string, lookUp: (user: string) => ScramCredential | undefined): ScramConversation {
    const first = parseClientFirst(message);
    const credential = lookUp(first.user);
    if (credential === undefined) throw new ScramError('unknown user', first.user);
    return new ScramConversation(first, credential);
  }

  /** Checks the proof in the client's final message and returns the server's own. */
  finish(message: string): string {
    const [, withoutProof = '', channel, nonce, proof = ''] =
      /^(c=([^,]*),r=([^,]*)),p=([^,]*)$/.exec(message) ?? [];
    if (channel !== this.#channel || nonce !== this.#nonce)
      throw new ScramError('not this conversation', this.user);
    const authMessage = `${this.#firstMessages},${withoutProof}`;
    const signature = hmac(this.#credential.storedKey, authMessage);
    const clientKey = xor(Buffer.from(proof, 'base64'), signature);
    const storedKey = createHash('sha256').update(clientKey).digest();
    if (!timingSafeEqual(storedKey, this.#credential.storedKey))
      throw new ScramError('wrong proof', this.user);
    return `v=${hmac(this.#credential.serverKey, authMessage).toString('base64')}`;
  }
}

interface ClientFirst {
  readonly header: string;
  readonly bare: string;
  readonly user: string;
  readonly nonce: string;
}

/** No channel binding (`n` or `y`) and no mandatory extension (`m=`): neither is offered. */
function parseClientFirst(message: string): ClientFirst {
  const match = /^([ny],(?:a=[^,]*)?,)(n=([^,]*),r=([^,]+).*)$/s.exec(message);
  if (match === null) throw new ScramError('malformed first message');
  const [, header = '', bare = '', user = '', nonce = ''] = match;
  return { header, bare, user: user.replaceAll('=2C', ',').replaceAll('=3D', '='), nonce };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(right.map((byte, index) => byte ^ (left[index] ?? 0)));
}
