import { randomUUID } from 'node:crypto';
import { OraError } from '../ora-error.ts';
import { type AuthMessage, authParameters, VERIFIER_11G } from './auth-message.ts';
import { createVerifier, PasswordChallenge, type Verifier } from './verifier.ts';

/** What the login tells a client about the database. */
export interface Identity {
  readonly serviceName: string;
  readonly sid: string;
}

/** 19.3.0.0.0 */
const VERSION_NUMBER = 0x13030000;

/** The two round trips of one login. */
export class Login {
  readonly #users: ReadonlyMap<string, Verifier>;
  readonly #identity: Identity;
  #user = '';
  #challenge: PasswordChallenge | undefined;

  /** `users` maps names, in capitals, to verifiers. */
  constructor(users: ReadonlyMap<string, Verifier>, identity: Identity) {
    this.#users = users;
    this.#identity = identity;
  }

  /** The name that logged in, in capitals. */
  get user(): string {
    return this.#user;
  }

  /** Answers the first message with salt and session key; an unknown name cannot be told from a known one. */
  begin({ user }: AuthMessage): Buffer {
    this.#user = user.toUpperCase();
    const verifier = this.#users.get(this.#user) ?? createVerifier(randomUUID());
    this.#challenge = new PasswordChallenge(verifier);
    return authParameters({
      AUTH_SESSKEY: this.#challenge.sessionKey,
      AUTH_VFR_DATA: { value: verifier.salt.toString('hex').toUpperCase(), flags: VERIFIER_11G },
    });
  }

  /** Checks the proof in the second message. @throws OraError 1017 */
  finish({ user, pairs }: AuthMessage): Buffer {
    const proof = this.#challenge?.answer(pairs.get('AUTH_SESSKEY') ?? '', pairs.get('AUTH_PASSWORD') ?? '');
    const known = this.#users.has(this.#user) && this.#user === user.toUpperCase();
    this.#challenge = undefined;
    if (proof === undefined || !known) throw new OraError(1017);
    return authParameters({
      AUTH_SVR_RESPONSE: proof,
      AUTH_VERSION_NO: String(VERSION_NUMBER),
      AUTH_SC_SERVICE_NAME: this.#identity.serviceName,
      AUTH_SC_DBUNIQUE_NAME: this.#identity.sid,
      AUTH_DBNAME: this.#identity.serviceName,
      AUTH_INSTANCENAME: this.#identity.sid,
      AUTH_MAX_OPEN_CURSORS: '300',
      AUTH_MAX_IDEN_LENGTH: '128',
    });
  }
}
