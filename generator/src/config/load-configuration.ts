import { CATALOGUE } from '../catalogue.ts';
import { createDiagnostic, type Diagnostic, Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { DocumentPath, LocatedDocument, Range } from '../located.ts';
import { MASK } from '../report/cells.ts';
import { loadJson } from './load-json.ts';
import { faultCode } from './referenced-file.ts';
import { SECTION_KEYS } from './sections.ts';

/** Characters. Reading YAML with its places is slow; real files are a thousand times smaller. */
const LONGEST_YAML = 10_000_000;

export interface LoadedConfiguration {
  /** Empty where the file cannot be read. */
  readonly text: string;
  /** Undefined where the text does not parse. */
  readonly document: LocatedDocument | undefined;
}

/** Reads a configuration file: YAML by its suffix, else JSON with comments and trailing commas. */
export async function loadConfiguration(
  host: Host,
  file: string,
  diagnostics: Diagnostics,
): Promise<LoadedConfiguration> {
  const text = readText(host, file, diagnostics);
  if (text === undefined) return { text: '', document: undefined };
  const document = /\.ya?ml$/i.test(file)
    ? await loadYamlConfiguration(file, text, diagnostics)
    : loadJson(file, text, isOurs, diagnostics);
  return { text, document };
}

function readText(host: Host, file: string, diagnostics: Diagnostics): string | undefined {
  try {
    const text = host.read(file);
    if (text === undefined) diagnostics.report('file-missing', {}, { file });
    // A byte order mark is no part of the text that places count.
    return text?.replace(/^\uFEFF/, '');
  } catch (error) {
    diagnostics.report('file-unreadable', { reason: faultCode(error) }, { file });
    return undefined;
  }
}

/** Whether a path leads to a section or into one. */
function isOurs([first]: DocumentPath): boolean {
  return typeof first === 'string' && SECTION_KEYS.has(first);
}

async function loadYamlConfiguration(
  file: string,
  text: string,
  diagnostics: Diagnostics,
): Promise<LocatedDocument | undefined> {
  // Most projects keep their connections in JSON and need not wait for the YAML library.
  const { loadYaml } = await import('../manifest/load-yaml.ts');
  const found = new Diagnostics();
  const document = loadYaml(file, text, LONGEST_YAML, found);
  const sections = [...SECTION_KEYS.keys()].flatMap((key) =>
    document === undefined ? [] : [document.locate([key], 'key'), document.locate([key])],
  );
  const isWanted = ({ range }: Diagnostic): boolean =>
    document === undefined || range === undefined || sections.some((section) => touches(section, range));
  diagnostics.add(...found.sorted.filter(isWanted).map(withoutAnchor));
  return document;
}

function touches(section: Range, { line, column }: Range): boolean {
  const isAfterStart = line > section.line || (line === section.line && column >= section.column);
  return isAfterStart && (line < section.endLine || (line === section.endLine && column < section.endColumn));
}

/** `*name` may be a password that lacks its quotes. */
function withoutAnchor(diagnostic: Diagnostic): Diagnostic {
  const { file, range, code } = diagnostic;
  if (code !== CATALOGUE['yaml-alias-unknown'].code) return diagnostic;
  return createDiagnostic('yaml-alias-unknown', { name: MASK }, { ...(file && { file }), range });
}
