import type { JsonObject } from '../located.ts';
import type { SchemaBuilder } from '../model/build-schema.ts';
import type { SchemaModel } from '../model/model.ts';
import type { SchemaSource } from './fragments.ts';
import type { Report } from './reporter.ts';
import type { SchemaSite } from './schema-sites.ts';

/** What a rule knows about the file it checks. */
export interface SchemaCheck {
  readonly source: SchemaSource;
  readonly report: Report;
  /** Builds models; undefined where references are broken, which is reported already. */
  readonly builder: SchemaBuilder<SchemaSource> | undefined;
  /** What the `$ref` of a schema leads to in the end; undefined where it leads nowhere. */
  target(node: JsonObject): JsonObject | undefined;
}

/** A rule looks at one schema; the file's other schemas get their own turn. */
export type SchemaRule = (site: SchemaSite, check: SchemaCheck) => void;

/** A rule looks at all schemas of a file at once. */
export type SourceRule = (sites: readonly SchemaSite[], check: SchemaCheck) => void;

/** The model of a schema of the file; undefined where it is malformed. */
export function modelOf(node: JsonObject, { builder, source }: SchemaCheck): SchemaModel | undefined {
  return builder?.schema({ node, source });
}
