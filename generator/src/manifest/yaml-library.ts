import { createRequire } from 'node:module';

export type { Document, Node, Scalar } from 'yaml';

/**
 * The YAML library that knows places. It is large, and most files are read without it, so it is loaded at the first
 * need. The build puts a bundle in its place.
 */
export function yamlLibrary(): typeof import('yaml') {
  return createRequire(import.meta.url)('yaml');
}
