import type { CatalogueEntries } from './entry.ts';

/** Mistakes in generated files: codes EXT3001 to EXT3999. */
export const OUTPUT_ENTRIES = {
  'output-in-the-way': {
    code: 'EXT3001',
    severity: 'error',
    message: 'This file is in the way: it has the name of a generated file and was not generated.',
    help: 'Move or delete it, then run "extconn generate" again. It was left untouched.',
  },
  'output-folder-in-the-way': {
    code: 'EXT3002',
    severity: 'error',
    message: 'This folder is in the way: it has the name of a generated file.',
    help: 'Move or delete it, then run "extconn generate" again. It was left untouched.',
  },
  'output-outside': {
    code: 'EXT3003',
    severity: 'error',
    message: 'This path leads outside the project, where nothing is generated.',
    help: 'Replace the link, or change the setting in extconn.yaml, so that it stays below the project.',
  },
  'output-unreadable': {
    code: 'EXT3004',
    severity: 'error',
    message: 'This file has the name of a generated file and cannot be read ({reason}).',
    help: 'Make it readable or delete it, then run "extconn generate" again.',
  },
  'output-not-writable': {
    code: 'EXT3005',
    severity: 'error',
    message: 'There is no permission to write this file.',
    help: 'Give yourself write permission for the file and its folder, then run "extconn generate" again. Nothing was written.',
  },
  'output-write-failed': {
    code: 'EXT3006',
    severity: 'error',
    message: 'This file could not be written ({reason}).',
    help: 'Every generated file is whole, the old one or the new one. Remove the cause and run "extconn generate" again.',
  },
  'output-edit-overwritten': {
    code: 'EXT3007',
    severity: 'warning',
    message: 'This generated file had been changed by hand; the changes are gone.',
    help: 'Change the manifest instead: a generated file is made anew whenever the manifest changes.',
  },
  'output-edited': {
    code: 'EXT3008',
    severity: 'error',
    message: 'This generated file was changed by hand.',
    help: 'Run "extconn generate" to undo the changes, and change the manifest instead.',
  },
  'output-stale': {
    code: 'EXT3009',
    severity: 'error',
    message: 'This generated file is out of date.',
    help: 'Run "extconn generate".',
  },
  'output-missing': {
    code: 'EXT3010',
    severity: 'error',
    message: 'This generated file is missing.',
    help: 'Run "extconn generate".',
  },
  'output-orphaned': {
    code: 'EXT3011',
    severity: 'error',
    message: 'This file was generated earlier and is generated no longer.',
    help: 'Run "extconn generate" to delete it.',
  },
  'output-busy': {
    code: 'EXT3012',
    severity: 'error',
    message:
      'Another run of extconn (process {pid} on {machine}) has been at work on this project for {seconds} seconds.',
    help: 'Wait for it or end it. If there is no such process any more, delete this file.',
  },
  'output-lock-failed': {
    code: 'EXT3013',
    severity: 'error',
    message: 'The lock that keeps two runs apart cannot be made here ({reason}).',
    help: 'Give yourself write permission for this folder, then run "extconn generate" again. Nothing was written.',
  },
  'output-file-for-folder': {
    code: 'EXT3014',
    severity: 'error',
    message: 'This file is in the way: generated files need a folder of this name.',
    help: 'Move or delete it, then run "extconn generate" again. It was left untouched.',
  },
  'output-folder-unreadable': {
    code: 'EXT3015',
    severity: 'error',
    message: 'This folder holds generated files and cannot be read ({reason}).',
    help: 'Make it readable, then run "extconn generate" again.',
  },
} as const satisfies CatalogueEntries;
