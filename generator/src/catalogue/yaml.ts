import type { CatalogueEntries } from './entry.ts';

/** What YAML and JSON cannot say: codes EXT1001 to EXT1099, a part of those of manifests. */
export const YAML_ENTRIES = {
  'yaml-syntax': { code: 'EXT1001', severity: 'error', message: 'This is not valid YAML: {reason}.' },
  'duplicate-key': {
    code: 'EXT1002',
    severity: 'error',
    message: 'The key "{key}" stands here a second time.',
    help: 'Remove or rename one of the two.',
  },
  'yaml-key': {
    code: 'EXT1003',
    severity: 'error',
    message: 'A key must be text.',
    help: 'Put numbers, true, false, null and dates that are meant as keys in quotes.',
  },
  'yaml-merge-key': {
    code: 'EXT1004',
    severity: 'error',
    message: 'Merge keys ("<<") are not part of YAML 1.2 and do nothing here.',
    help: 'Write the keys out, or share a whole value with an alias or a $ref.',
  },
  'yaml-tag': {
    code: 'EXT1005',
    severity: 'error',
    message:
      'Tags (!name) are not understood: values are plain text, numbers, true, false, null, lists and maps.',
    help: 'Remove the tag; put a value that is meant as text in quotes.',
  },
  'number-not-finite': {
    code: 'EXT1006',
    severity: 'error',
    message: 'This is not a finite number, and JSON has no other.',
    help: 'Write a number, or put the value in quotes if it is text.',
  },
  'number-not-exact': {
    code: 'EXT1007',
    severity: 'error',
    message: 'This whole number has too many digits: beyond 9007199254740991 it would be rounded.',
    help: 'Put it in quotes and declare it as text.',
  },
  'yaml-too-deep': {
    code: 'EXT1008',
    severity: 'error',
    message: 'Values stand in each other more than {deepest} deep here.',
    help: 'Flatten the file.',
  },
  'yaml-alias-unknown': {
    code: 'EXT1009',
    severity: 'error',
    message: 'No anchor "&{name}" stands before this alias.',
    help: 'Declare the anchor above, or put the value in quotes if it is text that begins with "*".',
  },
  'yaml-alias-cycle': {
    code: 'EXT1010',
    severity: 'error',
    message: 'The alias "*{name}" stands inside the value that it stands for.',
  },
  'yaml-alias-expansion': {
    code: 'EXT1011',
    severity: 'error',
    message: 'With its aliases written out, this file would have more than {most} values more than it has.',
    help: 'Use fewer aliases to values that contain aliases.',
  },
  'yaml-several-documents': {
    code: 'EXT1012',
    severity: 'error',
    message: 'A second YAML document starts here; the file may hold one only.',
    help: 'Remove the line "---", or move the second document to a file of its own.',
  },
  'yaml-directive': {
    code: 'EXT1013',
    severity: 'error',
    message: 'The directive %YAML is not understood: every file is read as YAML 1.2.',
    help: 'Remove the line.',
  },
  'file-too-long': {
    code: 'EXT1014',
    severity: 'error',
    message: 'The file is longer than {longest} characters.',
    help: 'Check that it is the file you mean, or split it.',
  },
  'text-not-unicode': {
    code: 'EXT1015',
    severity: 'error',
    message: 'This text holds half of a surrogate pair, which no file can store.',
    help: 'Write the whole character instead of one of its two \\u escapes.',
  },
  'proto-key': {
    code: 'EXT1016',
    severity: 'error',
    message: '"__proto__" cannot be a key: JavaScript gives it another meaning.',
    help: 'Rename it.',
  },
} as const satisfies CatalogueEntries;
