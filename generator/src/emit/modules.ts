/** How relative imports end: `.ts` where the project's TypeScript rewrites or allows it, else `.js`. */
export type ImportExtension = '.ts' | '.js';

/** A relative module specifier from one file's folder to another file, both relative to one root, with `/`. */
export function relativeModule(fromFile: string, toFile: string): string {
  const from = fromFile.split('/').slice(0, -1);
  const to = toFile.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const up = '../'.repeat(from.length - shared);
  return `${up === '' ? './' : up}${to.slice(shared).join('/')}`;
}
