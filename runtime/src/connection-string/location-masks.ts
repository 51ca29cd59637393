import { fileMasks, isDatabaseFile } from './file-masks.ts';
import type { Mask } from './mask.ts';
import { urlMasks } from './url-masks.ts';

/** The secrets of an address: a file, a URL or, by the given reader, an Oracle connect string. */
export function locationMasks(
  text: string,
  oracle: (text: string) => readonly Mask[] | undefined,
): readonly Mask[] | undefined {
  if (text === '' || isDatabaseFile(text)) return [];
  if (/^file:/i.test(text)) return fileMasks(text);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return oracle(text);
  const easyConnect = scheme === 'tcp' || scheme === 'tcps' ? oracle(text) : undefined;
  return easyConnect ?? urlMasks(text);
}
