/** A half-open range of UTF-16 offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why a text does not follow a grammar. The reason never quotes the text, which may hold secrets. */
export interface CannotParse {
  readonly ok: false;
  readonly reason: string;
  /** Where reading stopped, in UTF-16 units from 0. */
  readonly offset: number;
}

/** A name with a value, as written and as meant. */
export interface Setting {
  /** The name as its grammar reads it. */
  readonly name: string;
  /** The value without quotes, escapes or percent signs. */
  readonly value: string;
  readonly nameSpan: Span;
  /** The value as written, quotes included. */
  readonly valueSpan: Span;
}

export function cannotParse(reason: string, offset: number): CannotParse {
  return { ok: false, reason, offset };
}

/** What to tell the user about a connection string that cannot be parsed. */
export function unreadable({ reason, offset }: CannotParse): string {
  return `The connection string cannot be read: ${reason} (at character ${offset + 1}).`;
}

/** A control character that is not white space. */
export const CONTROL = /[^\P{Cc}\s]/u;

/** The text between two offsets without the white space around it. */
export function trimmedSpan(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  const from = start + part.length - part.trimStart().length;
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
}

export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
