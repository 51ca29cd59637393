import { loadJson } from '../config/load-json.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { LocatedDocument } from '../located.ts';
import { readYaml } from '../manifest/read-yaml.ts';

/** Characters; published schemas have some ten thousand. */
const LONGEST = 5_000_000;

/**
 * Reads the file of a schema: YAML by its suffix, else JSON with comments and trailing commas.
 *
 * @param file - absolute.
 * @returns undefined where it cannot be read, which is reported.
 */
export function readSchema(host: Host, file: string, diagnostics: Diagnostics): LocatedDocument | undefined {
  const local = new Diagnostics();
  const document = /\.ya?ml$/i.test(file) ? readYaml(host, file, local) : readJson(host, file, local);
  diagnostics.add(...local.sorted);
  return local.hasErrors ? undefined : document;
}

function readJson(host: Host, file: string, diagnostics: Diagnostics): LocatedDocument | undefined {
  let text: string | undefined;
  try {
    text = host.read(file)?.replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    diagnostics.report('file-unreadable', { reason }, { file });
    return undefined;
  }
  if (text === undefined) diagnostics.report('file-missing', {}, { file });
  else if (text.length > LONGEST) diagnostics.report('file-too-long', { longest: LONGEST }, { file });
  else return loadJson(file, text, () => true, diagnostics);
  return undefined;
}
