import type { DocumentPath } from '../../located.ts';
import { nearest } from '../../text/nearest.ts';
import type { Report } from '../reporter.ts';

/** Reports a name that is not among the declared fields. True where it was reported. */
export function reportUndeclared(
  field: string,
  fields: ReadonlySet<string>,
  path: DocumentPath,
  report: Report,
  part: 'key' | 'value' = 'value',
): boolean {
  if (fields.has(field)) return false;
  report('field-undeclared', { field }, path, { part, suggestion: nearest(field, fields) });
  return true;
}
