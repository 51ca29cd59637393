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

const BLANK = /(?:\s|\/\/[^\r\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/y;
const STRING = /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"/y;
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
    return {
      kind: 'scalar',
      at,
      value: next === '"' ? this.#string() : this.#word(/[-\d]/.test(next) ? NUMBER : WORD),
    };
  }

  end(): void {
    if (this.#peek() !== '') this.#fail('nothing may follow the value');
  }

  #member(depth: number): Member {
    if (this.#peek() !== '"') this.#fail('a key in double quotes is expected');
    const keyAt = this.#at;
    const key = this.#string();
    if (this.#peek() !== ':') this.#fail('a colon is expected');
    this.#at += 1;
    return { key, keyAt, value: this.value(depth + 1) };
  }

  #string(): string {
    const at = this.#at;
    try {
      return JSON.parse(this.#match(STRING) ?? '') as string;
    } catch {
      this.#at = at;
      return this.#fail('this string is not closed or not valid');
    }
  }

  #word(expression: RegExp): unknown {
    const word = this.#match(expression);
    return word === undefined ? this.#fail('a value is expected') : (JSON.parse(word) as unknown);
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
