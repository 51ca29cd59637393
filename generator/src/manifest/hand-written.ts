import type { JsonObject } from '../located.ts';
import type { HandWrittenSchema } from '../model/model.ts';
import { isIdentifierName } from '../model/names.ts';
import { checkKeys } from './forms.ts';
import type { Fragments } from './fragments.ts';
import { ZOD_KEYS } from './manifest-keys.ts';
import type { Report } from './reporter.ts';

const PATH = ['configuration', 'zod'] as const;

/** Checks a `configuration` that names a module: it lies in the project, is there, and can be imported. */
export function checkHandWritten(
  node: JsonObject,
  file: string,
  fragments: Fragments,
  report: Report,
): HandWrittenSchema | undefined {
  if (!checkKeys(node, ZOD_KEYS, ['configuration'], report)) return undefined;
  const module = String(node['zod']);
  const name = String(node['export']);
  const found = fragments.find(file, module);
  if (!/^\.\.?\/.*\.m?[jt]s$/.test(module)) report('module-form', {}, PATH);
  else if ('fault' in found) report(found.fault, {}, PATH);
  if (!isIdentifierName(name)) report('export-name', {}, ['configuration', 'export']);
  return { kind: 'zod', module, export: name };
}
