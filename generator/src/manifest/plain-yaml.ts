import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import type { Json } from '../located.ts';

/** How deep collections may stand in each other for the fast way. */
const DEEPEST = 50;

/** Tabs, carriage returns and controls, marks of documents, told indentation: what parsers treat differently. */
const UNUSUAL =
  /[^\n\x20-\x7E\u00A1-\u1FFF\u2010-\u2027\u2030-\uFEFE\uFF00-\u{10FFFF}]|^(?:---|\.\.\.|%)|[|>][-+]?\d/mu;

/**
 * Reads the YAML that people ordinarily write, several times as fast as the parser that knows places.
 *
 * @returns undefined for everything else: what is wrong, what has an anchor, a tag or a directive, and all that two
 * parsers might read differently. That takes the other parser, which can say where.
 */
export function readPlainYaml(source: string): Json | undefined {
  if (UNUSUAL.test(source)) return undefined;
  try {
    return new PlainReader(source).read();
  } catch {
    // Whatever is the matter: the other parser finds it, too.
    return undefined;
  }
}

/** Thrown at the first thing that is out of the ordinary. */
class Unusual extends Error {}

class PlainReader {
  readonly #source: string;
  readonly #events: readonly Event[];
  #next = 0;

  constructor(source: string) {
    this.#source = source;
    this.#events = parseEvents(source, {});
  }

  read(): Json {
    const document = this.#take();
    if (document.type !== EVENT_ID.DOCUMENT || document.directives.length > 0) throw new Unusual();
    const root = this.#take();
    if (root.type !== EVENT_ID.MAPPING) throw new Unusual();
    const value = this.#mapping(root, 0);
    if (this.#take().type !== EVENT_ID.POP || this.#next < this.#events.length) throw new Unusual();
    return value;
  }

  #take(): Event {
    const event = this.#events[this.#next++];
    if (event === undefined) throw new Unusual();
    return event;
  }

  #value(event: Event, depth: number): Json {
    if (depth > DEEPEST) throw new Unusual();
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        const text = this.#text(event);
        return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
      }
      case EVENT_ID.SEQUENCE:
        return this.#sequence(event, depth);
      case EVENT_ID.MAPPING:
        return this.#mapping(event, depth);
      default:
        throw new Unusual();
    }
  }

  #sequence(start: Marked, depth: number): Json {
    refuseMarks(start);
    const items: Json[] = [];
    for (let event = this.#take(); event.type !== EVENT_ID.POP; event = this.#take())
      items.push(this.#value(event, depth + 1));
    return items;
  }

  #mapping(start: Marked, depth: number): Json {
    refuseMarks(start);
    const members: Record<string, Json> = {};
    for (let event = this.#take(); event.type !== EVENT_ID.POP; event = this.#take()) {
      const key = event.type === EVENT_ID.SCALAR ? this.#text(event) : undefined;
      const isText = event.type === EVENT_ID.SCALAR && (event.style !== SCALAR_STYLE.PLAIN || isWord(key));
      if (key === undefined || !isText || key === '__proto__' || key === '<<' || Object.hasOwn(members, key))
        throw new Unusual();
      members[key] = this.#value(this.#take(), depth + 1);
    }
    return members;
  }

  #text(event: Extract<Event, { type: typeof EVENT_ID.SCALAR }>): string {
    refuseMarks(event);
    const text = event.fast
      ? this.#source.slice(event.valueStart, event.valueEnd)
      : getScalarValue(this.#source, event);
    if (!text.isWellFormed()) throw new Unusual();
    return text;
  }
}

interface Marked {
  readonly anchorStart: number;
  readonly tagStart: number;
}

function refuseMarks({ anchorStart, tagStart }: Marked): void {
  if (anchorStart !== -1 || tagStart !== -1) throw new Unusual();
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && typeof resolvePlain(text) === 'string';
}

const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** What a scalar without quotes means in the core schema of YAML 1.2. */
function resolvePlain(text: string): Json {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  // Nothing that begins otherwise is a number.
  if (!/^[-+.\d]/.test(text)) return text;
  if (/^[-+]?\d+$/.test(text)) return exact(Number(text));
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return finite(Number(text));
  // Octal and hexadecimal numbers, infinity: rare, and looked at closely by the other parser.
  if (/^(?:0[ox]|[-+]?\.(?:inf|nan))/i.test(text)) throw new Unusual();
  return text;
}

function exact(number: number): number {
  if (!Number.isSafeInteger(number)) throw new Unusual();
  return number + 0;
}

function finite(number: number): number {
  if (!Number.isFinite(number)) throw new Unusual();
  return number + 0;
}
