import { pascalCase } from '../../model/names.ts';
import type { SourceRule } from '../schema-check.ts';

/** A definition's name becomes part of the names of a type and a constant. */
export const definitionNamesRule: SourceRule = (_sites, { report, source }) => {
  const seen = new Map<string, string>();
  for (const { name = '', path } of source.definitions) {
    const other = seen.get(pascalCase(name));
    seen.set(pascalCase(name), name);
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) report('definition-name', {}, path, { part: 'key' });
    else if (other !== undefined) report('names-alike', { name, other }, path, { part: 'key' });
  }
};
