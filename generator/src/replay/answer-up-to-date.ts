import { BUILD_ID } from '../build-id.ts';
import { findRoot } from '../find-root.ts';
import { createNodeHost } from '../node-host.ts';
import { stampedHost } from './stamped-host.ts';
import { replayUpToDate, upToDateText } from './up-to-date.ts';

/**
 * What `generate` in a folder says where it has nothing to do; undefined where it may have.
 *
 * @param check - whether nothing counts but the bytes of the files.
 */
export function answerUpToDate(folder: string, check: boolean): string | undefined {
  if (BUILD_ID === undefined) return undefined;
  const real = createNodeHost(folder, {});
  const root = findRoot(real);
  const { host, save } = check ? { host: real, save: () => undefined } : stampedHost(real, root);
  const files = replayUpToDate(host, root, BUILD_ID);
  if (files === undefined) return undefined;
  save();
  return upToDateText(files);
}
