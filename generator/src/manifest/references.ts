import type { Fragments, SchemaSource } from './fragments.ts';
import type { SchemaSite } from './schema-sites.ts';
import { typesOf } from './types-of.ts';

/** Where a `$ref` leads. */
export interface ReferenceTarget {
  readonly source: SchemaSource;
  readonly site: SchemaSite;
  /** The definition's name; of a whole file, the file's. */
  readonly name: string;
}

/** Why a `$ref` leads nowhere. */
export type BrokenReference =
  | {
      readonly fault:
        | 'reference-form'
        | 'reference-name'
        | 'reference-empty'
        | 'path-missing'
        | 'path-outside';
      /** The definitions that the file has. */
      readonly names: readonly string[];
    }
  | { readonly fault: 'reference-file'; readonly file: string };

/** Follows a `$ref` that stands in a source. */
export function followReference(
  fragments: Fragments,
  from: SchemaSource,
  reference: string,
): ReferenceTarget | BrokenReference {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const pointer = hash === -1 ? '' : reference.slice(hash + 1);
  const parts = /^(?:\/configuration)?\/\$defs\/([^/]+)$/.exec(pointer);
  if (parts === null && (pointer !== '' || path === '')) return { fault: 'reference-form', names: [] };
  const source = path === '' ? from : open(fragments, from, path);
  if ('fault' in source) return source;
  return parts === null ? wholeFile(source) : definition(source, decode(parts[1] ?? ''));
}

function open(fragments: Fragments, from: SchemaSource, path: string): SchemaSource | BrokenReference {
  const found = fragments.find(from.document.file, path);
  if ('fault' in found) return { ...found, names: [] };
  return fragments.read(found.real) ?? { fault: 'reference-file', file: found.real };
}

function wholeFile(source: SchemaSource): ReferenceTarget | BrokenReference {
  const { root } = source;
  if (root === undefined || isOnlyDefinitions(root)) return { fault: 'reference-empty', names: [] };
  const file = source.document.file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  return { source, site: root, name: nameOfFile(file) };
}

/** A file may be a schema, or hold definitions of schemas, or both. */
export function isOnlyDefinitions({ node }: SchemaSite): boolean {
  const says = (key: string): boolean => Object.hasOwn(node, key);
  return (
    says('$defs') && typesOf(node).length === 0 && !['type', 'enum', 'const', 'oneOf', '$ref'].some(says)
  );
}

function definition(source: SchemaSource, name: string): ReferenceTarget | BrokenReference {
  const site = source.definitions.find((each) => each.name === name);
  if (site !== undefined) return { source, site, name };
  return { fault: 'reference-name', names: source.definitions.flatMap((each) => each.name ?? []) };
}

/** The escapes of JSON pointers. */
function decode(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** `tls-options` → `tlsOptions`, and always an identifier. */
function nameOfFile(file: string): string {
  const name = file
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())
    .replace(/^[^A-Za-z]+/, '');
  return name === '' ? 'shared' : name.slice(0, 1).toLowerCase() + name.slice(1);
}
