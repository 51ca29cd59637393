import type { CatalogueEntry } from '../catalogue/entry.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { Diagnostic, RelatedPlace } from '../diagnostics.ts';
import type { Range } from '../located.ts';
import { adviceOf } from './advice.ts';
import { relativePath } from './relative-path.ts';

/** SARIF 2.1.0: one run, with the whole catalogue as its rules. It quotes no file. */
export function sarifReport(diagnostics: readonly Diagnostic[], { cwd }: { readonly cwd: string }): string {
  const rules = ruleEntries();
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'extconn', rules } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => resultOf(diagnostic, indexes.get(diagnostic.code), cwd)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleEntries() {
  const entries: readonly (readonly [string, CatalogueEntry])[] = Object.entries(CATALOGUE);
  return entries
    .map(([name, { code, severity, message, help }]) => ({
      id: code,
      name: name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: withoutPlaceholders(message) },
      ...(help === undefined ? {} : { help: { text: withoutPlaceholders(help) } }),
      defaultConfiguration: { level: severity },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number | undefined, cwd: string) {
  const { code, severity, message, file, range, related } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: literalText([message, ...adviceOf(diagnostic)].join('\n')) },
    ...(file === undefined ? {} : { locations: [{ physicalLocation: physicalLocation(file, range, cwd) }] }),
    relatedLocations: related?.map((place, index) => relatedLocation(place, index + 1, cwd)),
  };
}

function relatedLocation({ message, file, range }: RelatedPlace, id: number, cwd: string) {
  return {
    id,
    physicalLocation: physicalLocation(file, range, cwd),
    message: { text: literalText(message) },
  };
}

function physicalLocation(file: string, range: Range | undefined, cwd: string) {
  const uri = relativePath(file, cwd).split('/').map(encodeURIComponent).join('/');
  const artifactLocation = { uri, uriBaseId: '%SRCROOT%' };
  if (range === undefined) return { artifactLocation };
  const { line, column, endLine, endColumn } = range;
  return { artifactLocation, region: { startLine: line, startColumn: column, endLine, endColumn } };
}

/** Braces mean placeholders in SARIF's messages; doubled, they mean themselves. */
function literalText(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
}

function withoutPlaceholders(text: string): string {
  return literalText(text.replace(/\{(\w+)\}/g, '<$1>'));
}
