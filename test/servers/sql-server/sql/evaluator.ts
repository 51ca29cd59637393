import { SqlError } from '../sql-error.ts';
import { lengthType, TypeId } from '../types.ts';
import { compare, convert, isText, numberValue, type SqlValue, toScalar, typeName } from '../values.ts';
import type { Condition, Expression } from './ast.ts';
import { columnPosition, type Table } from './catalogue.ts';
import { callFunction, readVariable, type Surroundings } from './functions.ts';

/** The row an expression is evaluated for, and how many rows `COUNT(*)` counts. */
export interface RowScope {
  readonly columns: Table['columns'];
  readonly values: readonly SqlValue[];
  readonly count: number;
}

export const NO_ROW: RowScope = { columns: [], values: [], count: 1 };

export function evaluate(expression: Expression, around: Surroundings, row: RowScope = NO_ROW): SqlValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return readVariable(around, expression.name);
    case 'column':
      return columnValue(expression.name, row);
    case 'count':
      return numberValue(row.count);
    case 'call': {
      const values = expression.arguments.map((argument) => evaluate(argument, around, row));
      return callFunction(around, expression.name, values);
    }
    case 'cast': {
      const { type, data } = convert(evaluate(expression.operand, around, row), expression.type);
      return { type, data: data?.subarray(0, type.size) ?? null };
    }
    case 'sum':
      return sum(
        expression.operator,
        evaluate(expression.left, around, row),
        evaluate(expression.right, around, row),
      );
  }
}

function columnValue(name: string, row: RowScope): SqlValue {
  const value = row.values[columnPosition(row, name)];
  if (value === undefined) throw new SqlError(207, [name]);
  return value;
}

/** Adds numbers, or joins texts where both sides are text. */
function sum(operator: '+' | '-', left: SqlValue, right: SqlValue): SqlValue {
  if (isText(left.type) && isText(right.type) && operator === '+') return join(left, right);
  const type = isText(left.type) ? right.type : left.type;
  if (left.data === null || right.data === null) return { type, data: null };
  const [a, b] = [toScalar(convert(left, type)), toScalar(isText(right.type) ? convert(right, type) : right)];
  if (typeof a === 'number' && typeof b === 'number') return numberValue(operator === '+' ? a + b : a - b);
  if (typeof a === 'string' || Buffer.isBuffer(a) || typeof b === 'string' || Buffer.isBuffer(b)) {
    throw new SqlError(206, [typeName(left.type), typeName(right.type)]);
  }
  const [wide, other] = [BigInt(a ?? 0), BigInt(b ?? 0)];
  return numberValue(operator === '+' ? wide + other : wide - other);
}

function join(left: SqlValue, right: SqlValue): SqlValue {
  const size = left.type.size + right.type.size;
  const type = lengthType(TypeId.nVarChar, size > 8000 ? 'max' : size);
  if (left.data === null || right.data === null) return { type, data: null };
  const text = `${toScalar(left)}${toScalar(right)}`;
  return { type, data: Buffer.from(text, 'utf16le') };
}

const OUTCOMES: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** Whether a condition is true; unknown, because of a NULL, is not. */
export function holds(condition: Condition, around: Surroundings, row: RowScope = NO_ROW): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, around, row) && holds(condition.right, around, row);
    case 'or':
      return holds(condition.left, around, row) || holds(condition.right, around, row);
    case 'isNull':
      return (evaluate(condition.operand, around, row).data === null) !== condition.negated;
    case 'compare': {
      const order = compare(evaluate(condition.left, around, row), evaluate(condition.right, around, row));
      return order !== undefined && (OUTCOMES[condition.operator]?.(order) ?? false);
    }
  }
}
