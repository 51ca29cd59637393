import type { SourceFacts } from './facts.ts';
import {
  isCount,
  isFlag,
  isText,
  lazy,
  listOf,
  passing,
  record,
  type ShapeCheck,
  variant,
} from './shape-check.ts';

const range = record({ line: isCount, column: isCount, endLine: isCount, endColumn: isCount });

const literal: ShapeCheck = lazy(() => literalVariants);

const namedLiterals = listOf(record({ name: isText, value: literal }));

const literalVariants = variant('kind', {
  scalar: [{ value: passing((value) => typeof value !== 'object' || value === null, 'a scalar'), range }],
  list: [{ items: listOf(literal), range }],
  object: [{ members: namedLiterals, range }],
  spread: [{ value: literal, range }],
  name: [{ name: isText, range }],
  member: [{ owner: literal, name: isText, range }],
  unreadable: [{ range }],
});

const facts = record(
  {
    classes: listOf(
      record(
        {
          name: isText,
          range,
          exportedAs: listOf(isText),
          isAbstract: isFlag,
          members: listOf(
            record({ name: isText, range, isStatic: isFlag, isAbstract: isFlag, isReadonly: isFlag }),
          ),
        },
        {
          base: record({ typeArguments: listOf(isText), range }, { name: isText, namespace: isText }),
          superCall: record({ range, arguments: listOf(literal), parameters: namedLiterals }),
        },
      ),
    ),
    imports: listOf(record({ local: isText, name: isText, module: isText })),
    constants: namedLiterals,
    reExports: listOf(isText),
  },
  { syntaxError: record({ message: isText, range }) },
);

/** Whether a value from the cache is what this version would have put there. */
export function isSourceFacts(value: unknown): value is SourceFacts {
  return facts(value, '') === undefined;
}
