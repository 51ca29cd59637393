import { redactConnectionString, secretsIn } from './connection-string/redact.ts';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const BRAND: unique symbol = Symbol.for('extconn.secret.v1') as never;

/** What stands in place of a secret. */
export const REDACTED = '***';

/**
 * A value that shows itself only when asked: strings, templates, JSON and inspection give the redacted form.
 * For a connection string that form still shows host and database.
 *
 * @example
 * ```ts
 * const password = new Secret('hunter2');
 * `${password}`; // '***'
 * password.reveal(); // 'hunter2'
 * ```
 */
export class Secret<T = string> {
  readonly #value: T;
  readonly #redacted: string;

  /** @param redacted - the form to show; `***` unless given. */
  constructor(value: T, redacted: string = REDACTED) {
    this.#value = value;
    this.#redacted = redacted;
    Object.defineProperty(this, BRAND, { value: true });
    Object.freeze(this);
  }

  /** The value itself. Give it to the driver; never log it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return this.#redacted;
  }

  toJSON(): string {
    return this.#redacted;
  }

  [Symbol.toPrimitive](): string {
    return this.#redacted;
  }

  [INSPECT](): string {
    return `Secret(${this.#redacted})`;
  }
}

/** Whether a value is a `Secret`, of this copy of the package or of another. */
export function isSecret(value: unknown): value is Secret<unknown> {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** A secret that shows host and database where the text is a connection string. */
export function connectionStringSecret(text: string): Secret<string> {
  return new Secret(text, redactConnectionString(text));
}

/**
 * Every text, at any depth, that must not appear in what a connection says: each secret as a whole, and of those that
 * are connection strings the secrets in them.
 */
export function secretTexts(value: unknown): readonly string[] {
  const found = new Set<string>();
  collectSecrets(value, false, found);
  const inside = [...found].filter((text) => /:\/\/|=/.test(text)).flatMap(secretsIn);
  return [...new Set([...found, ...inside])];
}

function collectSecrets(value: unknown, inSecret: boolean, found: Set<string>): void {
  if (isSecret(value)) {
    collectSecrets(value.reveal(), true, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collectSecrets(member, inSecret, found);
  } else if (inSecret && (typeof value === 'string' || typeof value === 'number')) {
    found.add(String(value));
  }
}
