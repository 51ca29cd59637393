import { isAbsolute, posix, relative, resolve, sep, win32 } from 'node:path';
import type { Host } from '../host.ts';

/** Longer files are no settings. Bytes. */
const LONGEST = 1024 * 1024;

/** The text of a referenced file, or why there is none. */
export type FileText =
  | { readonly text: string }
  | { readonly fault: 'outside' | 'missing' }
  | { readonly fault: 'unreadable'; readonly reason: string };

/** Whether a path could lead out of the folder that it starts from, links aside. */
export function leadsOut(path: string): boolean {
  const isRooted = posix.isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path);
  return isRooted || path.includes('\0') || path.split(/[\\/]/).includes('..');
}

/**
 * Reads a file that a value refers to. The file must be inside the root when every link is followed. One line break
 * at its end is no part of the value: editors and secret stores put it there.
 */
export function readReferencedFile(host: Host, root: string, folder: string, path: string): FileText {
  if (leadsOut(path)) return { fault: 'outside' };
  const real = host.realPath(resolve(folder, path));
  if (real === undefined) return { fault: 'missing' };
  if (!isInside(host.realPath(root) ?? root, real)) return { fault: 'outside' };
  const stat = host.stat(real);
  if (stat?.isFile !== true) return { fault: 'missing' };
  if (stat.size > LONGEST) return { fault: 'unreadable', reason: `it is longer than ${LONGEST} bytes` };
  return readText(host, real);
}

function readText(host: Host, real: string): FileText {
  try {
    const text = host.read(real);
    return text === undefined ? { fault: 'missing' } : { text: text.replace(/\r?\n$/, '') };
  } catch (error) {
    return { fault: 'unreadable', reason: faultCode(error) };
  }
}

/** The code of a system's error; its message would name the whole path. */
export function faultCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
