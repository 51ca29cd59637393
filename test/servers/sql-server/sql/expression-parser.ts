import type { SqlType } from '../types.ts';
import { binaryValue, INT, numberValue, textValue } from '../values.ts';
import type { Condition, Expression } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseType } from './type-parser.ts';

const COMPARISONS = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

export function parseExpression(cursor: Cursor): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const operator = cursor.accept('+') ? '+' : cursor.accept('-') ? '-' : undefined;
    if (operator === undefined) return left;
    left = { kind: 'sum', operator, left, right: parseOperand(cursor) };
  }
}

function parseOperand(cursor: Cursor): Expression {
  if (cursor.accept('(')) {
    const inner = parseExpression(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.accept('-')) {
    const zero: Expression = { kind: 'literal', value: numberValue(0) };
    return { kind: 'sum', operator: '-', left: zero, right: parseOperand(cursor) };
  }
  if (cursor.accept('null')) return { kind: 'literal', value: { type: INT, data: null } };
  if (cursor.accept('count', '(', '*', ')')) return { kind: 'count' };
  if (cursor.accept('cast', '(')) return parseCast(cursor);
  if (cursor.accept('convert', '(')) return parseConvert(cursor);
  return parseLiteral(cursor) ?? parseReference(cursor);
}

function parseCast(cursor: Cursor): Expression {
  const operand = parseExpression(cursor);
  cursor.expect('as');
  return closeCast(cursor, operand, parseType(cursor));
}

function parseConvert(cursor: Cursor): Expression {
  const type = parseType(cursor);
  cursor.expect(',');
  return closeCast(cursor, parseExpression(cursor), type);
}

function closeCast(cursor: Cursor, operand: Expression, type: SqlType): Expression {
  cursor.expect(')');
  return { kind: 'cast', operand, type };
}

function parseLiteral(cursor: Cursor): Expression | undefined {
  const { kind, text } = cursor.peek();
  const literal = (value: ReturnType<typeof textValue>): Expression => {
    cursor.next();
    return { kind: 'literal', value };
  };
  if (kind === 'string') return literal(textValue(text));
  if (kind === 'binary') return literal(binaryValue(Buffer.from(text.slice(2), 'hex')));
  if (kind === 'number') return literal(numberValue(/^\d+$/.test(text) ? BigInt(text) : Number(text)));
  return undefined;
}

function parseReference(cursor: Cursor): Expression {
  if (cursor.peek().kind === 'variable') return { kind: 'variable', name: cursor.next().text };
  const name = cursor.name();
  if (cursor.accept('(')) {
    const values = cursor.at(')') ? [] : cursor.series(() => parseExpression(cursor));
    cursor.expect(')');
    return { kind: 'call', name, arguments: values };
  }
  // A column may be qualified; there is only one table it can come from.
  let column = name;
  while (cursor.accept('.')) column = cursor.name();
  return { kind: 'column', name: column };
}

export function parseCondition(cursor: Cursor): Condition {
  let left = parseConjunction(cursor);
  while (cursor.accept('or')) left = { kind: 'or', left, right: parseConjunction(cursor) };
  return left;
}

function parseConjunction(cursor: Cursor): Condition {
  let left = parseComparison(cursor);
  while (cursor.accept('and')) left = { kind: 'and', left, right: parseComparison(cursor) };
  return left;
}

function parseComparison(cursor: Cursor): Condition {
  const left = parseExpression(cursor);
  if (cursor.accept('is')) {
    const negated = cursor.accept('not');
    cursor.expect('null');
    return { kind: 'isNull', operand: left, negated };
  }
  const operator = cursor.peek().text;
  if (!COMPARISONS.has(operator)) throw cursor.unexpected();
  cursor.next();
  return { kind: 'compare', operator, left, right: parseExpression(cursor) };
}
