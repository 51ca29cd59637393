import type { DocumentPath, Range } from '../located.ts';

/** What a change means to those who hold configuration files. */
export type Verdict = 'breaking' | 'compatible' | 'none';

/** From the worst. */
export const VERDICTS: readonly Verdict[] = ['breaking', 'compatible', 'none'];

export type ChangeKind =
  | 'provider-added'
  | 'provider-removed'
  | 'provider-renamed'
  | 'id-changed'
  | 'driver-changed'
  | 'data-store-added'
  | 'data-store-removed'
  | 'data-store-moved'
  | 'mode-added'
  | 'mode-removed'
  | 'default-mode-changed'
  | 'field-added'
  | 'field-removed'
  | 'field-renamed'
  | 'required-changed'
  | 'narrowed'
  | 'widened'
  | 'default-changed'
  | 'environment-changed'
  | 'unit-changed'
  | 'role-changed'
  | 'secret-changed'
  | 'deprecated'
  | 'rules-changed'
  | 'hand-written-changed'
  | 'described';

/** One change of the manifests. */
export interface Change {
  /** The provider's name; the old one where it is gone. */
  readonly provider: string;
  /** `tls.mode`, `hosts[]`; empty for what is not about a field. */
  readonly field: string;
  readonly kind: ChangeKind;
  readonly verdict: Verdict;
  readonly message: string;
  /** The manifest, absolute: the new one, or of what is gone the old one. */
  readonly file: string;
  /** Where the new manifest says it. */
  readonly range?: Range;
}

/** Where in a manifest something stands. */
export interface Site {
  readonly field: string;
  readonly path: DocumentPath;
  /** Whether no value of it may be shown. */
  readonly isSecret: boolean;
}

/** The place of a provider's configuration. */
export const ROOT_SITE: Site = { field: '', path: ['configuration'], isSecret: false };

/** The place of something inside. */
export function inside(site: Site, field: string, ...path: DocumentPath): Site {
  const name = site.field === '' || /^[[(]/.test(field) ? `${site.field}${field}` : `${site.field}.${field}`;
  return { ...site, field: name, path: [...site.path, ...path] };
}

/** The worst of them; `none` where there are none. */
export function worstOf(changes: readonly Pick<Change, 'verdict'>[]): Verdict {
  return VERDICTS.find((verdict) => changes.some((change) => change.verdict === verdict)) ?? 'none';
}
