import type { DocumentPath } from '../located.ts';
import type { EntryProblems } from './entry-problems.ts';
import type { ReferenceFault } from './reference-resolver.ts';

/** What a reference looks like; the catalogue's own braces are its placeholders. */
const FORMS = { environment: `\${env:NAME}`, file: `\${file:path}`, escaped: '$${' };

/** Reports why a reference cannot be replaced. */
export function reportReferenceFault(
  fault: ReferenceFault,
  path: DocumentPath,
  problems: EntryProblems,
): void {
  const place = { path };
  switch (fault.name) {
    case 'malformed':
      problems.report('reference-malformed', FORMS, place);
      break;
    case 'variable-missing':
      problems.report('reference-variable-missing', { variable: fault.variable }, place);
      break;
    case 'file-unreadable':
      problems.report('reference-file-unreadable', { reason: fault.reason }, place);
      break;
    default:
      problems.report(`reference-${fault.name}`, {}, place);
  }
}
