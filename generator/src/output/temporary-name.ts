/**
 * A name for a file that is being written, beside the file it will become. It starts with a dot, so tools that
 * watch or compile a folder pass over it, and says nothing of the file, so no length limit is met.
 *
 * @param digits sixteen hexadecimal digits, never the same twice
 */
export function temporaryName(digits: string): string {
  return `.extconn-${digits}.tmp`;
}

/** Tells what a killed run left behind from every other file. */
export function isTemporaryName(name: string): boolean {
  return /^\.extconn-[0-9a-f]{16}\.tmp$/.test(name);
}
