import { relative, sep } from 'node:path';

/** A path as reports show it: from the working folder, with forward slashes. */
export function relativePath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  const slashed = sep === '\\' ? path.replaceAll('\\', '/') : path;
  return slashed === '' ? '.' : slashed;
}
