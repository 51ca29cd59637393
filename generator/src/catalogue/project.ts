import type { CatalogueEntries } from './entry.ts';

/** Mistakes in the project and on the command line: codes EXT5001 to EXT5999. */
export const PROJECT_ENTRIES = {
  'no-providers': {
    code: 'EXT5001',
    severity: 'error',
    message: 'No provider was found: nothing matches {patterns}, and no installed package brings one.',
    help: 'Run "extconn new <Name>" to make one, or set "providers" in extconn.yaml.',
  },
  'unknown-setting': {
    code: 'EXT5002',
    severity: 'error',
    message: 'extconn.yaml has no setting "{key}".',
    help: 'Settings: {allowed}.',
  },
  'wrong-setting': { code: 'EXT5003', severity: 'error', message: 'The setting "{key}" must be {expected}.' },
  'setting-outside': {
    code: 'EXT5004',
    severity: 'error',
    message: 'The setting "{key}" leads out of the project.',
    help: 'Use a path relative to extconn.yaml, without "..".',
  },
  'file-unreadable': { code: 'EXT5005', severity: 'error', message: 'This file cannot be read ({reason}).' },
  'file-missing': { code: 'EXT5006', severity: 'error', message: 'There is no such file.' },
  'unknown-provider-name': {
    code: 'EXT5007',
    severity: 'error',
    message: 'No provider is called "{name}".',
    help: 'Run "extconn list" to see them all.',
  },
  'folder-exists': {
    code: 'EXT5008',
    severity: 'error',
    message: 'This is there already, and nothing is overwritten.',
    help: 'Choose another name, or delete it first.',
  },
  'bad-provider-name': {
    code: 'EXT5009',
    severity: 'error',
    message: '"{name}" cannot name a provider: {reason}.',
    help: 'Use PascalCase letters and digits, such as MongoDb.',
  },
  'tsconfig-unreadable': {
    code: 'EXT5010',
    severity: 'warning',
    message: 'This tsconfig.json cannot be read; imports end in ".js".',
    help: 'Mend it, or set "importExtension" in extconn.yaml.',
  },
  'no-connections': {
    code: 'EXT5011',
    severity: 'error',
    message: 'This file has no connection to check.',
    help: 'Name connections in the section "externalConnections".',
  },
  'unknown-connection': {
    code: 'EXT5012',
    severity: 'error',
    message: 'This file has no connection "{name}".',
  },
  'connections-not-loaded': {
    code: 'EXT5013',
    severity: 'error',
    message: 'The connections cannot be loaded: {reason}.',
  },
  'connection-of-two-kinds': {
    code: 'EXT5014',
    severity: 'error',
    message: 'The connection "{name}" is served by {provider} here and by {other} in {file}.',
    help: 'Give the two connections different names: one name has one type.',
  },
} as const satisfies CatalogueEntries;
