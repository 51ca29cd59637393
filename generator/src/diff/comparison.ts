import type { Json } from '../located.ts';
import type { Definitions } from '../model/accepts.ts';
import type { SchemaModel } from '../model/model.ts';
import type { ChangeKind, Site, Verdict } from './change.ts';

/** Two configurations that are being compared. */
export interface Comparison {
  readonly before: Definitions;
  readonly after: Definitions;
  /** Pairs of definitions that were compared; the second time they would say the same again. */
  readonly compared: Set<string>;
  report(site: Site, kind: ChangeKind, verdict: Verdict, message: string): void;
}

/** A schema with what its references lead to in their place. */
export function follow(schema: SchemaModel, definitions: Definitions): SchemaModel {
  const { shape } = schema;
  const target = shape.kind === 'reference' ? definitions.get(shape.definition) : undefined;
  return target === undefined ? schema : follow(target, definitions);
}

/** A value as a sentence may show it. */
export function shown(value: Json | undefined, { isSecret }: Site): string {
  if (value === undefined) return 'none';
  return isSecret ? '(secret)' : JSON.stringify(value);
}

/** Reports a limit that came, went or moved. */
export function compareLimit(
  comparison: Comparison,
  site: Site,
  keyword: string,
  [before, after]: readonly [Json | undefined, Json | undefined],
  isTighter: boolean,
): void {
  if (before === after) return;
  const message =
    after === undefined
      ? `"${keyword}" is gone; it was ${JSON.stringify(before)}.`
      : `"${keyword}" is ${JSON.stringify(after)}; ${before === undefined ? 'there was none' : `it was ${JSON.stringify(before)}`}.`;
  if (isTighter) comparison.report(site, 'narrowed', 'breaking', message);
  else comparison.report(site, 'widened', 'compatible', message);
}
