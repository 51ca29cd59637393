import { setTimeout as sleep } from 'node:timers/promises';
import { FakeDriverError } from './fake-driver.ts';

/** Milliseconds until a slow system answers, long after the timeout of whoever asks. */
const SLOW = 100;

/** What a client tells the system when it logs in. */
export interface FakeLogin {
  readonly host: string;
  readonly password: string;
  readonly isReadOnly: boolean;
}

/** One client's session; it answers until it ends. */
export class FakeSession {
  readonly #system: FakeSystem;
  readonly #isReadOnly: boolean;

  constructor(system: FakeSystem, isReadOnly: boolean) {
    this.#system = system;
    this.#isReadOnly = isReadOnly;
  }

  /** Gets an answer over the session. */
  async ask(question: 'ping' | 'version' | 'sleep' | 'write', signal: AbortSignal): Promise<string> {
    if (!this.#system.sessions.has(this)) {
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    }
    if (question === 'sleep') await sleep(2_000, undefined, { signal });
    if (question === 'write' && this.#isReadOnly)
      throw new FakeDriverError('other', 'This session is read-only');
    return question === 'version' ? '1.2.3' : 'OK';
  }

  end(): void {
    this.#system.sessions.delete(this);
  }
}

/** A system in memory with hosts of every kind of fault, that counts its sessions. */
export class FakeSystem {
  readonly password: string;
  readonly sessions = new Set<FakeSession>();

  constructor(password: string) {
    this.password = password;
  }

  /** Hosts: `up`, `absent`, `silent`, `slow`. */
  async logIn({ host, password, isReadOnly }: FakeLogin, signal: AbortSignal): Promise<FakeSession> {
    if (host === 'absent') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    if (host === 'silent') await sleep(60_000, undefined, { signal });
    // The slow one does not notice that nobody waits any more.
    await sleep(host === 'slow' ? SLOW : 1);
    const session = new FakeSession(this, isReadOnly);
    this.sessions.add(session);
    if (password !== this.password) throw this.#refuse(session, password);
    return session;
  }

  /** Ends every session. */
  kill(): void {
    this.sessions.clear();
  }

  #refuse(session: FakeSession, password: string): Error {
    session.end();
    return new FakeDriverError('authentication', `Login failed with the password '${password}'`);
  }
}
