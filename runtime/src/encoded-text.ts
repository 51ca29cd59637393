/** One thing a text may say at one place. */
export interface Reading {
  /** One code point. */
  readonly character: string;
  /** Where the text goes on. */
  readonly end: number;
}

/** `%25252F` is a slash that was encoded three times. */
const PERCENT_PREFIXES = ['%', '%25', '%2525', '%252525'];

const UTF_8 = new TextDecoder();
const CONTROLS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/iy;
const BACKSLASHES = /\\+/y;
const CODE = /u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})/iy;

/**
 * Everything the text may say at a place: what stands there, and what that stands for in URLs, JSON, source text, HTML
 * and quoted values. Each place is read for itself: what was cut off or put in front cannot throw the reading of the
 * rest out of step, as it does with a decoder.
 */
export function readingsAt(text: string, at: number): readonly Reading[] {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const itself = { character, end: at + character.length };
  switch (character) {
    case '%':
      return [itself, ...percentReadings(text, at)];
    case '\\':
      return escapeReadings(text, at);
    case '&':
      return [itself, ...entityReading(text, at)];
    case '+':
      return [itself, { character: ' ', end: itself.end }];
    case "'":
    case '"':
    case '`':
    case ']':
    case '}':
      return text[at + 1] === character ? [itself, { character, end: at + 2 }] : [itself];
    default:
      return [itself];
  }
}

function percentReadings(text: string, at: number): readonly Reading[] {
  const found: Reading[] = [];
  for (const prefix of PERCENT_PREFIXES) {
    if (!text.startsWith(prefix, at)) break;
    const reading = percentReading(text, at, prefix);
    if (reading !== undefined) found.push(reading);
  }
  return found;
}

/** One character of UTF-8, each byte after such a prefix. */
function percentReading(text: string, at: number, prefix: string): Reading | undefined {
  const width = prefix.length + 2;
  const byteAt = (index: number): number => {
    const digits = at + index * width + prefix.length;
    if (!text.startsWith(prefix, digits - prefix.length)) return Number.NaN;
    return hexDigit(text.charCodeAt(digits)) * 16 + hexDigit(text.charCodeAt(digits + 1));
  };
  const first = byteAt(0);
  if (Number.isNaN(first)) return undefined;
  if (first < 0x80) return { character: String.fromCharCode(first), end: at + width };
  const count = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const bytes = Uint8Array.from({ length: count }, (_, index) => byteAt(index));
  return { character: UTF_8.decode(bytes), end: at + count * width };
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : Number.NaN;
}

/**
 * JSON inside JSON inside JSON has seven backslashes before a quote. So however many there are, they say one backslash,
 * or nothing but that what follows is escaped.
 */
function escapeReadings(text: string, at: number): readonly Reading[] {
  const end = endOfBackslashes(text, at);
  const found: Reading[] = [{ character: '\\', end }];
  // The last one may belong to what follows: a backslash and a tab are `\\\t`.
  if (end - at > 1) found.push({ character: '\\', end: end - 1 });
  if (end === text.length) return found;
  const escaped = String.fromCodePoint(text.codePointAt(end) ?? 0);
  const control = CONTROLS[escaped];
  found.push({ character: escaped, end: end + escaped.length });
  if (control !== undefined) found.push({ character: control, end: end + 1 });
  found.push(...codeReading(text, end));
  return found;
}

function endOfBackslashes(text: string, at: number): number {
  BACKSLASHES.lastIndex = at;
  return BACKSLASHES.test(text) ? BACKSLASHES.lastIndex : at;
}

/** `u20ac`, the two halves of `ud83d\ude00`, `u{1f600}` or `xe9`, after the backslash. */
function codeReading(text: string, at: number): readonly Reading[] {
  const first = codeAt(text, at);
  if (first === undefined) return [];
  const lowAt = endOfBackslashes(text, first.end);
  const low = lowAt === first.end ? undefined : codeAt(text, lowAt);
  const pair = first.character + (low?.character ?? '');
  return low !== undefined && [...pair].length === 1 ? [{ character: pair, end: low.end }] : [first];
}

function codeAt(text: string, at: number): Reading | undefined {
  CODE.lastIndex = at;
  const match = CODE.exec(text);
  const code = Number.parseInt(match?.[1] ?? match?.[2] ?? match?.[3] ?? '', 16);
  return code <= 0x10ffff ? { character: String.fromCodePoint(code), end: CODE.lastIndex } : undefined;
}

function entityReading(text: string, at: number): readonly Reading[] {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (match === null) return [];
  const end = ENTITY.lastIndex;
  const [, name, decimal, hexadecimal] = match;
  if (name !== undefined) return [{ character: ENTITIES[name.toLowerCase()] ?? '', end }];
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? [{ character: String.fromCodePoint(code), end }] : [];
}
