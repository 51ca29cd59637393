import type { CatalogueEntries } from './entry.ts';

/** Mistakes in hand-written code and installed packages: codes EXT2001 to EXT2999. */
export const DISCOVERY_ENTRIES = {
  'connection-missing': {
    code: 'EXT2001',
    severity: 'error',
    message: 'The provider "{name}" has no connection.ts beside its manifest.',
    help: 'Write one that exports "class {name}Connection extends ConnectionBase<{name}Configuration, …>" with the methods openDriver, closeDriver, pingDriver and readMetadata; "extconn new" makes one for a new provider.',
  },
  'source-unreadable': {
    code: 'EXT2002',
    severity: 'error',
    message: 'This file cannot be read ({reason}).',
  },
  'source-syntax': {
    code: 'EXT2003',
    severity: 'error',
    message: 'This is not valid TypeScript: {reason}',
  },
  'connection-class-missing': {
    code: 'EXT2004',
    severity: 'error',
    message:
      'The manifest calls the provider "{name}", so this file must export the class {class}; it exports {found}.',
    help: 'Name the class {class}, or change "name" in the manifest.',
  },
  'connection-not-exported': {
    code: 'EXT2005',
    severity: 'error',
    message: 'The class {class} is not exported under its name.',
    help: 'Write "export class {class}".',
  },
  'connection-base': {
    code: 'EXT2006',
    severity: 'error',
    message: 'The class {class} does not extend ConnectionBase.',
    help: 'Write "class {class} extends ConnectionBase<…>"; it comes from "@extconn/runtime".',
  },
  'connection-base-unreadable': {
    code: 'EXT2007',
    severity: 'warning',
    message: 'Whether the class {class} extends ConnectionBase cannot be told from this expression.',
    help: 'Name the base class, so that the four methods can be checked.',
  },
  'connection-method-missing': {
    code: 'EXT2008',
    severity: 'error',
    message: 'The class {class} lacks the method {method}.',
  },
  'connection-abstract': {
    code: 'EXT2009',
    severity: 'error',
    message: 'The class {class} is abstract, so no connection can be made of it.',
    help: 'Remove "abstract".',
  },
  'provider-not-exported': {
    code: 'EXT2020',
    severity: 'error',
    message: 'The provider class {class} is not exported under its name, so it cannot join the index.',
    help: 'Write "export class {class}".',
  },
  'provider-without-instance': {
    code: 'EXT2021',
    severity: 'error',
    message: 'The provider class {class} has no "static readonly instance", so it cannot join the index.',
    help: 'Write "static readonly instance = new {class}();" in the class.',
  },
  'provider-without-definition': {
    code: 'EXT2022',
    severity: 'error',
    message: 'What the provider {class} is cannot be read: its constructor hands no object to "super".',
    help: 'Hand an object literal with id, name and the rest to "super", or the name of a constant of this file.',
  },
  'provider-value-unreadable': {
    code: 'EXT2023',
    severity: 'error',
    message: 'The {key} of the provider {class} cannot be read without running the code.',
    help: 'Write the value itself here, or the name of a constant of this file that holds it.',
  },
  'provider-value-missing': {
    code: 'EXT2024',
    severity: 'error',
    message: 'The provider {class} does not say its {key}.',
  },
  'provider-value-wrong': {
    code: 'EXT2025',
    severity: 'error',
    message: 'The {key} of the provider {class} must be {wanted}.',
  },
  'package-json-invalid': {
    code: 'EXT2040',
    severity: 'error',
    message: 'This package.json is not valid JSON.',
  },
  'packages-not-installed': {
    code: 'EXT2041',
    severity: 'error',
    message: 'Declared here and not installed: {names}. Whether they bring providers is not known.',
    help: 'Run "npm install".',
  },
  'packages-without-folder': {
    code: 'EXT2042',
    severity: 'error',
    message: "Packages are installed without a node_modules folder (Plug'n'Play), which extconn cannot read.",
    help: 'Set "nodeLinker: node-modules" in .yarnrc.yml, or "packages: none" in extconn.yaml.',
  },
  'package-contract': {
    code: 'EXT2043',
    severity: 'error',
    message:
      'The package {package} brings providers by contract {contract}; this version of extconn knows contract 1.',
    help: 'Update extconn, or install a version of {package} that fits; "exclude" in extconn.yaml leaves it out.',
  },
  'package-section-wrong': {
    code: 'EXT2044',
    severity: 'error',
    message: 'The package {package} does not say its providers as it should: {path} must be {wanted}.',
    help: 'Tell its author; "exclude" in extconn.yaml leaves it out.',
  },
  'package-model-missing': {
    code: 'EXT2045',
    severity: 'error',
    message: 'The package {package} lacks its model {model}, or it cannot be read.',
    help: 'Install it again; if that does not help, tell its author. "exclude" in extconn.yaml leaves it out.',
  },
  'package-model-wrong': {
    code: 'EXT2046',
    severity: 'error',
    message: 'This model of the package {package} is not as it should be: {path} must be {wanted}.',
    help: 'Update extconn, or tell the author of {package}; "exclude" in extconn.yaml leaves it out.',
  },
  'package-id-reserved': {
    code: 'EXT2047',
    severity: 'error',
    message:
      'The provider {name} of the package {package} has the id {id}; ids below 1000 belong to @extconn/providers.',
    help: 'Tell the author of {package}; "exclude" in extconn.yaml leaves it out.',
  },
  'setting-names-nothing': {
    code: 'EXT2048',
    severity: 'warning',
    message:
      'In "{setting}", "{value}" is neither an installed package with providers nor one of their providers.',
  },
} as const satisfies CatalogueEntries;
