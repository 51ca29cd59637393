import { type Reading, readingsAt } from './encoded-text.ts';

/** A part of a text, and which of the needles it says. */
export interface Occurrence {
  readonly needle: string;
  readonly start: number;
  readonly end: number;
}

/** In a secret, one after the other, each with an encoding of its own. */
const MOST_BACKSLASHES = 16;

interface Needle {
  readonly text: string;
  /** Its code points as readings have them. */
  readonly characters: readonly string[];
}

/** Finds needles in texts, each of their characters in whatever encoding. */
export class SecretSearch {
  readonly #needlesByFirst = new Map<string, Needle[]>();

  constructor(needles: readonly string[]) {
    for (const text of needles) {
      const characters = [...text.replaceAll(/\\+/g, '\\')];
      const [first = ''] = characters;
      const others = this.#needlesByFirst.get(first);
      if (others === undefined) this.#needlesByFirst.set(first, [{ text, characters }]);
      else others.push({ text, characters });
    }
  }

  /** All occurrences, also those that overlap, in the order of their beginning. */
  occurrencesIn(text: string): readonly Occurrence[] {
    const found: Occurrence[] = [];
    if (this.#needlesByFirst.size === 0) return found;
    const encoded = new EncodedText(text);
    for (let start = 0; start < text.length; start += 1) {
      // Any number of backslashes is read as a whole, from the first.
      if (text[start] === '\\' && text[start - 1] === '\\') continue;
      for (const { character } of encoded.readingsAt(start)) {
        for (const needle of this.#needlesByFirst.get(character) ?? []) {
          const end = endOf(needle.characters, encoded, start);
          if (end !== undefined) found.push({ needle: needle.text, start, end });
        }
      }
    }
    return found;
  }
}

/** Where a needle that begins at a place ends; undefined where the text says something else. */
function endOf(needle: readonly string[], encoded: EncodedText, start: number): number | undefined {
  let ends: readonly number[] = [start];
  for (const expected of needle) {
    const [end = 0] = ends;
    if (ends.length === 1 && encoded.isPlainAt(end)) {
      // Nearly all of most texts.
      if (encoded.text[end] !== expected) return undefined;
      ends = [end + 1];
    } else {
      ends = encoded.endsOf(expected, ends);
      if (ends.length === 0) return undefined;
    }
  }
  return Math.max(...ends);
}

/** Reads each place of a text at most once. */
class EncodedText {
  readonly text: string;
  readonly #readings = new Map<number, readonly Reading[]>();

  constructor(text: string) {
    this.text = text;
  }

  /** Whether what stands there stands for nothing but itself, and is one character. */
  isPlainAt(place: number): boolean {
    const code = this.text.charCodeAt(place);
    return code < 0x80 ? !SPECIAL.has(code) : code < 0xd800 || code > 0xdfff;
  }

  readingsAt(place: number): readonly Reading[] {
    const character = this.text[place];
    if (character === undefined) return [];
    if (this.isPlainAt(place)) return [{ character, end: place + 1 }];
    const known = this.#readings.get(place);
    if (known !== undefined) return known;
    const readings = readingsAt(this.text, place);
    this.#readings.set(place, readings);
    return readings;
  }

  /** Where the text goes on when it says a character at one of some places; a backslash stands for several. */
  endsOf(character: string, places: readonly number[]): readonly number[] {
    const ends = new Set<number>();
    let from = places;
    for (let times = character === '\\' ? MOST_BACKSLASHES : 1; times > 0 && from.length > 0; times -= 1) {
      const readings = from.flatMap((place) => this.readingsAt(place));
      from = readings.filter((reading) => reading.character === character).map((reading) => reading.end);
      for (const end of from) ends.add(end);
    }
    return [...ends];
  }
}

const SPECIAL: ReadonlySet<number> = new Set(
  Array.from('%\\&+\'"`]}', (character) => character.charCodeAt(0)),
);
