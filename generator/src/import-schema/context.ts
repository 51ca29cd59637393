import type { DocumentPath } from '../located.ts';
import type { Definitions } from './definitions.ts';
import type { Draft, Origins } from './draft.ts';
import type { Budget, Expander, View } from './layers.ts';
import type { Notices } from './notices.ts';

/** Where a schema stands. */
export interface Site {
  /** In the source. */
  readonly path: DocumentPath;
  /** How many schemas it stands in. */
  readonly depth: number;
  /** Of the field. */
  readonly name?: string;
  /** Whether it is the whole configuration. */
  readonly isRoot?: boolean;
  /** Whether it is one of several alternatives. */
  readonly isMember?: boolean;
}

/** What the parts of the importer share. */
export interface Context {
  readonly notices: Notices;
  readonly origins: Origins;
  readonly expander: Expander;
  readonly definitions: Definitions;
  readonly budget: Budget;
  /** The manifest's schema for what a view says; undefined where no part of it can be said. */
  schema(view: View, site: Site): Draft | undefined;
}

/** The site of a schema inside another. */
export function inside(site: Site, path: DocumentPath, name?: string): Site {
  return { path, depth: site.depth + 1, ...(name === undefined ? {} : { name }) };
}
