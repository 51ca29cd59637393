import { BUILD_ID } from '../build-id.ts';
import { findRoot } from '../find-root.ts';
import { createNodeHost } from '../node-host.ts';
import { replayUpToDate, upToDateText } from './up-to-date.ts';

/** What `generate` in a folder says where it has nothing to do; undefined where it may have. */
export function answerUpToDate(folder: string): string | undefined {
  if (BUILD_ID === undefined) return undefined;
  const host = createNodeHost(folder, {});
  const files = replayUpToDate(host, findRoot(host), BUILD_ID);
  return files === undefined ? undefined : upToDateText(files);
}
