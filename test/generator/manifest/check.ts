import { CATALOGUE, type DiagnosticName } from '../../../generator/src/catalogue.ts';
import { type Diagnostic, Diagnostics } from '../../../generator/src/diagnostics.ts';
import { type LoadedManifest, loadManifest } from '../../../generator/src/manifest/load-manifest.ts';
import { createMemoryHost, type MemoryHostOptions } from '../../support/memory-host.ts';

/** The keys every manifest needs, but for `configuration`. */
export const HEAD = `manifestVersion: 1
id: 1
name: MongoDb
provider: mongodb
dataStores: [MongoDB]
connectionModes: [ReadWrite]
`;

export const FILE = '/project/providers/mongo-db/provider.yaml';

export interface Checked {
  readonly loaded: LoadedManifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `name line:column-line:column` of each diagnostic. */
  readonly found: readonly string[];
  /** The same for what the marks in the text ask for, where they are given a name. */
  readonly expected: (name: DiagnosticName) => readonly string[];
}

/** Loads a manifest in which `⟦…⟧` marks where diagnostics are expected. */
export function check(
  marked: string,
  files: Record<string, string> = {},
  options: MemoryHostOptions = {},
): Checked {
  const { text, places } = readMarks(marked);
  const host = createMemoryHost({ [FILE]: text, ...files }, options);
  const diagnostics = new Diagnostics();
  const loaded = loadManifest(host, FILE, '/project', diagnostics);
  return {
    loaded,
    diagnostics: diagnostics.sorted,
    found: diagnostics.sorted.map((diagnostic) => `${nameOf(diagnostic)} ${placeOf(diagnostic)}`),
    expected: (name) => places.map((place) => `${name} ${place}`),
  };
}

/** Loads a manifest with the given lines under `configuration:`. */
export function checkConfiguration(marked: string, files: Record<string, string> = {}): Checked {
  const lines = marked.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
  return check(`${HEAD}configuration:\n${lines.join('\n')}`, files);
}

export function nameOf({ code }: Diagnostic): string {
  const entry = Object.entries(CATALOGUE).find(([, each]) => each.code === code);
  return entry?.[0] ?? code;
}

function placeOf({ range }: Diagnostic): string {
  if (range === undefined) return 'nowhere';
  return `${range.line}:${range.column}-${range.endLine}:${range.endColumn}`;
}

function readMarks(marked: string): { readonly text: string; readonly places: readonly string[] } {
  const places: string[] = [];
  let start = '';
  const lines = marked.split('\n').map((line, index) => {
    let clean = '';
    for (const part of line.split(/([⟦⟧])/)) {
      const here = `${index + 1}:${clean.length + 1}`;
      if (part === '⟦') start = here;
      else if (part === '⟧') places.push(`${start}-${here}`);
      else clean += part;
    }
    return clean;
  });
  return { text: lines.join('\n'), places };
}
