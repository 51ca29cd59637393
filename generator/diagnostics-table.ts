import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CatalogueEntry } from './src/catalogue/entry.ts';
import { CATALOGUE } from './src/catalogue.ts';

/** The chapters of the table: the first digit of a code, and what it is about. */
const CHAPTERS: readonly (readonly [digit: string, title: string])[] = [
  ['1', 'Manifests'],
  ['2', 'Hand-written code and packages'],
  ['3', 'Output'],
  ['4', 'Configuration files'],
  ['5', 'The project'],
  ['6', 'Imported JSON Schemas'],
  ['7', 'Differences between versions'],
];

const FILE = fileURLToPath(new URL('DIAGNOSTICS.md', import.meta.url));

/** The documented table of codes, made from the catalogue. */
export function diagnosticsTable(): string {
  const entries = Object.values<CatalogueEntry>(CATALOGUE).sort((a, b) => (a.code < b.code ? -1 : 1));
  const chapters = CHAPTERS.map(([digit, title]) => {
    const rows = entries.filter(({ code }) => code.startsWith(`EXT${digit}`)).map(row);
    return `## ${title}\n\n| code | severity | sentence | what to do |\n| --- | --- | --- | --- |\n${rows.join('')}`;
  });
  return `# Diagnostics

Everything that \`extconn\` says about a mistake. Codes are stable and never reused. \`{name}\` stands for what the sentence
is about. Made from the catalogue by \`npx tsx generator/diagnostics-table.ts\`; do not edit.

${chapters.join('\n')}`;
}

function row({ code, severity, message, help = '' }: CatalogueEntry): string {
  return `| ${code} | ${severity} | ${cell(message)} | ${cell(help)} |\n`;
}

/** Neither the end of a cell nor a tag. */
function cell(text: string): string {
  return text.replace(/[\\|<>*_`]/g, '\\$&').replace(/\s+/g, ' ');
}

/** The table as it is in the repository. */
export function writtenTable(): string {
  return readFileSync(FILE, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, diagnosticsTable());
