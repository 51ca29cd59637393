const RANGES = [
  ['\\u0000', '\\u001f'], // control characters, line breaks included
  ['\\u007f', '\\u009f'],
  ['\\u00ad', '\\u00ad'], // invisible
  ['\\u061c', '\\u061c'], // changes of direction, also below
  ['\\u115f', '\\u1160'], // letters without ink
  ['\\u180e', '\\u180e'],
  ['\\u200b', '\\u200f'],
  ['\\u2028', '\\u202e'],
  ['\\u2060', '\\u206f'],
  ['\\u3164', '\\u3164'],
  ['\\ufeff', '\\ufeff'],
  ['\\uffa0', '\\uffa0'],
  ['\\ufff9', '\\ufffb'],
];

const LONE_SURROGATES = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';

/** Both halves of tags, which are invisible copies of ASCII. */
const TAGS = '\\udb40(?=[\\udc00-\\udfff])|(?<=\\udb40)[\\udc00-\\udfff]';

/**
 * Characters that could end a line, hide text, or reorder what a reader of source code sees. Each match is one UTF-16
 * unit, so that `\u` and four digits can stand for it.
 */
export const UNSAFE_CHARACTERS: RegExp = new RegExp(
  `[${RANGES.map((range) => range.join('-')).join('')}]|${LONE_SURROGATES}|${TAGS}`,
  'g',
);
