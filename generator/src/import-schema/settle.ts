import type { DiagnosticName } from '../catalogue.ts';
import { CATALOGUE } from '../catalogue.ts';
import { createDiagnostic } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { type DocumentPath, isJsonObject, type Json, type LocatedDocument } from '../located.ts';
import { checkSource } from '../manifest/check-source.ts';
import { Fragments, type SchemaSource } from '../manifest/fragments.ts';
import type { Report } from '../manifest/reporter.ts';
import { definitionSites } from '../manifest/schema-sites.ts';
import type { Context } from './context.ts';
import { REFERENCE } from './definitions.ts';
import type { Draft } from './draft.ts';
import { type Finding, giveUp, repair } from './repair.ts';
import type { Schemas } from './spot.ts';

/** The schemas of a manifest in which nothing is wrong. */
export interface SettledSchemas {
  readonly configuration: Draft;
  readonly definitions: Draft;
}

/** Each round mends everything that is found; mending may bring forth something new, but not for ever. */
const MOST_ROUNDS = 300;

/**
 * Asks the manifest's own rules what is wrong with the schemas, and mends it until nothing is: that way the importer
 * and the loader cannot disagree. What is lost is said. Undefined where it comes to no end.
 */
export function settle(configuration: Draft, context: Context): SettledSchemas | undefined {
  const { title, description, ...words } = configuration;
  const root = context.origins.draft(context.origins.placeOf(configuration));
  context.origins.take(
    root,
    configuration,
    Object.keys(words).filter((word) => word !== 'type'),
  );
  const schemas: Schemas = {
    configuration: root,
    definitions: Object.fromEntries(context.definitions.drafts),
  };
  let problem: Finding | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    keepUsed(schemas);
    const findings = check(schemas);
    [problem] = findings;
    if (problem === undefined) {
      const said = {
        ...(title === undefined ? {} : { title }),
        ...(description === undefined ? {} : { description }),
      };
      return { configuration: Object.assign(root, said), definitions: schemas.definitions };
    }
    const before = JSON.stringify(schemas);
    // Two findings at one place would mend it twice.
    const places = new Map(
      findings.sort(lastFirst).map((finding) => [JSON.stringify(finding.path), finding]),
    );
    for (const finding of places.values()) repair(finding, schemas, context);
    if (JSON.stringify(schemas) === before) giveUp(problem, schemas, context);
  }
  const reason = problem === undefined ? '' : problem.sentence;
  context.notices.say('import-failed', { reason }, context.origins.placeOf(configuration));
  return undefined;
}

/** Deletes the definitions to which the configuration does not refer, directly or through each other. */
function keepUsed({ configuration, definitions }: Schemas): void {
  const used = new Set<string>();
  const open: Json[] = [configuration];
  // The list grows while it is walked.
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    const reference = isJsonObject(value) ? value['$ref'] : undefined;
    const name = typeof reference === 'string' ? reference.slice(REFERENCE.length) : undefined;
    const target = name === undefined || used.has(name) ? undefined : definitions[name];
    if (name !== undefined && target !== undefined) {
      used.add(name);
      open.push(target);
    }
    open.push(...Object.values(value));
  }
  for (const name of Object.keys(definitions)) if (!used.has(name)) delete definitions[name];
}

/** The last first, so that removing from a list does not move what comes next. */
function lastFirst(a: Finding, b: Finding): number {
  const length = Math.max(a.path.length, b.path.length);
  for (let index = 0; index < length; index++) {
    const [x = -1, y = -1] = [a.path[index], b.path[index]];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return y - x;
    return String(x) < String(y) ? 1 : -1;
  }
  return 0;
}

/** There are no other files: what refers to one was left out. */
const NO_FILES: Host = {
  cwd: '/',
  env: {},
  read: () => undefined,
  hash: () => undefined,
  stamp: () => undefined,
  list: () => [],
  stat: () => undefined,
  realPath: () => undefined,
  isWritable: () => false,
  replace: () => undefined,
  remove: () => undefined,
  create: () => false,
  makeFolder: () => undefined,
};

function check(schemas: Schemas): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (name, parameters, path) => {
    const { severity }: { readonly severity: string } = CATALOGUE[name as DiagnosticName];
    if (severity !== 'error') return;
    const { message } = createDiagnostic(name, parameters);
    findings.push({ name, parameters, path, sentence: message });
  };
  const document: LocatedDocument = {
    file: '/manifest',
    text: '',
    value: schemas.configuration,
    locate: (_: DocumentPath) => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }),
  };
  const source: SchemaSource = {
    document,
    root: { node: schemas.configuration, path: ['configuration'], position: 'configuration' },
    definitions: definitionSites({ $defs: schemas.definitions }, []),
  };
  checkSource(source, new Fragments(NO_FILES, '/'), report, () => true);
  return findings;
}
