import type { Expression } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';
import type { SqlValue } from './value.ts';

/** Operators from the loosest to the tightest; those of one row bind alike. */
const LEVELS: readonly (readonly string[])[] = [
  ['OR'],
  ['AND'],
  ['=', '<>', '!=', '^=', '<', '<=', '>', '>='],
  ['||', '+', '-'],
  ['*', '/'],
];
const COMPARISON = 2;
const RESERVED = new Set([
  'FROM',
  'WHERE',
  'ORDER',
  'BY',
  'SELECT',
  'INTO',
  'VALUES',
  'SET',
  'AND',
  'OR',
  'AS',
]);

/** Reads a condition or a value. @throws OraError 936 where there is none */
export function parseExpression(tokens: TokenCursor, level = 0): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return primary(tokens);
  if (level === COMPARISON && tokens.accept('NOT')) {
    return { kind: 'not', operand: parseExpression(tokens, level) };
  }
  const acceptAny = () => operators.find((operator) => tokens.accept(operator));
  let left = parseExpression(tokens, level + 1);
  for (let operator = acceptAny(); operator !== undefined; operator = acceptAny()) {
    left = { kind: 'binary', operator, left, right: parseExpression(tokens, level + 1) };
  }
  return level === COMPARISON ? nullTest(tokens, left) : left;
}

function nullTest(tokens: TokenCursor, operand: Expression): Expression {
  if (tokens.accept('IS', 'NOT', 'NULL')) return { kind: 'not', operand: { kind: 'isNull', operand } };
  return tokens.accept('IS', 'NULL') ? { kind: 'isNull', operand } : operand;
}

function primary(tokens: TokenCursor): Expression {
  if (tokens.accept('(')) {
    const inner = parseExpression(tokens);
    tokens.expect(907, ')');
    return inner;
  }
  if (tokens.accept('-')) {
    return { kind: 'binary', operator: '-', left: literal(0), right: primary(tokens) };
  }
  if (tokens.accept('NULL')) return literal(null);
  const { kind, text } = tokens.current;
  if (kind === 'word' || kind === 'quoted') return named(tokens);
  if (kind !== 'number' && kind !== 'string' && kind !== 'bind') tokens.fail(936);
  tokens.next();
  if (kind === 'bind') return { kind: 'bind', index: tokens.nextBind() };
  return literal(kind === 'number' ? Number(text) : text);
}

function literal(value: SqlValue): Expression {
  return { kind: 'literal', value };
}

/** A column, with the alias of its table dropped, or a function with or without arguments. */
function named(tokens: TokenCursor): Expression {
  const { kind, position, text } = tokens.current;
  if (kind === 'word' && RESERVED.has(text)) tokens.fail(936);
  let name = tokens.name(936);
  while (tokens.accept('.')) name = tokens.name(936);
  if (!tokens.accept('(')) return { kind: 'name', name, position };
  if (tokens.accept('*', ')')) return { kind: 'call', name, values: [], position };
  const values = tokens.accept(')') ? [] : argumentsOf(tokens);
  return { kind: 'call', name, values, position };
}

function argumentsOf(tokens: TokenCursor): Expression[] {
  const values = tokens.list(() => parseExpression(tokens));
  tokens.expect(907, ')');
  return values;
}
