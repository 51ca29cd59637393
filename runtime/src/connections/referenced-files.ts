import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, posix, relative, resolve, sep, win32 } from 'node:path';
import type { ReferenceValue } from './references.ts';

/** Longer files are no settings. Bytes. */
const LONGEST = 1024 * 1024;

/**
 * Reads the files that a configuration refers to. Each must be inside the folder when every link is followed. One
 * line break at its end is no part of the value: editors and secret stores put it there.
 *
 * @param folder - undefined where there is no configuration file and so no place to start from.
 */
export async function readReferencedFiles(
  paths: Iterable<string>,
  folder: string | undefined,
): Promise<ReadonlyMap<string, ReferenceValue>> {
  const unique = [...new Set(paths)];
  const values = await Promise.all(unique.map((path) => readReferencedFile(path, folder)));
  return new Map(unique.map((path, index) => [path, values[index] ?? NO_FOLDER]));
}

const NO_FOLDER = { fault: 'a reference to a file needs a folder to start from; give `folder`' };

async function readReferencedFile(path: string, folder: string | undefined): Promise<ReferenceValue> {
  if (folder === undefined) return NO_FOLDER;
  const outside = { fault: `the file ${path} is outside the folder of the configuration` };
  if (leadsOut(path)) return outside;
  try {
    const real = await realpath(resolve(folder, path));
    if (!isInside(await realpath(folder), real)) return outside;
    const { size } = await stat(real).then((found) => (found.isFile() ? found : { size: -1 }));
    if (size < 0) return { fault: `${path} is not a file` };
    if (size > LONGEST) return { fault: `the file ${path} is longer than ${LONGEST} bytes` };
    return { text: (await readFile(real, 'utf8')).replace(/\r?\n$/, '') };
  } catch (error) {
    return { fault: `the file ${path} cannot be read (${faultCode(error)})` };
  }
}

/** The code of a system's error; its message would name the whole path. */
export function faultCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function leadsOut(path: string): boolean {
  const isRooted = posix.isAbsolute(path) || win32.isAbsolute(path) || /^[a-z]:/i.test(path);
  return isRooted || path.includes('\0') || path.split(/[\\/]/).includes('..');
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
