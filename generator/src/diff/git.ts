import { execFileSync } from 'node:child_process';
import type { Diagnostics } from '../diagnostics.ts';
import { faultCode } from '../output/fault.ts';

/** A file of a revision. */
export interface RevisionFile {
  /** Relative to the folder that was asked for, forward slashes. */
  readonly path: string;
  readonly isLink: boolean;
  /** The name of the content. */
  readonly oid: string;
}

/** One revision of a repository, below one folder. */
export interface Revision {
  readonly files: readonly RevisionFile[];
  /** The contents with these names. */
  read(oids: readonly string[]): ReadonlyMap<string, string>;
}

/** What a name of a revision may look like; what Git makes of it, Git says. */
const REFERENCE = /^[^-\p{C}\p{Z}][^\p{C}]{0,249}$/u;

/** Bytes; more than the manifests of any project have. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/**
 * Opens a revision. Git runs without a shell, and nothing of the command line can be taken for one of its flags.
 *
 * @param folder - absolute.
 * @returns undefined where that cannot be done, which was reported.
 */
export function openRevision(
  folder: string,
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
  diagnostics: Diagnostics,
): Revision | undefined {
  const git = (parameters: readonly string[], input = ''): Buffer =>
    execFileSync('git', parameters, {
      cwd: folder,
      env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
      input,
      maxBuffer: MOST_OUTPUT,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  try {
    git(['rev-parse', '--is-inside-work-tree']);
  } catch (error) {
    if (faultCode(error) === 'ENOENT') diagnostics.report('git-missing', {});
    else diagnostics.report('git-repository-missing', {}, { file: folder });
    return undefined;
  }
  const commit = findCommit(git, reference);
  if (commit === undefined) {
    diagnostics.report('git-reference-unknown', { reference });
    return undefined;
  }
  return { files: listFiles(git, commit), read: (oids) => readContents(git, oids) };
}

type Git = (parameters: readonly string[], input?: string) => Buffer;

function findCommit(git: Git, reference: string): string | undefined {
  if (!REFERENCE.test(reference)) return undefined;
  try {
    const found = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]);
    return /^([0-9a-f]{40,64})\n$/.exec(found.toString('latin1'))?.[1];
  } catch {
    return undefined;
  }
}

function listFiles(git: Git, commit: string): readonly RevisionFile[] {
  const listing = git(['ls-tree', '-r', '-z', '--end-of-options', commit]).toString('utf8');
  return listing.split('\0').flatMap((entry) => {
    const parts = /^(100\d{3}|120000) blob ([0-9a-f]+)\t(.+)$/s.exec(entry);
    const [, mode = '', oid = '', path = ''] = parts ?? [];
    return parts === null ? [] : [{ path, isLink: mode === '120000', oid }];
  });
}

/** All in one call: a process for each would take longer than everything else. */
function readContents(git: Git, oids: readonly string[]): ReadonlyMap<string, string> {
  const contents = new Map<string, string>();
  if (oids.length === 0) return contents;
  const output = git(['cat-file', '--batch'], oids.map((oid) => `${oid}\n`).join(''));
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [, oid = '', size = ''] = /^([0-9a-f]+) blob (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    const start = end + 1;
    if (oid === '') throw new Error('Git does not have what it listed');
    contents.set(oid, output.toString('utf8', start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
