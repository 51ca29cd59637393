import type { SchemaRule } from '../schema-check.ts';

/** Everything that is asked of each schema of a file, in no order that matters. */
export const SCHEMA_RULES: readonly SchemaRule[] = [];
