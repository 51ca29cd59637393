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
  const isEasyConnect = (scheme === 'tcp' || scheme === 'tcps') && !text.includes('@');
  return scheme === undefined || isEasyConnect ? oracle(text) : urlMasks(text);
}
