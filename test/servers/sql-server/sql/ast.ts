import type { SqlType } from '../types.ts';
import type { SqlValue } from '../values.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: SqlValue }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'count' }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: SqlType }
  | {
      readonly kind: 'sum';
      readonly operator: '+' | '-';
      readonly left: Expression;
      readonly right: Expression;
    };

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'isNull'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: 'compare';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** `database.schema.object`; names that start with `#` are the session's own. */
export interface ObjectName {
  readonly database: string | undefined;
  readonly name: string;
  /** As it was written. */
  readonly text: string;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
}

export type SelectItem =
  | { readonly kind: 'all' }
  | { readonly kind: 'value'; readonly expression: Expression; readonly name: string }
  | { readonly kind: 'assign'; readonly variable: string; readonly expression: Expression };

export interface Select {
  readonly kind: 'select';
  readonly top: Expression | undefined;
  readonly items: readonly SelectItem[];
  readonly from: ObjectName | undefined;
  readonly where: Condition | undefined;
  readonly orderBy: readonly { readonly expression: Expression; readonly descending: boolean }[];
}

export type Statement =
  | Select
  | { readonly kind: 'option' }
  | {
      readonly kind: 'declare';
      readonly name: string;
      readonly type: SqlType;
      readonly value: Expression | undefined;
    }
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | {
      readonly kind: 'insert';
      readonly table: ObjectName;
      readonly columns: readonly string[] | undefined;
      readonly rows: readonly (readonly Expression[])[];
    }
  | { readonly kind: 'insertBulk'; readonly table: ObjectName; readonly columns: readonly string[] }
  | {
      readonly kind: 'createTable';
      readonly table: ObjectName;
      readonly columns: readonly ColumnDefinition[];
    }
  | { readonly kind: 'dropTable'; readonly table: ObjectName; readonly ifExists: boolean }
  | { readonly kind: 'waitFor'; readonly delayMs: number }
  | ({ readonly kind: 'if' } & Conditional)
  | ({ readonly kind: 'while' } & Conditional);

interface Conditional {
  readonly condition: Condition;
  readonly body: Statement;
}
