import { join } from 'node:path';
import type { Host } from '../host.ts';
import { tolerateFault } from '../output/fault.ts';
import { preparePrivateFolder, privateFolder } from '../output/private-folder.ts';

/** The hash of a file as it was when its stamp was taken. */
type Stamped = readonly [stamp: string, hash: string];

const FILE = 'stamps.json';

/**
 * The host, which reads no file for its hash whose stamp is the one it had when an earlier run read it. As good as the
 * file system's times are: for `generate`, not for `--check`.
 *
 * @param root - whose private folder keeps the stamps.
 */
export function stampedHost(host: Host, root: string): { readonly host: Host; readonly save: () => void } {
  const file = join(privateFolder(root), FILE);
  const asked = new Map<string, Stamped>();
  let earlier: ReadonlyMap<string, Stamped> | undefined;
  let isNews = false;
  const hash = (path: string): string | undefined => {
    earlier ??= readStamps(host, file);
    // The stamp before the content: a change between the two shows the next time.
    const stamp = host.stamp(path);
    if (stamp === undefined) return host.hash(path);
    const known = asked.get(path) ?? earlier.get(path);
    if (known?.[0] === stamp && typeof known[1] === 'string') {
      asked.set(path, known);
      return known[1];
    }
    const found = host.hash(path);
    if (found !== undefined) asked.set(path, [stamp, found]);
    isNews = true;
    return found;
  };
  const save = (): void => {
    if (isNews) tolerateFault(() => writeStamps(host, root, file, asked));
  };
  return { host: { ...host, hash }, save };
}

/** What is absent or damaged counts as empty. */
function readStamps(host: Host, file: string): ReadonlyMap<string, Stamped> {
  let stamps: ReadonlyMap<string, Stamped> = new Map();
  tolerateFault(() => {
    stamps = new Map(JSON.parse(host.read(file) ?? '[]'));
  });
  return stamps;
}

function writeStamps(host: Host, root: string, file: string, stamps: ReadonlyMap<string, Stamped>): void {
  preparePrivateFolder(host, root);
  host.replace(file, JSON.stringify([...stamps]));
}
