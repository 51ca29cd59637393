import { SqlError } from '../sql-error.ts';
import { type SqlToken, tokenize } from './lexer.ts';

/** Words that cannot be a name or an alias. */
const KEYWORDS = new Set(
  'and as asc by create declare desc drop from if insert into is not null or order primary select set top values waitfor where while with'.split(
    ' ',
  ),
);

/** Walks over the tokens of a batch; what is not there when expected is the real syntax error. */
export class Cursor {
  readonly #tokens: readonly SqlToken[];
  #at = 0;

  constructor(sql: string) {
    this.#tokens = tokenize(sql);
  }

  peek(ahead = 0): SqlToken {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    return token ?? { kind: 'end', text: '', line: 1 };
  }

  next(): SqlToken {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether a keyword or symbol stands here. */
  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === 'word' || token.kind === 'symbol') && token.text.toLowerCase() === text;
  }

  /** Steps over these keywords or symbols if all of them stand here. */
  accept(...texts: string[]): boolean {
    const all = texts.every((text, ahead) => this.at(text, ahead));
    if (all) this.#at += texts.length;
    return all;
  }

  expect(...texts: string[]): void {
    for (const text of texts) if (!this.accept(text)) throw this.unexpected();
  }

  /** Whether a name stands here: quoted, or a word that is not reserved. */
  atName(): boolean {
    const { kind, text } = this.peek();
    return kind === 'name' || (kind === 'word' && !KEYWORDS.has(text.toLowerCase()));
  }

  name(): string {
    if (!this.atName()) throw this.unexpected();
    return this.next().text;
  }

  /** A list in parentheses. */
  list<T>(read: () => T): T[] {
    this.expect('(');
    const items = this.series(read);
    this.expect(')');
    return items;
  }

  /** Items with commas between them. */
  series<T>(read: () => T): T[] {
    const items = [read()];
    while (this.accept(',')) items.push(read());
    return items;
  }

  /** The error for the token here; at the end the real server names the last token there was. */
  unexpected(): SqlError {
    const here = this.peek();
    const { kind, text, line } = here.kind === 'end' && this.#at > 0 ? this.peek(-1) : here;
    const keyword = kind === 'word' && KEYWORDS.has(text.toLowerCase());
    return new SqlError(keyword ? 156 : 102, [text], line);
  }
}
