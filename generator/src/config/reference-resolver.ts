import type { Host } from '../host.ts';
import { type FileText, leadsOut, readReferencedFile } from './referenced-file.ts';
import { parseReferences, type Reference, type ReferencePart } from './references.ts';

/** What a text stands for. */
export type Resolution =
  /** It had no reference; what it had of escapes is undone. */
  | { readonly kind: 'literal'; readonly text: string }
  /** Its references were replaced. */
  | { readonly kind: 'replaced'; readonly text: string }
  /** It is known only when the program runs, or not at all because of the fault. */
  | { readonly kind: 'unknown'; readonly faults: readonly ReferenceFault[] };

export type ReferenceFault =
  | { readonly name: 'malformed' | 'file-missing' | 'file-outside' }
  | { readonly name: 'variable-missing'; readonly variable: string }
  | { readonly name: 'file-unreadable'; readonly reason: string };

export interface ReferenceScope {
  readonly host: Host;
  /** The folder of the configuration file: where paths start. */
  readonly folder: string;
  /** The folder that paths must not leave. */
  readonly root: string;
  /** Whether references are replaced, or only checked for their form. */
  readonly env: boolean;
}

/** What a text with references stands for. */
export function resolveReferences(text: string, scope: ReferenceScope): Resolution {
  const parts = parseReferences(text);
  if (parts === undefined) return { kind: 'unknown', faults: [{ name: 'malformed' }] };
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', text: parts.join('') };
  const results = parts.map((part) => resolvePart(part, scope));
  const faults = results.flatMap((result) => (typeof result === 'object' ? [result] : []));
  if (faults.length > 0 || !scope.env) return { kind: 'unknown', faults };
  return { kind: 'replaced', text: results.join('') };
}

/** The value of an environment variable; undefined where it is not set. */
export function environmentValue(host: Host, name: string): string | undefined {
  return Object.hasOwn(host.env, name) ? host.env[name] : undefined;
}

function resolvePart(part: ReferencePart, scope: ReferenceScope): string | ReferenceFault {
  if (typeof part === 'string') return part;
  return scope.env ? replacement(part, scope) : formFault(part);
}

function formFault({ kind, target }: Reference): string | ReferenceFault {
  return kind === 'file' && leadsOut(target) ? { name: 'file-outside' } : '';
}

function replacement({ kind, target }: Reference, scope: ReferenceScope): string | ReferenceFault {
  if (kind === 'env') {
    return environmentValue(scope.host, target) ?? { name: 'variable-missing', variable: target };
  }
  const file: FileText = readReferencedFile(scope.host, scope.root, scope.folder, target);
  if ('text' in file) return file.text;
  if (file.fault === 'unreadable') return { name: 'file-unreadable', reason: file.reason };
  return { name: `file-${file.fault}` };
}
