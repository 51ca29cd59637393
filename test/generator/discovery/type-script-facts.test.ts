import { expect, test } from 'vitest';
import type { ClassFacts, LiteralFact } from '../../../generator/src/discovery/facts.ts';
import { isSourceFacts } from '../../../generator/src/discovery/facts-shape.ts';
import { resolveLiteral, superScope } from '../../../generator/src/discovery/resolve-literal.ts';
import { readSourceFacts } from '../../../generator/src/discovery/type-script-facts.ts';

function onlyClass(text: string): ClassFacts {
  const [found] = readSourceFacts(text).classes;
  if (found === undefined) throw new Error('There is no class');
  return found;
}

/** What `super` gets, as plain data; `?` stands for what cannot be read. */
function superArgument(text: string): unknown {
  const facts = readSourceFacts(text);
  const call = facts.classes[0]?.superCall;
  const [first] = call?.arguments ?? [];
  return call && first && plain(resolveLiteral(first, superScope(facts, call)));
}

function plain(literal: LiteralFact): unknown {
  if (literal.kind === 'scalar') return literal.value;
  if (literal.kind === 'list') return literal.items.map(plain);
  if (literal.kind === 'object')
    return Object.fromEntries(literal.members.map(({ name, value }) => [name, plain(value)]));
  return '?';
}

test('a class: its name, base class, type arguments and members, each with its place', () => {
  const found = onlyClass(`import { ConnectionBase } from '@extconn/runtime';

export class MongoDbConnection extends ConnectionBase<MongoDbConfiguration, import('mongodb').MongoClient> {
  static readonly instance = 1;
  protected async openDriver() {}
  protected closeDriver = async () => {};
  protected abstract pingDriver(): void;
  get readMetadata() { return 1; }
  #hidden = 1;
}
`);
  expect(found).toMatchObject({
    name: 'MongoDbConnection',
    range: { line: 3, column: 14, endLine: 3, endColumn: 31 },
    exportedAs: ['MongoDbConnection'],
    isAbstract: false,
    base: {
      name: 'ConnectionBase',
      typeArguments: ['MongoDbConfiguration', "import('mongodb').MongoClient"],
      range: { line: 3, column: 40 },
    },
  });
  expect(
    found.members.map(({ name, isStatic, isAbstract, isReadonly }) => [
      name,
      isStatic,
      isAbstract,
      isReadonly,
    ]),
  ).toEqual([
    ['instance', true, false, true],
    ['openDriver', false, false, false],
    ['closeDriver', false, false, false],
    ['pingDriver', false, true, false],
    ['readMetadata', false, false, false],
    ['#hidden', false, false, false],
  ]);
});

test.each([
  ['export class A {}', ['A']],
  ['export default class A {}', ['default']],
  ['export default class {}', ['default']],
  ['class A {}', []],
  ['class A {}\nexport { A };', ['A']],
  ['class A {}\nexport { A as B };', ['B']],
  ['class A {}\nexport default A;', ['default']],
  ['export abstract class A {}\nexport { A as B };', ['A', 'B']],
])('the exports of %j', (text, exportedAs) => {
  expect(onlyClass(text).exportedAs).toEqual(exportedAs);
});

test('imports and what is exported from elsewhere', () => {
  const facts = readSourceFacts(
    "import a, { b as c, d } from 'x';\nimport * as e from './y.ts';\nimport './z.ts';\nexport { f, g as h } from './v.ts';\nexport * from './w.ts';\n",
  );
  expect(facts.imports).toEqual([
    { local: 'c', name: 'b', module: 'x' },
    { local: 'd', name: 'd', module: 'x' },
    { local: 'a', name: 'default', module: 'x' },
    { local: 'e', name: '*', module: './y.ts' },
  ]);
  expect(facts.reExports).toEqual(['f', 'h', '*']);
});

test('a base class that is a member or an expression', () => {
  expect(onlyClass('class A extends runtime.ConnectionBase<X> {}').base).toMatchObject({
    name: 'ConnectionBase',
    namespace: 'runtime',
  });
  expect(onlyClass('class A extends mixin(B) {}').base?.name).toBeUndefined();
});

test('the first syntax error, with its place', () => {
  expect(readSourceFacts('export class A {\n  open( {\n}\n').syntaxError).toMatchObject({
    message: expect.any(String),
    range: { line: expect.any(Number) },
  });
  expect(readSourceFacts('export class A {}\n').syntaxError).toBeUndefined();
});

const inConstructor = (argument: string, before = ''): string =>
  `${before}\nexport class A extends B { constructor() { super(${argument}); } }`;

test.each([
  ['{ a: 1, b: -2, c: 1_000, d: 0x10 }', { a: 1, b: -2, c: 1000, d: 16 }],
  ["{ a: 'x', \"b\": `y`, c: 'it\\'s' }", { a: 'x', b: 'y', c: "it's" }],
  ['{ a: true, b: false, c: null }', { a: true, b: false, c: null }],
  ["{ a: ['x', 'y'] as const, b: [] }", { a: ['x', 'y'], b: [] }],
  ['({ a: 1 } as const)', { a: 1 }],
  ['{ a: <number>1, b: 2!, c: (3) } satisfies X', { a: 1, b: 2, c: 3 }],
  ['{ a: 1 + 1, b: f(), c: `x` + y, d: unknown }', { a: '?', b: '?', c: '?', d: '?' }],
  ['{ [key]: 1, m() {}, get g() { return 1; } }', { '...': '?' }],
  ['{ ...other, a: 1 }', { '...': '?', a: 1 }],
  ['{ a: [...other, 1] }', { a: ['?', 1] }],
])('the literal %s', (argument, value) => {
  expect(superArgument(inConstructor(argument))).toEqual(value);
});

test('names of constants are followed, through spreads, members and each other', () => {
  const constants = `
const ID = 7;
const STORES = ['A', 'B'] as const;
const BASE = { id: ID, stores: [...STORES, 'C'] } as const;
const DEFINITION = { ...BASE, name: 'X', ID, again: BASE.id } as const satisfies Y;
let changing = 1;`;
  expect(superArgument(inConstructor('DEFINITION', constants))).toEqual({
    id: 7,
    stores: ['A', 'B', 'C'],
    name: 'X',
    ID: 7,
    again: 7,
  });
  expect(superArgument(inConstructor('{ changing }', constants))).toEqual({ changing: '?' });
});

test('constants in a circle cannot be read, and end', () => {
  expect(superArgument(inConstructor('A1', 'const A1 = { ...B1 };\nconst B1 = { ...A1 };'))).toBeDefined();
  expect(superArgument(inConstructor('A1', 'const A1 = A1;'))).toBe('?');
});

test('a parameter of the constructor stands for what the instance is made with, else for its default', () => {
  const text = (parameter: string, argument: string): string => `
class A extends B {
  static readonly instance = new A(${argument});
  private constructor(${parameter}) { super(definition); }
}`;
  expect(superArgument(text('definition: D', '{ id: 5 }'))).toEqual({ id: 5 });
  expect(superArgument(text('definition = { id: 6 }', ''))).toEqual({ id: 6 });
  expect(superArgument(text('definition: D', ''))).toBe('?');
});

test('facts can be kept as JSON', () => {
  const facts = readSourceFacts(inConstructor('{ a: [x, ...y], b: c.d, e: f() }', 'const x = -1;'));
  const kept: unknown = JSON.parse(JSON.stringify(facts));
  expect(kept).toEqual(facts);
  expect(isSourceFacts(kept)).toBe(true);
});
