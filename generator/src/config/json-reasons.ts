/** What each error of the library means. None quotes the text: it may be a secret. */
const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value; a text needs double quotes',
  InvalidNumberFormat: 'this number is not well-formed',
  PropertyNameExpected: 'a key in double quotes is missing here',
  ValueExpected: 'a value is missing here',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing brace "}" is missing here',
  CloseBracketExpected: 'a closing bracket "]" is missing here',
  EndOfFileExpected: 'something stands here, after the end of the value',
  UnexpectedEndOfComment: 'this comment does not end',
  UnexpectedEndOfString: 'this text does not end with a double quote on its line',
  UnexpectedEndOfNumber: 'this number ends too early',
  InvalidUnicode: 'this text has an escape \\u without four hexadecimal digits',
  InvalidEscapeCharacter:
    'this text has a backslash before a character that needs none; write \\\\ for a backslash',
  InvalidCharacter: 'this text has a control character; write it as an escape',
};

/** Says what is wrong, for the code of an error of the JSON library. */
export function jsonReason(code: string): string {
  return REASONS[code] ?? 'a value is missing';
}
