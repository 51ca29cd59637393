import { CONFIGURATION_ENTRIES } from './catalogue/configuration.ts';
import { DIFF_ENTRIES } from './catalogue/diff.ts';
import { DISCOVERY_ENTRIES } from './catalogue/discovery.ts';
import { IMPORT_ENTRIES } from './catalogue/import.ts';
import { MANIFEST_ENTRIES } from './catalogue/manifest.ts';
import { OUTPUT_ENTRIES } from './catalogue/output.ts';
import { PROJECT_ENTRIES } from './catalogue/project.ts';

/** Every sentence the toolchain says about a user's mistake. Codes are stable and never reused. */
export const CATALOGUE = {
  ...MANIFEST_ENTRIES,
  ...DISCOVERY_ENTRIES,
  ...OUTPUT_ENTRIES,
  ...CONFIGURATION_ENTRIES,
  ...PROJECT_ENTRIES,
  ...IMPORT_ENTRIES,
  ...DIFF_ENTRIES,
} as const;

export type DiagnosticName = keyof typeof CATALOGUE;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Placeholders<Rest>
  : never;

type Texts<N extends DiagnosticName> = {
  [K in 'message' | 'help']: (typeof CATALOGUE)[N] extends Readonly<Record<K, infer Text extends string>>
    ? Text
    : never;
}['message' | 'help'];

/** What the sentence of a diagnostic needs to be filled. */
export type DiagnosticParameters<N extends DiagnosticName> = Readonly<
  Record<Placeholders<Texts<N>>, string | number>
>;
