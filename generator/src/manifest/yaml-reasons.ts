/**
 * The library's own messages quote the text, which may be a secret; these do not. The key is the code of its error.
 */
const REASONS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias (*name) can have neither a tag nor an anchor',
  BAD_ALIAS: 'an anchor (&name) or an alias (*name) is not well-formed',
  BAD_DIRECTIVE: 'a directive (%) is not well-formed',
  BAD_DQ_ESCAPE:
    'a backslash in double quotes starts an escape that YAML does not know; single quotes take it as it is',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_PROP_ORDER: 'an anchor or a tag stands before an indicator instead of after it',
  BAD_SCALAR_START: 'a value without quotes starts with a character that YAML reserves; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " stands on one line; put the value in quotes, or on lines of its own',
  BLOCK_IN_FLOW: 'a block of indented lines stands inside braces or brackets',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'something is missing: a closing quote, brace or bracket, a comma, or the space after ":"',
  MULTILINE_IMPLICIT_KEY: 'a key runs over several lines, or a ":" is missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_TAGS: 'a value has two tags',
  TAB_AS_INDENT: 'a tab is used as indentation; use spaces',
  TAG_RESOLVE_FAILED: 'a tag (!name) is not well-formed',
  UNEXPECTED_TOKEN: 'something stands where YAML does not allow it',
};

/** Says what is wrong, for the code of an error of the YAML library. */
export function yamlReason(code: string): string {
  return REASONS[code] ?? 'something is not well-formed here';
}
