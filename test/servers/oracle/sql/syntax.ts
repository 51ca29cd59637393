import type { SqlType, SqlValue } from './value.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: SqlValue }
  | { readonly kind: 'bind'; readonly index: number }
  | { readonly kind: 'name'; readonly name: string; readonly position: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly values: readonly Expression[];
      readonly position: number;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'isNull'; readonly operand: Expression };

export interface TableName {
  readonly text: string;
  readonly position: number;
}

export interface SelectItem {
  readonly value: Expression;
  readonly name: string;
}

export interface Select {
  readonly kind: 'select';
  /** `*` stands for all columns. */
  readonly items: readonly SelectItem[] | '*';
  readonly from: TableName;
  readonly where: Expression | undefined;
  /** Repeats the rows while this holds, with LEVEL counting from 1. */
  readonly connectBy: Expression | undefined;
  readonly orderBy: readonly { readonly value: Expression; readonly descending: boolean }[];
}

export interface Insert {
  readonly kind: 'insert';
  readonly into: TableName;
  readonly columns: readonly TableName[] | undefined;
  readonly values: readonly Expression[];
}

export interface Update {
  readonly kind: 'update';
  readonly table: TableName;
  readonly set: readonly { readonly column: TableName; readonly value: Expression }[];
  readonly where: Expression | undefined;
}

export interface Delete {
  readonly kind: 'delete';
  readonly from: TableName;
  readonly where: Expression | undefined;
}

export interface ColumnDefinition {
  readonly name: string;
  readonly type: SqlType;
  /** In bytes. */
  readonly size: number;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
}

export type Statement =
  | Select
  | Insert
  | Update
  | Delete
  | { readonly kind: 'createTable'; readonly table: TableName; readonly columns: readonly ColumnDefinition[] }
  | { readonly kind: 'dropTable'; readonly table: TableName }
  | { readonly kind: 'setTransaction'; readonly readOnly: boolean }
  | { readonly kind: 'commit' }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'alterSession' }
  /** A block that waits; `BEGIN NULL; END;` waits for nothing. */
  | { readonly kind: 'sleep'; readonly seconds: Expression };
