import type { CatalogueEntries } from './entry.ts';

/** Mistakes in the schemas of fields: codes EXT1401 to EXT1599, a part of those of manifests. */
export const SCHEMA_ENTRIES = {
  // Schemas of fields, 1401 to 1499.
  'type-missing': {
    code: 'EXT1401',
    severity: 'error',
    message: 'This schema does not say what type its values have.',
    help: 'Add "type", or "enum", "const", "oneOf" or "$ref".',
  },
  'types-overlap': {
    code: 'EXT1402',
    severity: 'error',
    message: 'Every integer is a number: the list of types names both.',
    help: 'Remove "integer", or "number" if fractions are not meant.',
  },
  'object-empty': {
    code: 'EXT1403',
    severity: 'error',
    message: 'This object declares no keys, and keys that are not declared are refused.',
    help: 'List its keys under "properties", or give the schema of any key’s value in "additionalProperties".',
  },
  'keyword-unfit': {
    code: 'EXT1404',
    severity: 'error',
    message: '"{key}" would do nothing here: it needs {about}.',
  },
  'limits-contradict': {
    code: 'EXT1405',
    severity: 'error',
    message: 'No value can keep both "{lower}: {low}" and "{upper}: {high}".',
  },
  'pattern-invalid': {
    code: 'EXT1406',
    severity: 'error',
    message: 'This is not a regular expression that JavaScript understands with the flag u: {reason}.',
    help: 'Under the flag u only characters with a meaning may be escaped, and braces and brackets must be.',
  },
  'pattern-slow': {
    code: 'EXT1407',
    severity: 'warning',
    message:
      'A repeated group in this pattern repeats its only part, which takes forever on text that nearly matches.',
    help: 'Write (a+)+ as a+.',
  },
  'secret-unsaid': {
    code: 'EXT1408',
    severity: 'error',
    message: 'The name "{name}" says secret, but the field does not.',
    help: 'Add "secret: true" to redact it everywhere, or "secret: false" to say that it is harmless.',
  },
  'field-name-reserved': {
    code: 'EXT1409',
    severity: 'error',
    message: '"{name}" cannot name a field: every JavaScript object has a member of that name already.',
    help: 'Rename the field.',
  },
  'field-name-taken': {
    code: 'EXT1410',
    severity: 'error',
    message:
      '"{name}" cannot name a field of a configuration: its class or the entry in a configuration file uses it.',
    help: 'Rename the field. Taken are: provider, mode, $schema, providerName, validate and toJSON, in both cases.',
  },
  'names-alike': {
    code: 'EXT1411',
    severity: 'error',
    message: '"{name}" and "{other}" differ at most in the case of the first letter.',
    help: 'Rename one of the two: files may spell names either way, and types are named after them.',
  },
  'definition-name': {
    code: 'EXT1412',
    severity: 'error',
    message:
      'A definition is named by letters (A to Z) and digits, a letter first: types are named after it.',
    help: 'Rename it.',
  },
  'default-refused': {
    code: 'EXT1413',
    severity: 'error',
    message: 'The field itself refuses this default.',
    help: 'Change the default, or the type or limits beside it.',
  },
  'example-refused': {
    code: 'EXT1414',
    severity: 'error',
    message: 'The field itself refuses this example.',
    help: 'Change the example, or the type or limits beside it.',
  },
  'listed-refused': {
    code: 'EXT1415',
    severity: 'error',
    message: 'The other keywords of the field refuse this value of "{key}".',
    help: 'Change the value, or the type or limits beside it.',
  },
  'message-unfit': {
    code: 'EXT1416',
    severity: 'error',
    message: 'The field has no keyword "{keyword}" that this sentence could be about.',
    help: 'Sentences can be about: {allowed}.',
  },
  'env-name': {
    code: 'EXT1417',
    severity: 'error',
    message: 'This cannot name an environment variable.',
    help: 'Use letters (A to Z), digits and "_", no digit first.',
  },
  'env-type': {
    code: 'EXT1418',
    severity: 'error',
    message: 'A list or a map cannot be read from an environment variable.',
    help: 'Remove "env", or give one to the fields inside.',
  },
  'env-twice': {
    code: 'EXT1419',
    severity: 'error',
    message: 'The environment variable "{env}" is read for another field already.',
    help: 'Give each field a variable of its own.',
  },
  'role-place': {
    code: 'EXT1420',
    severity: 'error',
    message: 'The role "{role}" can be given only to a field that stands directly in the configuration.',
    help: 'Move the field up, or remove the role.',
  },
  'role-type': {
    code: 'EXT1421',
    severity: 'error',
    message: 'A field with the role "{role}" must have type {types}.',
  },
  'role-unit': {
    code: 'EXT1422',
    severity: 'error',
    message: 'A field with the role "{role}" is a time and must say in which unit.',
    help: 'Add "unit: seconds" or "unit: milliseconds" beside its type.',
  },
  'role-twice': {
    code: 'EXT1423',
    severity: 'error',
    message: 'The role "{role}" is given to another field already.',
  },
  'union-type': {
    code: 'EXT1424',
    severity: 'error',
    message: 'Beside "oneOf" the type can only be object.',
  },
  'union-branch': {
    code: 'EXT1425',
    severity: 'error',
    message: 'A branch of "oneOf" must be an object with "properties".',
    help: 'For a value of several simple types write a list of types: "type: [string, integer]".',
  },
  'union-discriminator': {
    code: 'EXT1426',
    severity: 'error',
    message: 'The branches of this "oneOf" have no property in common that is a constant in each.',
    help: 'Give every branch one property of the same name with another "const".',
  },
  'union-values': {
    code: 'EXT1427',
    severity: 'error',
    message: 'Two branches share a value of "{discriminator}", which is to tell them apart.',
    help: 'Give each branch a "const" of its own.',
  },
  'union-default': {
    code: 'EXT1428',
    severity: 'error',
    message: '"{discriminator}" chooses the branch before any default applies, so it cannot have one.',
    help: 'Remove the default, or give the whole field one.',
  },
  'items-missing': {
    code: 'EXT1429',
    severity: 'error',
    message: 'A list needs "items", the schema of its items.',
  },

  // Rules across fields, 1501 to 1599.
  'field-undeclared': {
    code: 'EXT1501',
    severity: 'error',
    message: 'There is no field "{field}" under the "properties" beside this.',
  },
  'field-always-set': {
    code: 'EXT1502',
    severity: 'error',
    message: 'The field "{field}" has a default and so is always set: the rule can say nothing about it.',
    help: 'Remove the default, or take the field out of the rule.',
  },
  'rule-kind': {
    code: 'EXT1503',
    severity: 'error',
    message: 'A rule needs exactly one of: exactlyOneOf, atLeastOneOf, atMostOneOf, when.',
  },
  'rule-effect': {
    code: 'EXT1504',
    severity: 'error',
    message: 'This rule has a condition, but nothing follows from it.',
    help: 'Add "require" or "forbid" beside "when".',
  },
  'rule-condition': {
    code: 'EXT1505',
    severity: 'error',
    message: '"require" and "forbid" need a "when" beside them.',
    help: 'Add the condition; what is always needed belongs in "required".',
  },
  'when-refused': {
    code: 'EXT1506',
    severity: 'error',
    message: 'The field "{field}" never has this value: it refuses it.',
    help: 'Use a value that the field takes.',
  },
} as const satisfies CatalogueEntries;
