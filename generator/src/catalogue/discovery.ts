import type { CatalogueEntries } from './entry.ts';

/** Mistakes in hand-written code and installed packages: codes EXT2001 to EXT2999. */
export const DISCOVERY_ENTRIES = {} as const satisfies CatalogueEntries;
