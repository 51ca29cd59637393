import type { CatalogueEntries } from './entry.ts';

/** Mistakes in configuration files: codes EXT4001 to EXT4999. */
export const CONFIGURATION_ENTRIES = {} as const satisfies CatalogueEntries;
