import type { FrameSource } from '../report/frame-source.ts';
import type { Span } from '../text/located-tree.ts';
import { type HarmlessWords, type IsHarmless, NOTHING } from './harmless-words.ts';

/**
 * A file of data as a report may show it. It is read line by line and as words only, so that a file that does
 * not parse is masked like any other: what is shown is punctuation, harmless keys, and harmless scalars beside them.
 */
export function maskedFrame(text: string, words: () => HarmlessWords): FrameSource {
  let known: HarmlessWords | undefined;
  return {
    text,
    hidden: (line) => {
      known ??= words();
      return hiddenIn(line, known);
    },
  };
}

/** Space and punctuation between keys and scalars. `-` and `?` are some only where space follows. */
const PUNCTUATION = /(?:[\s{}[\],:]|[-?](?=\s|$)|[|>][-+\d]{0,2}\s*$)+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'/y;
const PLAIN_KEY = /([^\s{}[\],:"'#&*!|>%@`][^\s{}[\],:"'#]*)(?=\s*:(?:\s|$))/y;
const PLAIN_SCALAR = /([^\s{}[\],"'#]+)(?=\s*(?:[,}\]]|$))/y;
const NEXT_IS_COLON = /\s*:/y;
const ENDS = /\s*(?:[,}\]]|$)/y;
/** Of the scalars without quotes, those after which a line of JSON may go on. */
const JSON_SCALAR = /^(?:true|false|null|-?\d[\d.eE+-]*)$/;

function hiddenIn(line: string, words: HarmlessWords): readonly Span[] {
  const hidden: Span[] = [];
  // What may be shown beside the last key; undefined where a key is expected.
  let isHarmless: IsHarmless | undefined;
  for (let offset = 0; offset < line.length; ) {
    const punctuation = matchAt(PUNCTUATION, line, offset)?.[0] ?? '';
    if (/[{[,]/.test(punctuation)) isHarmless = undefined;
    offset += punctuation.length;
    if (offset >= line.length) break;
    const word = wordAt(line, offset, isHarmless);
    const allowed = word?.isKey === true ? words.get(word.text) : undefined;
    const isShown =
      word !== undefined && (word.isKey ? allowed !== undefined : isHarmless?.(word.text) === true);
    if (!isShown) hidden.push([offset, word?.end ?? line.length]);
    // What stands behind something that cannot be read belongs to it.
    if (word === undefined) break;
    if (word.isKey) isHarmless = allowed ?? NOTHING;
    offset = word.end;
  }
  return hidden;
}

interface Word {
  readonly text: string;
  readonly end: number;
  readonly isKey: boolean;
}

/** The key or scalar here; undefined where it is not certain how far it reaches. */
function wordAt(line: string, offset: number, isHarmless: IsHarmless | undefined): Word | undefined {
  const quoted = matchAt(QUOTED, line, offset);
  if (quoted !== undefined) {
    const end = offset + quoted[0].length;
    const isKey = isHarmless === undefined && matchAt(NEXT_IS_COLON, line, end) !== undefined;
    if (!isKey && matchAt(ENDS, line, end) === undefined) return undefined;
    return { text: quoted[1] ?? quoted[2] ?? '', end, isKey };
  }
  const isKey = isHarmless === undefined;
  const text = matchAt(isKey ? PLAIN_KEY : PLAIN_SCALAR, line, offset)?.[1];
  if (text === undefined || !(isKey || isHarmless(text) || JSON_SCALAR.test(text))) return undefined;
  return { text, end: offset + text.length, isKey };
}

function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  expression.lastIndex = offset;
  return expression.exec(text) ?? undefined;
}
