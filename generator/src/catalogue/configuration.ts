import type { CatalogueEntries } from './entry.ts';

/**
 * Mistakes in configuration files: codes EXT4001 to EXT4999. The sentences of EXT4020 to EXT4039 are those that the
 * generated code says at run time about the same mistake.
 */
export const CONFIGURATION_ENTRIES = {
  'json-syntax': { code: 'EXT4001', severity: 'error', message: 'This is not valid JSON: {reason}.' },
  'json-too-deep': {
    code: 'EXT4002',
    severity: 'error',
    message: 'Values stand more than {deepest} levels deep in this file.',
  },
  'json-duplicate-key': {
    code: 'EXT4003',
    severity: 'error',
    message: 'The key "{key}" stands here twice.',
    help: 'Remove one of them: only the last would count.',
  },
  'configuration-not-object': {
    code: 'EXT4004',
    severity: 'error',
    message: 'A configuration file must hold an object.',
  },
  'section-missing': {
    code: 'EXT4005',
    severity: 'error',
    message: 'This file has no section of connections, so there is nothing to check.',
    help: 'Add "externalConnections", or "ExternalConnections" for a file with PascalCase keys.',
  },
  'section-twice': {
    code: 'EXT4006',
    severity: 'error',
    message: 'This file has both a section "externalConnections" and a section "ExternalConnections".',
    help: 'Put all connections into one of them; its spelling decides the case of the keys below it.',
  },
  'section-not-object': {
    code: 'EXT4007',
    severity: 'error',
    message:
      'The section "{section}" must be an object that maps the names of connections to their settings.',
  },
  'connection-not-object': {
    code: 'EXT4008',
    severity: 'error',
    message: 'The connection "{name}" must be an object with a provider and its settings.',
  },
  'connection-name-refused': {
    code: 'EXT4009',
    severity: 'error',
    message: 'No connection can have the name "{name}".',
    help: 'Choose another name.',
  },
  'provider-missing': {
    code: 'EXT4010',
    severity: 'error',
    message: 'The connection "{name}" does not say which provider it uses.',
    help: 'Add "{key}" with the name of a provider or a data store: {known}.',
  },
  'provider-unknown': {
    code: 'EXT4011',
    severity: 'error',
    message: 'The connection "{name}" names a provider or data store that this project does not have.',
    help: 'Known: {known}.',
  },
  'provider-is-driver': {
    code: 'EXT4012',
    severity: 'error',
    message: 'The connection "{name}" names the driver "{driver}" where a provider is meant.',
    help: 'Write the name of a provider: {providers}.',
  },
  'mode-unknown': {
    code: 'EXT4013',
    severity: 'error',
    message: 'The mode of the connection "{name}" must be {choice}.',
    help: 'These are the connection modes of the provider {provider}.',
  },
  'key-case': {
    code: 'EXT4014',
    severity: 'error',
    message: 'The key "{key}" is not in the case of its section "{section}".',
    help: 'The spelling of the section decides the case of all declared keys below it.',
  },
  'value-missing': { code: 'EXT4020', severity: 'error', message: '{setting} is required' },
  'value-type': { code: 'EXT4021', severity: 'error', message: '{setting} must be {type}' },
  'value-types': {
    code: 'EXT4022',
    severity: 'error',
    message: '{setting} is not one of the types allowed',
    help: 'It must be {types}.',
  },
  'value-choice': { code: 'EXT4023', severity: 'error', message: '{setting} must be {choice}' },
  'value-limit': { code: 'EXT4024', severity: 'error', message: '{setting} must {limit}' },
  'value-multiple': {
    code: 'EXT4025',
    severity: 'error',
    message: '{setting} must be a multiple of {limit}',
  },
  'value-pattern': {
    code: 'EXT4026',
    severity: 'error',
    message: '{setting} must match the pattern {limit}',
  },
  'value-format': { code: 'EXT4027', severity: 'error', message: '{setting} must be a valid {limit}' },
  'value-items': {
    code: 'EXT4028',
    severity: 'error',
    message: '{setting} must not have the same item twice',
  },
  'value-key-unknown': { code: 'EXT4029', severity: 'error', message: '{setting} must not have {key}' },
  'value-rule': { code: 'EXT4030', severity: 'error', message: '{setting} {rule}' },
  'value-refused': {
    code: 'EXT4031',
    severity: 'error',
    message: '{setting} is not valid',
    help: 'The JSON Schema of the provider {provider} refuses it ({keyword}).',
  },
  'value-not-filled': {
    code: 'EXT4032',
    severity: 'error',
    message: '{setting} is required',
    help: 'Add it here, or set the environment variable {variable}.',
  },
  'reference-malformed': {
    code: 'EXT4040',
    severity: 'error',
    message: 'A reference in this value is not well-formed.',
    help: 'Write {environment} or {file}; for the characters themselves write {escaped}.',
  },
  'reference-variable-missing': {
    code: 'EXT4041',
    severity: 'error',
    message: 'The environment variable {variable} is not set.',
  },
  'reference-file-missing': {
    code: 'EXT4042',
    severity: 'error',
    message: 'The file that this value refers to does not exist.',
    help: 'The path starts at the folder of this configuration file.',
  },
  'reference-file-outside': {
    code: 'EXT4043',
    severity: 'error',
    message: 'This value refers to a file outside the project.',
    help: 'Use a path relative to this configuration file, without "..", to a file below the project; links must not lead out of it.',
  },
  'reference-file-unreadable': {
    code: 'EXT4044',
    severity: 'error',
    message: 'The file that this value refers to cannot be read ({reason}).',
  },
  'provider-not-literal': {
    code: 'EXT4045',
    severity: 'error',
    message:
      'The provider of the connection "{name}" is known only when the program runs, so it can have no type.',
    help: 'Write the name of the provider itself.',
  },
  'provider-schema-unusable': {
    code: 'EXT4050',
    severity: 'error',
    message:
      'The connection "{name}" cannot be checked: the schema of the provider {provider} is not usable.',
    help: 'Mend the hand-written schema that its manifest names.',
  },
} as const satisfies CatalogueEntries;
