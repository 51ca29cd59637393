import { join } from 'node:path';
import type { Diagnostics, RelatedPlace } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { Range } from '../located.ts';
import { providerIdentifiers } from '../model/names.ts';
import { nearest } from '../text/nearest.ts';
import { type Ancestry, readAncestry } from './ancestry.ts';
import type { FactsCache } from './cache.ts';
import type { ClassFacts, MemberFact, SourceFacts } from './facts.ts';
import { readSource } from './read-source.ts';

/** The name of the file in which a provider's connection is written by hand. */
export const CONNECTION_FILE = 'connection.ts';

/** What every connection must bring. */
export const CONNECTION_METHODS = ['openDriver', 'closeDriver', 'pingDriver', 'readMetadata'] as const;

/** A provider with a manifest, whose connection is to be checked. */
export interface CheckedConnection {
  /** The manifest's `name`. */
  readonly name: string;
  /** Absolute path of the manifest. */
  readonly manifest: string;
  /** Where the manifest says the name; asked for only where something is wrong. */
  readonly nameRange: () => Range;
  /** Absolute. */
  readonly folder: string;
}

/** Checks by its syntax that a hand-written connection is what the generated factory uses. */
export async function checkConnection(
  host: Host,
  connection: CheckedConnection,
  cache: FactsCache,
  diagnostics: Diagnostics,
): Promise<void> {
  const { name, manifest, nameRange } = connection;
  const file = join(connection.folder, CONNECTION_FILE);
  const source = await readSource(host, file, cache, diagnostics);
  if (source === 'absent')
    diagnostics.report('connection-missing', { name }, { file: manifest, range: nameRange() });
  if (typeof source === 'string') return;
  const wanted = providerIdentifiers(name).connection;
  const found =
    source.classes.find(({ exportedAs }) => exportedAs.includes(wanted)) ??
    source.classes.find((candidate) => candidate.name === wanted);
  if (found === undefined) {
    if (!mayReExport(source, wanted)) reportOtherClass(source, connection, file, diagnostics);
    return;
  }
  const place = { file, range: found.range };
  if (!found.exportedAs.includes(wanted))
    diagnostics.report('connection-not-exported', { class: wanted }, place);
  if (found.isAbstract) diagnostics.report('connection-abstract', { class: wanted }, place);
  checkMembers(await readAncestry(host, file, source, found, cache), file, diagnostics);
}

/** What comes from another file cannot be checked here; the compiler does. */
function mayReExport({ reExports, imports }: SourceFacts, name: string): boolean {
  return reExports.includes(name) || reExports.includes('*') || imports.some(({ local }) => local === name);
}

function reportOtherClass(
  { classes }: SourceFacts,
  { name, manifest, nameRange }: CheckedConnection,
  file: string,
  diagnostics: Diagnostics,
): void {
  const wanted = providerIdentifiers(name).connection;
  const exported = classes.filter(({ exportedAs }) => exportedAs.length > 0);
  const names = exported.map((candidate) => candidate.name || 'a class without a name');
  const likely =
    exported.find((candidate) => candidate.name === nearest(wanted, names)) ??
    exported.find((candidate) => candidate.name.endsWith('Connection')) ??
    exported[0];
  const related: RelatedPlace = {
    message: 'The manifest names the provider here.',
    file: manifest,
    range: nameRange(),
  };
  diagnostics.report(
    'connection-class-missing',
    { name, class: wanted, found: names.length === 0 ? 'no class' : names.join(', ') },
    {
      file,
      range: likely?.range,
      suggestion: likely === undefined ? undefined : wanted,
      related: [related],
    },
  );
}

function checkMembers({ end, classes, range }: Ancestry, file: string, diagnostics: Diagnostics): void {
  const [own] = classes;
  if (own === undefined) return;
  const parameters = { class: own.name };
  const place = { file, range };
  if (end === 'none') diagnostics.report('connection-base', parameters, place);
  if (end === 'unreadable') diagnostics.report('connection-base-unreadable', parameters, place);
  // A base class of a package may bring the methods.
  if (end === 'package' || end === 'unreadable') return;
  const members = classes
    .flatMap((ancestor) => ancestor.members)
    .filter((member) => !member.isStatic && !member.isAbstract);
  for (const method of CONNECTION_METHODS) {
    if (!members.some((member) => member.name === method)) reportMissing(own, method, file, diagnostics);
  }
}

function reportMissing(own: ClassFacts, method: string, file: string, diagnostics: Diagnostics): void {
  const others = own.members.filter(({ name }) => !CONNECTION_METHODS.some((known) => known === name));
  const meant = nearest(
    method,
    others.map(({ name }) => name),
  );
  const misspelt: MemberFact | undefined = others.find(({ name }) => name === meant);
  diagnostics.report(
    'connection-method-missing',
    { class: own.name, method },
    misspelt === undefined ? { file, range: own.range } : { file, range: misspelt.range, suggestion: method },
  );
}
