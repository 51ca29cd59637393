import { format, inspect } from 'node:util';

/** Has what each grammar escapes in its own way; nothing else says it by chance. */
export const MARKER = 'm4rk3r/Qx7 Ü@9';

/** How the marker may come back. */
export const FORMS: readonly string[] = [
  MARKER,
  encodeURIComponent(MARKER),
  encodeURI(MARKER),
  new URLSearchParams({ '': MARKER }).toString().slice(1),
  ...[0, 1, 2].map(base64Core),
  ...[0, 1, 2].map((before) => base64Core(before).replaceAll('+', '-').replaceAll('/', '_')),
  Buffer.from(MARKER).toString('hex'),
];

/** No more of it than this must be left either. */
const PART = 'm4rk3r';

/** Further down there is a megabyte of Zod behind each configuration. */
const DEPTH = 6;

/** The forms of the marker in all that values show. */
export function formsShown(...values: readonly unknown[]): readonly string[] {
  return formsIn(values.flatMap((value) => appearances(value, DEPTH)));
}

/** The same, down to where everything ends. */
export function formsAnywhereIn(...values: readonly unknown[]): readonly string[] {
  return formsIn(values.flatMap((value) => appearances(value, 2 * DEPTH)));
}

function formsIn(texts: readonly string[]): readonly string[] {
  const text = texts.join('\n').toLowerCase();
  return [...FORMS, PART].filter((form) => text.includes(form.toLowerCase()));
}

/** The characters in base64 that depend on the marker alone, wherever in a group of three it begins. */
function base64Core(before: number): string {
  const length = before + Buffer.byteLength(MARKER);
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(MARKER)]).toString('base64');
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor((length * 8) / 6));
}

/** Without calling getters: those of a schema behind a configuration change it for all that come after. */
function appearances(value: unknown, depth: number): readonly string[] {
  const texts = [
    inspect(value, { showHidden: true, depth }),
    format('%s %o %O %j', value, value, value, value),
  ];
  if (!(value instanceof Error)) return [...texts, JSON.stringify(value) ?? '', String(value)];
  return [...texts, value.message, value.stack ?? '', ...appearances(value.cause, depth)];
}
