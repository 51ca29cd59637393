/** One sentence of the catalogue. */
export interface CatalogueEntry {
  /** Stable and never reused. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `{name}` stands for a parameter. */
  readonly message: string;
  /** What to do. */
  readonly help?: string;
}

/** A part of the catalogue. */
export type CatalogueEntries = Readonly<Record<string, CatalogueEntry>>;
