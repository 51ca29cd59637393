/** Words of a schema that name it or its parts: they are used, and have nothing to say in a manifest. */
export const NAMING: ReadonlySet<string> = new Set(
  '$schema $id id $anchor $dynamicAnchor $recursiveAnchor $vocabulary $defs definitions'.split(' '),
);

/** What is said about a value without limiting it, in the words of the manifest. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(
  (
    'title description default examples example deprecated x-deprecated deprecationMessage secret airbyte_secret ' +
    'writeOnly errorMessage order nonsensitive'
  ).split(' '),
);

export const TEXT_LIMITS = ['minLength', 'maxLength', 'pattern', 'format'] as const;
export const NUMBER_LIMITS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;
export const LIST_LIMITS = ['minItems', 'maxItems', 'uniqueItems'] as const;

/** Keywords whose rules across fields a manifest can say, at least in some forms. */
export const RULES: ReadonlySet<string> = new Set(
  'not if then else dependencies dependentRequired dependentSchemas'.split(' '),
);

/** Keywords that limit objects and nothing else. */
export const OBJECT_WORDS: ReadonlySet<string> = new Set([
  ...'properties required additionalProperties unevaluatedProperties patternProperties propertyNames'.split(
    ' ',
  ),
  ...'minProperties maxProperties dependencies dependentRequired dependentSchemas'.split(' '),
]);

export const LIST_WORDS: ReadonlySet<string> = new Set([
  ...'items prefixItems additionalItems unevaluatedItems contains minContains maxContains'.split(' '),
  ...LIST_LIMITS,
]);

/** What the importer carries over where it can, and says where it cannot. */
export const CARRIED: ReadonlySet<string> = new Set([
  ...ANNOTATIONS,
  ...RULES,
  ...TEXT_LIMITS,
  ...NUMBER_LIMITS,
  ...LIST_LIMITS,
  ...'type enum const nullable items prefixItems properties required additionalProperties'.split(' '),
  ...'unevaluatedProperties allOf anyOf oneOf $ref discriminator'.split(' '),
]);

/** What limits values and cannot be said in a manifest. */
export const UNCHECKED: ReadonlySet<string> = new Set(
  (
    'contains minContains maxContains propertyNames patternProperties minProperties maxProperties additionalItems ' +
    'unevaluatedItems $dynamicRef $recursiveRef extends disallow divisibleBy'
  ).split(' '),
);

/** Hints for forms and tools that are no misspelt keywords, however near they are to one. */
export const HINTS: ReadonlySet<string> = new Set(
  (
    '$comment advanced multiline group nonsensitive pattern_descriptor always_show airbyte_hidden hidden readOnly ' +
    'contentEncoding contentMediaType contentSchema externalDocs xml enumNames enumDescriptions markdownDescription ' +
    'display_type order pattern_title format_hint'
  ).split(' '),
);

/** Every keyword that JSON Schema has: what others may have been meant to be. */
export const KEYWORDS: readonly string[] = [
  ...[...CARRIED].filter(
    (word) => !/^(?:x-|airbyte_|secret|nonsensitive|order|nullable|example$|discriminator)/.test(word),
  ),
  ...UNCHECKED,
];
