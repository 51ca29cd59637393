import { canonical } from '../model/accepts.ts';
import type { PropertyModel, SchemaModel } from '../model/model.ts';
import type { Site } from './change.ts';
import { type Comparison, follow, shown } from './comparison.ts';

/** Compares what two manifests say of one field besides what it takes. */
export function compareAnnotations(
  comparison: Comparison,
  site: Site,
  old: PropertyModel,
  now: PropertyModel,
): void {
  compareDefaults(comparison, site, old, now);
  compareEnvironment(comparison, site, old.env, now.env);
  const [before, after] = [effective(old.schema, comparison.before), effective(now.schema, comparison.after)];
  compareUnits(comparison, site, before.unit, after.unit);
  if (before.secret !== after.secret) {
    const message = after.secret ? 'The value is redacted wherever it is shown.' : 'The value is shown.';
    comparison.report(site, 'secret-changed', 'compatible', message);
  }
  if (old.role !== now.role) {
    const message = `It is the role ${now.role ?? 'of nothing'} that the field has; it was ${old.role ?? 'none'}.`;
    comparison.report(site, 'role-changed', 'compatible', message);
  }
  compareDeprecation(comparison, site, before.deprecated, after.deprecated);
  if (wordsOf(before) !== wordsOf(after)) {
    comparison.report(site, 'described', 'none', 'It is described in other words.');
  }
}

/** What stands beside a reference comes before what stands where it leads. */
function effective(schema: SchemaModel, definitions: Comparison['before']): SchemaModel {
  const target = follow(schema, definitions);
  return target === schema ? schema : { ...target, ...schema, secret: schema.secret || target.secret };
}

function compareDefaults(comparison: Comparison, site: Site, old: PropertyModel, now: PropertyModel): void {
  const [before, after] = [old.default, now.default];
  if (
    canonical(before ?? null) === canonical(after ?? null) &&
    (before === undefined) === (after === undefined)
  )
    return;
  const message = `The default is ${shown(after, site)}; it was ${shown(before, site)}.`;
  comparison.report(site, 'default-changed', 'compatible', message);
}

function compareEnvironment(
  comparison: Comparison,
  site: Site,
  before: string | undefined,
  after: string | undefined,
): void {
  if (before === after) return;
  const now = after === undefined ? '' : `It is read from the environment variable ${after} when absent`;
  if (before === undefined) comparison.report(site, 'environment-changed', 'compatible', `${now}.`);
  else {
    const message =
      after === undefined
        ? `It is not read from the environment variable ${before} any more.`
        : `${now}, not from ${before}.`;
    comparison.report(site, 'environment-changed', 'breaking', message);
  }
}

/** A number that meant seconds and means milliseconds is taken as before, and wrong. */
function compareUnits(
  comparison: Comparison,
  site: Site,
  before: string | undefined,
  after: string | undefined,
): void {
  if (before === after) return;
  const isOther = before !== undefined && after !== undefined;
  const message = `The unit is ${after ?? 'not said'}; it was ${before ?? 'not said'}.`;
  comparison.report(site, 'unit-changed', isOther ? 'breaking' : 'compatible', message);
}

function compareDeprecation(
  comparison: Comparison,
  site: Site,
  before: SchemaModel['deprecated'],
  after: SchemaModel['deprecated'],
): void {
  if (before === after) return;
  const reason = typeof after === 'string' ? `: ${after}` : '.';
  if (after === undefined) comparison.report(site, 'deprecated', 'none', 'It is deprecated no longer.');
  else
    comparison.report(
      site,
      'deprecated',
      before === undefined ? 'compatible' : 'none',
      `It is deprecated${reason}`,
    );
}

function wordsOf({ title, description, examples, messages }: SchemaModel): string {
  return JSON.stringify([title, description, examples, Object.entries(messages).sort()]);
}
