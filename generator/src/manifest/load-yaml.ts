import { Diagnostics } from '../diagnostics.ts';
import type { LocatedDocument } from '../located.ts';
import { LazyDocument } from './lazy-document.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { readYamlTree } from './yaml-tree.ts';

/**
 * Reads a YAML file: plain JSON values and the way back to their places. Anchors and aliases are understood; what JSON
 * cannot say (tags, merge keys, keys that are no text, NaN) is reported.
 *
 * @param longest - how many characters the file may have.
 * @returns undefined where there is nothing to go on with; otherwise a document, even where something was reported.
 */
export function loadYaml(
  file: string,
  text: string,
  longest: number,
  diagnostics: Diagnostics,
): LocatedDocument | undefined {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.length > longest) {
    diagnostics.report('file-too-long', { longest }, { file });
    return undefined;
  }
  const value = readPlainYaml(source);
  if (value === undefined) return readYamlTree(file, source, diagnostics);
  // Nothing is wrong with it as YAML; places are asked for only where something is wrong with what it says.
  return new LazyDocument(file, source, value, () => readYamlTree(file, source, new Diagnostics()));
}
