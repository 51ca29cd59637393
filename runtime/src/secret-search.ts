import { type Reading, readingsAt } from './encoded-text.ts';

/** A part of a text, and which of the needles it says. */
export interface Occurrence {
  readonly needle: string;
  readonly start: number;
  readonly end: number;
}

/** A text's characters that stand for nothing but themselves. */
const PLAIN = /[^%\\&+'"`\]}\ud800-\udfff]/;

/** Finds needles in texts, each of their characters in whatever encoding. */
export class SecretSearch {
  /** The needles' code points, by the first. */
  readonly #needles = new Map<string, (readonly string[])[]>();

  constructor(needles: readonly string[]) {
    for (const needle of needles) {
      const characters = [...needle];
      const [first = ''] = characters;
      const others = this.#needles.get(first);
      if (others === undefined) this.#needles.set(first, [characters]);
      else others.push(characters);
    }
  }

  /** All occurrences, also those that overlap, in the order of their beginning. */
  occurrencesIn(text: string): readonly Occurrence[] {
    if (this.#needles.size === 0) return [];
    const readings = new LazyReadings(text);
    const found: Occurrence[] = [];
    for (let start = 0; start < text.length; start += 1) {
      for (const { character, end: next } of readings.at(start)) {
        for (const needle of this.#needles.get(character) ?? []) {
          const end = endOf(needle, readings, next);
          if (end !== undefined) found.push({ needle: needle.join(''), start, end });
        }
      }
    }
    return found;
  }
}

/** Where a needle ends of which the first character ends at `next`; undefined where the text says something else. */
function endOf(needle: readonly string[], readings: LazyReadings, next: number): number | undefined {
  let ends: readonly number[] = [next];
  for (let index = 1; index < needle.length; index += 1) {
    const expected = needle[index];
    const further = new Set<number>();
    for (const end of ends) {
      for (const reading of readings.at(end)) if (reading.character === expected) further.add(reading.end);
    }
    if (further.size === 0) return undefined;
    ends = [...further];
  }
  return Math.max(...ends);
}

/** Reads each place of a text at most once. */
class LazyReadings {
  readonly #text: string;
  readonly #readings: (readonly Reading[])[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  at(place: number): readonly Reading[] {
    const known = this.#readings[place];
    if (known !== undefined) return known;
    const character = this.#text[place];
    if (character === undefined) return [];
    const readings = PLAIN.test(character) ? [{ character, end: place + 1 }] : readingsAt(this.#text, place);
    this.#readings[place] = readings;
    return readings;
  }
}
