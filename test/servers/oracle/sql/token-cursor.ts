import { OraError } from '../ora-error.ts';
import { type Token, tokenize } from './tokens.ts';

/** Walks the tokens of one statement. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #sql: string;
  #at = 0;
  #binds = 0;

  constructor(sql: string) {
    this.#sql = sql;
    this.#tokens = tokenize(sql);
  }

  get current(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', position: this.#sql.length };
  }

  next(): Token {
    const token = this.current;
    this.#at += 1;
    return token;
  }

  /** Counts bind variables: each occurrence in a statement is one of its own. */
  nextBind(): number {
    this.#binds += 1;
    return this.#binds - 1;
  }

  /** Takes these keywords or symbols if they come next. */
  accept(...texts: readonly string[]): boolean {
    const found = texts.every((text, ahead) => this.#isNext(text, ahead));
    if (found) this.#at += texts.length;
    return found;
  }

  /** Takes these keywords or symbols. @throws OraError with the code given, where something else comes next */
  expect(code: number, ...texts: readonly string[]): void {
    if (!this.accept(...texts)) this.fail(code);
  }

  /** Takes a name. @throws OraError with the code given, where something else comes next */
  name(code: number): string {
    const { kind, text } = this.current;
    if (kind !== 'word' && kind !== 'quoted') this.fail(code);
    this.#at += 1;
    return text;
  }

  /** Takes a name with an optional schema, which is dropped. */
  tableName(): Token {
    const first = this.current;
    const name = this.name(903);
    return this.accept('.') ? { ...first, text: this.name(903) } : { ...first, text: name };
  }

  /** Takes what `item` reads, once or more, between commas. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  fail(code: number): never {
    throw new OraError(code, { position: this.current.position });
  }

  /** @throws OraError 933 where anything is left */
  end(): void {
    if (this.current.kind !== 'end') this.fail(933);
  }

  /** The statement's text from a position to the current token, without spaces, in capitals. */
  textSince(position: number): string {
    return this.#sql.slice(position, this.current.position).replace(/\s+/g, '').toUpperCase();
  }

  #isNext(text: string, ahead: number): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token !== undefined && (token.kind === 'word' || token.kind === 'symbol') && token.text === text;
  }
}
