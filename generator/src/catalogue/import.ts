import type { CatalogueEntries } from './entry.ts';

/** What `extconn new --from-json-schema` cannot carry over from a JSON Schema: codes EXT6001 to EXT6999. */
export const IMPORT_ENTRIES = {
  // Files from which no manifest can come, 6001 to 6099.
  'import-not-schema': {
    code: 'EXT6001',
    severity: 'error',
    message: 'This is {actual}, and not a JSON Schema of an object.',
    help: 'Give a JSON Schema with "properties", or a connector specification that has one under "connectionSpecification".',
  },
  'import-too-deep': {
    code: 'EXT6002',
    severity: 'error',
    message: 'Values stand in each other more than {deepest} deep in this file.',
    help: 'Flatten the schema.',
  },
  'import-too-large': {
    code: 'EXT6003',
    severity: 'error',
    message: 'This schema is too large: written out, it has more than {largest} {unit}.',
    help: 'Import a smaller part of it.',
  },
  'import-failed': {
    code: 'EXT6004',
    severity: 'error',
    message: 'No valid manifest comes of this schema: {reason}',
    help: 'Write the manifest by hand.',
  },

  // Values that no manifest can hold, 6101 to 6199.
  'import-text': {
    code: 'EXT6101',
    severity: 'warning',
    message: 'This text holds half of a surrogate pair, which no file can store: U+FFFD stands for it now.',
  },
  'import-number': {
    code: 'EXT6102',
    severity: 'warning',
    message: 'This number is too large for JavaScript and is left out.',
  },
  'import-rounded': {
    code: 'EXT6103',
    severity: 'warning',
    message: 'JavaScript has rounded this whole number, which is beyond 9007199254740991.',
  },
  'import-proto-key': {
    code: 'EXT6104',
    severity: 'warning',
    message: '"__proto__" cannot be a key in a manifest; it is left out with what it holds.',
  },

  // Keywords, 6201 to 6299.
  'import-keyword': {
    code: 'EXT6201',
    severity: 'warning',
    message: 'Manifests cannot say "{keyword}": what it asks for is not checked.',
    help: 'Check it in connection.ts, or write the schema by hand with "configuration: { zod: … }".',
  },
  'import-hint': {
    code: 'EXT6202',
    severity: 'warning',
    message: '"{keyword}" limits no value and has no place in a manifest; it is left out{times}.',
  },
  'import-unknown': {
    code: 'EXT6203',
    severity: 'warning',
    message: 'JSON Schema has no keyword "{keyword}", so it never limited anything; it is left out.',
    help: 'If it was meant to, add the keyword to the manifest.',
  },
  'import-malformed': {
    code: 'EXT6204',
    severity: 'warning',
    message: '"{keyword}" does not have the form that JSON Schema asks for; it is left out.',
  },
  'import-unfit': {
    code: 'EXT6205',
    severity: 'warning',
    message: '"{keyword}" does nothing here ({reason}); it is left out.',
  },
  'import-format': {
    code: 'EXT6206',
    severity: 'warning',
    message: 'Manifests do not know the format "{format}"; it is left out, and any text is taken.',
    help: 'Formats: {allowed}. A "pattern" can say others.',
  },
  'import-pattern': {
    code: 'EXT6207',
    severity: 'warning',
    message: 'This pattern is no regular expression of JavaScript with the flag u; it is left out.',
    help: 'Rewrite it for JavaScript, and add it to the manifest.',
  },
  'import-contradiction': {
    code: 'EXT6208',
    severity: 'warning',
    message: 'What is asked of "{keyword}" here contradicts itself; this part is left out.',
  },
  'import-merge': {
    code: 'EXT6209',
    severity: 'warning',
    message: 'Another schema that applies here has a "{keyword}" too; only the first is carried over.',
  },
  'import-default': {
    code: 'EXT6210',
    severity: 'warning',
    message: 'The field itself refuses this default; it is left out.',
  },
  'import-example': {
    code: 'EXT6211',
    severity: 'warning',
    message: 'The field itself refuses this example; it is left out.',
  },
  'import-listed': {
    code: 'EXT6212',
    severity: 'warning',
    message: 'This value of "{keyword}" is left out: {reason}.',
  },

  // Types, 6301 to 6399.
  'import-any': {
    code: 'EXT6301',
    severity: 'warning',
    message: 'The schema does not say what this holds: text, numbers, true, false and null are taken.',
    help: 'Write its type in the manifest.',
  },
  'import-type-guessed': {
    code: 'EXT6302',
    severity: 'warning',
    message: 'The schema names no type here; the type {types} is taken from what stands beside.',
  },
  'import-open': {
    code: 'EXT6303',
    severity: 'warning',
    message: 'Fields that are not declared are refused here, though "{keyword}" allows them.',
    help: 'Declare the fields that are needed.',
  },
  'import-tuple': {
    code: 'EXT6304',
    severity: 'warning',
    message:
      'Manifests have one schema for all items of a list; every item may be what any position asks for.',
  },
  'import-alternatives': {
    code: 'EXT6305',
    severity: 'warning',
    message: 'Manifests tell alternatives apart by type or by a constant; here {loss}.',
  },
  'import-labels': {
    code: 'EXT6306',
    severity: 'warning',
    message: 'These alternatives are carried over without what is said about each ("{keywords}").',
  },
  'import-discriminator': {
    code: 'EXT6307',
    severity: 'warning',
    message: '"{name}" tells the branches apart and must be given: its default is left out.',
  },
  'import-discriminator-required': {
    code: 'EXT6308',
    severity: 'warning',
    message: '"{name}" tells the branches apart and must be given, though the schema does not ask for it.',
  },

  // References and definitions, 6401 to 6499.
  'import-reference-outside': {
    code: 'EXT6401',
    severity: 'warning',
    message: 'This reference leads out of the file and is not followed.',
    help: 'Put what it refers to into the file.',
  },
  'import-reference-missing': {
    code: 'EXT6402',
    severity: 'warning',
    message: 'This reference leads to nothing in the file.',
  },
  'import-recursive': {
    code: 'EXT6403',
    severity: 'warning',
    message: 'A schema that contains itself ends here: the part that this refers to is left out.',
    help: 'Write out the levels that are needed.',
  },
  'import-part-too-deep': {
    code: 'EXT6404',
    severity: 'warning',
    message: 'Schemas stand in or refer to each other too deep here; this part is left out.',
  },
  'import-definition-renamed': {
    code: 'EXT6405',
    severity: 'warning',
    message: 'The definition "{name}" is called "{other}" in the manifest: types are named after it.',
  },
  'import-definition-unused': {
    code: 'EXT6406',
    severity: 'warning',
    message: 'Nothing uses the definition "{name}"; it is left out.',
  },

  // Fields and rules, 6501 to 6599.
  'import-secret': {
    code: 'EXT6501',
    severity: 'warning',
    message:
      'The name "{name}" says secret, and the schema does not say otherwise: the field is made secret.',
    help: 'Write "secret: false" in the manifest if it is harmless.',
  },
  'import-renamed': {
    code: 'EXT6502',
    severity: 'warning',
    message: '"{name}" cannot name this field in a manifest; it is called "{other}".',
    help: 'Hand it to the system under its own name in connection.ts.',
  },
  'import-undeclared': {
    code: 'EXT6503',
    severity: 'warning',
    message:
      'The field "{name}" is required and nowhere declared: it takes text, numbers, true, false and null.',
    help: 'Write its type in the manifest.',
  },
  'import-rule': {
    code: 'EXT6504',
    severity: 'warning',
    message: 'This rule is left out, in whole or in part: {reason}.',
  },
  'import-absence': {
    code: 'EXT6505',
    severity: 'warning',
    message: 'In a manifest an absent "{name}" counts as its default, and without one meets no condition.',
    help: 'The schema decides otherwise where the field is absent: require the field, or give it a default.',
  },
  'import-left-out': {
    code: 'EXT6506',
    severity: 'warning',
    message: 'Manifests cannot hold this part, which is left out: {reason}',
  },
} as const satisfies CatalogueEntries;
