import type { CatalogueEntries } from './entry.ts';

/** Mistakes in manifests: codes EXT1001 to EXT1999. */
export const MANIFEST_ENTRIES = {
  // Files: what YAML and JSON cannot say, 1001 to 1099.
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

  // The form of keys and values, 1101 to 1199.
  'not-a-map': {
    code: 'EXT1101',
    severity: 'error',
    message: 'This file must be a map of keys and values, not {actual}.',
  },
  'unknown-key': {
    code: 'EXT1102',
    severity: 'error',
    message: 'The key "{key}" means nothing here.',
    help: 'Keys that stand here: {allowed}.',
  },
  'missing-key': { code: 'EXT1103', severity: 'error', message: 'The key "{key}" is missing.' },
  'wrong-value': { code: 'EXT1104', severity: 'error', message: '"{key}" must be {expected}, not {actual}.' },
  'unknown-word': { code: 'EXT1105', severity: 'error', message: '"{key}" must be one of: {allowed}.' },

  // Paths and references, 1201 to 1299.
  'path-missing': {
    code: 'EXT1201',
    severity: 'error',
    message: 'There is no file at this path.',
    help: 'The path is relative to the file that names it.',
  },
  'path-outside': {
    code: 'EXT1202',
    severity: 'error',
    message: 'This path leads out of the project.',
    help: 'Use a path with "/", relative to the file that names it, to a file inside the project; links count as what they lead to.',
  },
  'module-form': {
    code: 'EXT1203',
    severity: 'error',
    message: 'This does not name a module.',
    help: 'Write a path that begins with "./" or "../" and ends in .ts, .mts, .js or .mjs.',
  },
  'reference-form': {
    code: 'EXT1204',
    severity: 'error',
    message: 'This $ref has a form that is not understood.',
    help: 'Write "#/$defs/<name>", "./file.yaml#/$defs/<name>", or "./file.yaml" for a file that is one schema.',
  },
  'reference-file': {
    code: 'EXT1205',
    severity: 'error',
    message: 'The file that this $ref leads to holds no schemas that can be read.',
  },
  'reference-name': {
    code: 'EXT1206',
    severity: 'error',
    message: 'This $ref leads to a definition that is not there.',
    help: 'Declare it under "$defs".',
  },
  'reference-cycle': {
    code: 'EXT1207',
    severity: 'error',
    message: 'This $ref leads back to itself: {cycle}.',
    help: 'Schemas that contain themselves cannot be generated; say how deep they go by writing the levels out.',
  },
  'reference-chain': {
    code: 'EXT1208',
    severity: 'error',
    message: 'More than {longest} references follow each other from here.',
    help: 'Refer to the last one directly.',
  },
  'model-too-large': {
    code: 'EXT1209',
    severity: 'error',
    message: 'With its references written out, this configuration would have more than {largest} parts.',
    help: 'Use fewer references to schemas that contain references.',
  },

  // Names, 1301 to 1399.
  'name-not-pascal': {
    code: 'EXT1301',
    severity: 'error',
    message: '"{name}" cannot name a provider: it must be PascalCase, of the letters A to Z and digits.',
    help: 'Generated classes begin with it: MongoDb makes MongoDbConnection.',
  },
  'name-reserved': {
    code: 'EXT1302',
    severity: 'error',
    message: '"{name}" cannot name a provider: it is a reserved word of TypeScript.',
    help: 'Choose another name in PascalCase.',
  },
  'name-device': {
    code: 'EXT1303',
    severity: 'error',
    message: '"{name}" cannot name a provider: Windows has no folder "{folder}", which is a device there.',
    help: 'Choose another name.',
  },
  'folder-mismatch': {
    code: 'EXT1304',
    severity: 'error',
    message: 'The provider {name} must stand in a folder "{expected}", not "{actual}".',
    help: 'Rename the folder, or change the name: the folder is the name in kebab-case.',
  },
  'driver-form': {
    code: 'EXT1305',
    severity: 'error',
    message: 'This cannot name a driver.',
    help: 'Use the name of the npm package, such as mongodb or @azure/cosmos.',
  },
  'blank-text': {
    code: 'EXT1306',
    severity: 'error',
    message: 'This text is blank, or begins or ends with white space.',
    help: 'Remove the white space, or write what is meant.',
  },
  'unseen-characters': {
    code: 'EXT1307',
    severity: 'error',
    message: 'This name contains characters that cannot be seen or that change the direction of text.',
    help: 'Remove control, formatting and bidirectional characters.',
  },
  'duplicate-item': {
    code: 'EXT1308',
    severity: 'error',
    message: 'This stands in the list "{key}" a second time.',
    help: 'Remove one of the two.',
  },

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

  // Two providers, 1601 to 1699.
  'duplicate-id': {
    code: 'EXT1601',
    severity: 'error',
    message: 'The id {id} belongs to two providers.',
    help: 'Give the newer one another id. Ids are never reused, and those below 1000 belong to the shipped providers.',
  },
  'duplicate-name': {
    code: 'EXT1602',
    severity: 'error',
    message:
      'The name "{name}" belongs to two providers, or to two that differ only in upper and lower case.',
    help: 'Rename one of the two; of two installed packages, leave one out with "exclude" or "prefer" in extconn.yaml.',
  },
  'equal-priority': {
    code: 'EXT1603',
    severity: 'error',
    message:
      'Two providers serve the data store "{dataStore}" with priority {priority}, so none comes first.',
    help: 'Change one of the two priorities: the higher one is taken.',
  },
  'name-is-data-store': {
    code: 'EXT1604',
    severity: 'error',
    message:
      '"{name}" names this provider and a data store of another one, so a configuration could mean either.',
    help: 'Rename the provider or the data store.',
  },
} as const satisfies CatalogueEntries;
