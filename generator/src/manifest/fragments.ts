import { dirname, resolve, sep } from 'node:path';
import { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { isJsonObject, type LocatedDocument } from '../located.ts';
import { observe } from '../replay/observation.ts';
import type { Recording } from '../replay/recording-host.ts';
import { checkSource } from './check-source.ts';
import { describe } from './forms.ts';
import { readYaml } from './read-yaml.ts';
import { reporter } from './reporter.ts';
import { definitionSites, type SchemaSite } from './schema-sites.ts';

/** The schemas of one file that references can lead to. */
export interface SchemaSource {
  readonly document: LocatedDocument;
  /** The schema that the whole file is; a manifest's configuration, which nothing can refer to. */
  readonly root: SchemaSite | undefined;
  readonly definitions: readonly SchemaSite[];
}

/** A shared file, and what was found wrong with it. */
interface Fragment {
  readonly source: SchemaSource | undefined;
  readonly diagnostics: Diagnostics;
  isChecked: boolean;
}

/** Where a path leads: a file inside the project, or why not. */
export type FilePath = { readonly real: string } | { readonly fault: 'path-missing' | 'path-outside' };

/** The files of schemas that manifests share. Each is read once a run, whoever refers to it. */
export class Fragments {
  readonly #host: Host;
  readonly #root: string;
  readonly #files = new Map<string, Fragment>();
  /** What was found, by the folder it was looked for from and by the path. */
  readonly #found = new Map<string, Map<string, FilePath>>();

  /** @param root - the project's folder; no reference leads out of it, be it through links. */
  constructor(host: Host, root: string) {
    this.#host = host;
    this.#root = host.realPath(root) ?? root;
  }

  /** Follows a path that a file names, relative to that file. */
  find(from: string, path: string): FilePath {
    const folder = dirname(from);
    const paths = this.#found.get(folder) ?? new Map<string, FilePath>();
    const known = paths.get(path) ?? this.#find(from, path);
    this.#found.set(folder, paths.set(path, known));
    return known;
  }

  #find(from: string, path: string): FilePath {
    if (/^[\\/]|^[a-z][a-z0-9+.-]*:|\\|\0/i.test(path)) return { fault: 'path-outside' };
    const real = this.#host.realPath(resolve(dirname(from), path));
    const isInside = (place: string): boolean =>
      place.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep);
    if (real === undefined) {
      return { fault: isInside(resolve(dirname(from), path)) ? 'path-missing' : 'path-outside' };
    }
    return isInside(real) ? { real } : { fault: 'path-outside' };
  }

  /** What was asked about the files that these files refer to, and what they hold. */
  trace(files: readonly string[]): Recording {
    const folders = new Set(files.map((file) => dirname(file)));
    const links = [...folders].flatMap((folder) =>
      [...(this.#found.get(folder) ?? [])].flatMap(([path, found]) =>
        'real' in found ? [['realPath', resolve(folder, path), found.real] as const] : [],
      ),
    );
    const shared = files.filter((file) => this.#files.has(file));
    return [...links, ...shared.map((file) => ['read', file, observe(this.#host, 'read', file)] as const)];
  }

  /** The schemas of a file that `find` found. */
  read(real: string): SchemaSource | undefined {
    return this.#open(real).source;
  }

  /** Checks a file, the first time it is asked for, and reports what is wrong. False where something is. */
  check(real: string, diagnostics: Diagnostics): boolean {
    const fragment = this.#open(real);
    const { source } = fragment;
    if (!fragment.isChecked) {
      // Set before, as files may refer to each other.
      fragment.isChecked = true;
      if (source !== undefined) {
        const report = reporter(source.document, fragment.diagnostics);
        checkSource(source, this, report, (file) => this.check(file, diagnostics));
      }
      diagnostics.add(...fragment.diagnostics.sorted);
    }
    return !fragment.diagnostics.hasErrors;
  }

  #open(real: string): Fragment {
    const known = this.#files.get(real);
    if (known !== undefined) return known;
    const diagnostics = new Diagnostics();
    const document = readYaml(this.#host, real, diagnostics);
    const fragment = { source: document && readSource(document, diagnostics), diagnostics, isChecked: false };
    this.#files.set(real, fragment);
    return fragment;
  }
}

function readSource(document: LocatedDocument, diagnostics: Diagnostics): SchemaSource | undefined {
  const { value } = document;
  if (!isJsonObject(value)) {
    reporter(document, diagnostics)('not-a-map', { actual: describe(value) }, []);
    return undefined;
  }
  const root: SchemaSite = { node: value, path: [], position: 'fragment' };
  return { document, root, definitions: definitionSites(value, []) };
}
