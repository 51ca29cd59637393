import { isJsonObject } from '../../located.ts';
import { textsOf } from '../../model/pick.ts';
import type { SchemaRule } from '../schema-check.ts';
import { reportUndeclared } from './declared-fields.ts';

/** What is required is declared. */
export const requiredRule: SchemaRule = ({ node, path }, { report }) => {
  const { properties } = node;
  const fields = new Set(isJsonObject(properties) ? Object.keys(properties) : []);
  textsOf(node['required']).forEach((field, index) => {
    reportUndeclared(field, fields, [...path, 'required', index], report);
  });
};
