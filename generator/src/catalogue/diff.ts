import type { CatalogueEntries } from './entry.ts';

/** Mistakes in comparing with an earlier revision: codes EXT7001 to EXT7999. */
export const DIFF_ENTRIES = {
  'git-missing': {
    code: 'EXT7001',
    severity: 'error',
    message: 'The command "git" was not found.',
    help: 'Install Git, or put it on the PATH.',
  },
  'git-repository-missing': {
    code: 'EXT7002',
    severity: 'error',
    message: 'Git does not know this folder as part of a working tree.',
    help: 'Run "git status" here: it says why.',
  },
  'git-reference-unknown': {
    code: 'EXT7003',
    severity: 'error',
    message: 'Git knows no commit "{reference}".',
    help: 'Name a branch, a tag or a commit, such as "main", "v1.2.0" or "HEAD~1"; a shallow clone may lack it.',
  },
  'revision-unreadable': {
    code: 'EXT7004',
    severity: 'error',
    message: 'At "{reference}" this file had a mistake, so nothing can be compared with it: {message}',
    help: 'Compare with a revision in which "extconn generate --check" finds no mistake.',
  },
} as const satisfies CatalogueEntries;
