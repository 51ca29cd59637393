import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { LocatedDocument } from '../located.ts';
import { loadYaml } from './load-yaml.ts';

/** Real manifests have some thousand characters. */
const LONGEST = 1_048_576;

/** Reads a manifest or a file of shared schemas. */
export function readYaml(host: Host, file: string, diagnostics: Diagnostics): LocatedDocument | undefined {
  let text: string | undefined;
  try {
    text = host.read(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    diagnostics.report('file-unreadable', { reason }, { file });
    return undefined;
  }
  if (text === undefined) {
    diagnostics.report('file-missing', {}, { file });
    return undefined;
  }
  return loadYaml(file, text, LONGEST, diagnostics);
}
