import { type ConfigNode, DEEPEST, type Member } from './nodes.ts';

/** A text that is not JSON, and where it stops being it. The message repeats nothing of the text. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const BLANK = /(?:[\s\uFEFF]|\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /(?:true|false|null)(?!\w)/y;

/**
 * Reads JSON with places. Comments and trailing commas are allowed, as in the settings files of editors and .NET.
 *
 * @throws JsonSyntaxError
 */
export function scanJson(text: string): ConfigNode {
  const scanner = new Scanner(text);
  const node = scanner.value(0);
  scanner.end();
  return node;
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): ConfigNode {
    const next = this.#peek();
    const at = this.#at;
    if (depth > DEEPEST) this.#fail(`values stand more than ${DEEPEST} levels deep`);
    if (next === '{') return { kind: 'object', at, members: this.#list('}', () => this.#member(depth)) };
    if (next === '[') return { kind: 'array', at, items: this.#list(']', () => this.value(depth + 1)) };
    const literal = this.#match(next === '"' ? STRING : /[-\d]/.test(next) ? NUMBER : WORD);
    if (literal === undefined) this.#fail(next === '"' ? 'this string is not closed or not valid' : 'a value is expected');
    return { kind: 'scalar', at, value: JSON.parse(literal) as unknown };
  }

  end(): void {
    if (this.#peek() !== '') this.#fail('nothing may follow the value');
  }

  #member(depth: number): Member {
    const isKey = this.#peek() === '"';
    const keyAt = this.#at;
    const key = isKey ? this.#match(STRING) : undefined;
    if (key === undefined) this.#fail('a key in double quotes is expected');
    if (this.#peek() !== ':') this.#fail('a colon is expected');
    this.#at += 1;
    return { key: JSON.parse(key) as string, keyAt, value: this.value(depth + 1) };
  }

  #list<T>(close: string, item: () => T): readonly T[] {
    const items: T[] = [];
    this.#at += 1;
    while (this.#peek() !== close) {
      items.push(item());
      const next = this.#peek();
      if (next === ',') this.#at += 1;
      else if (next !== close) this.#fail(`a comma or "${close}" is expected`);
    }
    this.#at += 1;
    return items;
  }

  /** The next character that counts; empty at the end. */
  #peek(): string {
    this.#match(BLANK);
    return this.#text.charAt(this.#at);
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(message, this.#at);
  }
}
