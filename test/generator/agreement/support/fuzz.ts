/** How many manifests to make. */
export const MANIFESTS = Number(process.env['EXTCONN_FUZZ_MANIFESTS'] ?? 300);

/** Where all of them come from. A failure prints it; give it back to see the failure again. */
export const seed = Number(process.env['EXTCONN_FUZZ_SEED'] ?? Date.now() & 0x7fffffff);

/** Looks for the smallest manifest that fails, which takes a while. */
export const shrinks = process.env['EXTCONN_FUZZ_SHRINK'] !== undefined;
