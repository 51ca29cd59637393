import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import type { Diagnostics, RelatedPlace } from '../diagnostics.ts';
import type { DocumentPath, LocatedDocument } from '../located.ts';

/** What can be said about a mistake beside its sentence. */
export interface Details {
  /** Points at the key instead of the value. */
  readonly part?: 'key' | 'value';
  readonly suggestion?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** Reports a mistake at a path of one document. */
export type Report = <N extends DiagnosticName>(
  name: N,
  parameters: DiagnosticParameters<N>,
  path: DocumentPath,
  details?: Details,
) => void;

/** Reports into a collector; what YAML aliases repeat is said once. */
export function reporter(document: LocatedDocument, diagnostics: Diagnostics): Report {
  const said = new Set<string>();
  return (name, parameters, path, { part = 'value', suggestion, related } = {}) => {
    const range = document.locate(path, part);
    const key = JSON.stringify([name, parameters, range]);
    if (said.has(key)) return;
    said.add(key);
    diagnostics.report(name, parameters, {
      file: document.file,
      range,
      suggestion,
      ...(related === undefined ? {} : { related }),
    });
  };
}
