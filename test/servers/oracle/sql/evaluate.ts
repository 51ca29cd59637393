import { OraError } from '../ora-error.ts';
import type { Row } from './database.ts';
import { callFunction } from './functions.ts';
import type { SqlSession } from './session.ts';
import type { Expression } from './syntax.ts';
import { compare, type SqlValue, toNumber, toText } from './value.ts';

/** What an expression is evaluated against. */
export interface Scope {
  readonly session: SqlSession;
  readonly binds: readonly SqlValue[];
  readonly row: Row;
}

/** The value of an expression. @throws OraError 904 for an unknown name, 932 for a condition */
export function evaluate(expression: Expression, scope: Scope): SqlValue {
  const value = compute(expression, scope);
  if (typeof value === 'boolean') throw new OraError(932);
  return value;
}

/** Whether a condition holds; one that is unknown, because of a NULL, does not. */
export function holds(condition: Expression | undefined, scope: Scope): boolean {
  return condition === undefined || compute(condition, scope) === true;
}

function compute(expression: Expression, scope: Scope): SqlValue | boolean {
  switch (expression.kind) {
    case 'literal':
      return expression.value === '' ? null : expression.value;
    case 'bind':
      return bindValue(expression.index, scope);
    case 'name':
      return scope.row.has(expression.name)
        ? (scope.row.get(expression.name) ?? null)
        : called(expression, [], scope);
    case 'call':
      return called(
        expression,
        expression.values.map((value) => evaluate(value, scope)),
        scope,
      );
    case 'not':
      return not(compute(expression.operand, scope));
    case 'isNull':
      return toText(evaluate(expression.operand, scope)) === null;
    case 'binary':
      return combine(expression.operator, compute(expression.left, scope), compute(expression.right, scope));
  }
}

function bindValue(index: number, { binds }: Scope): SqlValue {
  const value = binds[index];
  if (value === undefined) throw new OraError(1008);
  return value;
}

function called(
  { name, position }: { readonly name: string; readonly position: number },
  values: readonly SqlValue[],
  { session }: Scope,
): SqlValue {
  const value = callFunction(name, values, session);
  if (value === undefined) throw new OraError(904, { detail: `"${name}"`, position });
  return value;
}

type Operand = SqlValue | boolean;

/** Unknown stays unknown. */
function not(value: Operand): boolean | null {
  return typeof value === 'boolean' ? !value : null;
}

function combine(operator: string, left: Operand, right: Operand): Operand {
  if (operator === 'AND')
    return left === false || right === false ? false : left === true && right === true ? true : null;
  if (operator === 'OR')
    return left === true || right === true ? true : left === false && right === false ? false : null;
  if (typeof left === 'boolean' || typeof right === 'boolean') throw new OraError(932);
  if (operator === '||') return `${toText(left) ?? ''}${toText(right) ?? ''}` || null;
  const test = COMPARISONS[operator];
  if (test === undefined) return calculate(operator, toNumber(left), toNumber(right));
  const order = compare(left, right);
  return order === null ? null : test(order);
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '^=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function calculate(operator: string, left: number | null, right: number | null): number | null {
  if (left === null || right === null) return null;
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right === 0) throw new OraError(1476);
  return left / right;
}
