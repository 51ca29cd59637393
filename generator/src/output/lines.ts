/** The text as the generator writes it: line feeds alone, no byte order mark. Git and editors change both. */
export function normalizeLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
