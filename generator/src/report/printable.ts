import { UNSAFE_CHARACTERS } from '../emit/unsafe-characters.ts';

/** Text that cannot act on a terminal or a log: control characters and the like become escapes. */
export function printable(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  });
}
