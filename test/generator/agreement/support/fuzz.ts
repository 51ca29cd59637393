/** Whether this is the long run: `npm run test:fuzz`. */
const isLong = process.env['npm_lifecycle_event'] === 'test:fuzz';

/** How many of something to make: what `EXTCONN_FUZZ_MANIFESTS` says, 3,000 in the long run, else what is usual. */
export function howMany(usual: number): number {
  return Number(process.env['EXTCONN_FUZZ_MANIFESTS'] ?? (isLong ? 3000 : usual));
}

/** How many manifests to make. */
export const MANIFESTS = howMany(300);

/** Where all of them come from. A failure prints it; give it back to see the failure again. */
export const seed = Number(process.env['EXTCONN_FUZZ_SEED'] ?? Date.now() & 0x7fffffff);

/** Looks for the smallest manifest that fails, which takes a while. */
export const shrinks = isLong || process.env['EXTCONN_FUZZ_SHRINK'] !== undefined;
