import type { DiagnosticName } from '../catalogue.ts';
import { type DocumentPath, isJsonObject, type Json } from '../located.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { renameField } from './rename-field.ts';
import { repairRule } from './repair-rule.ts';
import { dropSchema, type Schemas, type Spot, spotOf } from './spot.ts';

/** Something that the manifest's rules find wrong. */
export interface Finding {
  readonly name: DiagnosticName;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly path: DocumentPath;
  /** What the loader would say. */
  readonly sentence: string;
}

type Repair = (spot: Spot, finding: Finding, context: Context) => void;

/** Mends what was found, if it is still there, and says what it costs. */
export function repair(finding: Finding, schemas: Schemas, context: Context): void {
  const spot = spotOf(schemas, finding.path);
  if (spot !== undefined) (REPAIRS[finding.name] ?? leaveOut)(spot, finding, context);
}

/** Leaves out the part in which something was found, and says so. */
export function giveUp(finding: Finding, schemas: Schemas, context: Context): void {
  const spot = spotOf(schemas, finding.path);
  if (spot !== undefined) leaveOut(spot, finding, context);
}

const REPAIRS: Partial<Record<DiagnosticName, Repair>> = {
  'secret-unsaid': ({ draft }, { parameters }, { origins, notices }) => {
    origins.put(draft, 'secret', true, origins.placeOf(draft));
    notices.say('import-secret', { name: String(parameters['name']) }, origins.placeOf(draft), {
      part: 'key',
    });
  },
  'field-name-reserved': renameField,
  'field-name-taken': renameField,
  'names-alike': renameField,
  'blank-text': renameField,
  'unseen-characters': renameField,
  'default-refused': keyword('import-default'),
  'example-refused': item('import-example'),
  'listed-refused': item('import-listed'),
  'duplicate-item': removeItem,
  'pattern-invalid': keyword('import-pattern'),
  'limits-contradict': keyword('import-contradiction'),
  'union-default': removeDefault,
  'keyword-unfit': keyword('import-unfit'),
  'unknown-key': keyword('import-unfit'),
  'message-unfit': keyword('import-unfit'),
  'wrong-value': keyword('import-malformed'),
  'unknown-word': keyword('import-malformed'),
  'field-undeclared': repairRule,
  'field-always-set': repairRule,
  'when-refused': repairRule,
};

type KeywordNotice =
  | 'import-default'
  | 'import-pattern'
  | 'import-contradiction'
  | 'import-unfit'
  | 'import-malformed';

/** Leaves out the keyword. */
function keyword(notice: KeywordNotice): Repair {
  return (spot, finding, context) => {
    const { draft, rest } = spot;
    const [word] = rest;
    if (typeof word !== 'string') return leaveOut(spot, finding, context);
    // Something else was found wrong with it, and it is gone.
    if (!Object.hasOwn(draft, word)) return;
    if (word === 'rules' || word === 'dependentRequired') return repairRule(spot, finding, context);
    const reason = finding.sentence.replace(/\.$/, '');
    const place = context.origins.placeOf(draft, word);
    context.notices.say(notice, { keyword: word, reason }, place, {
      part: notice === 'import-unfit' ? 'key' : 'value',
    });
    delete draft[word];
  };
}

/** The branch that the default chooses may be a definition: the default stands there. */
function removeDefault(spot: Spot, finding: Finding, context: Context): void {
  const { origins, notices, definitions } = context;
  const name = String(finding.parameters['discriminator']);
  const branch = spot.holder.kind === 'property' ? spot.trail.at(-2)?.draft : spot.draft;
  const owner = branch && definitions.resolve(branch);
  const field = isJsonObject(owner?.['properties']) ? owner['properties'][name] : undefined;
  if (!isJsonObject(field)) {
    leaveOut(spot, finding, context);
    return;
  }
  notices.say('import-discriminator', { name }, origins.placeOf(field, 'default'));
  delete (field as Draft)['default'];
}

/** Leaves out one of a list, and the list with its last. */
function item(notice: 'import-example' | 'import-listed'): Repair {
  return (spot, finding, context) => {
    const [word, index] = spot.rest;
    const place = context.origins.placeOf(spot.draft, String(word));
    const reason = 'what stands beside refuses it';
    const path = typeof index === 'number' ? [...place, index] : place;
    context.notices.say(notice, { keyword: String(word), reason }, path);
    removeItem(spot, finding, context);
  };
}

function removeItem(spot: Spot, finding: Finding, context: Context): void {
  const [word, index] = spot.rest;
  if (typeof word !== 'string') {
    leaveOut(spot, finding, context);
    return;
  }
  const list = spot.draft[word];
  const left: readonly Json[] = Array.isArray(list) ? list.filter((_, each) => each !== index) : [];
  if (left.length > 0) spot.draft[word] = left;
  // Without its last value a field has none.
  else if (word === 'enum' || word === 'const') leaveOut(spot, finding, context);
  else delete spot.draft[word];
}

/** What cannot be mended goes, with the field that it is a part of. */
function leaveOut({ draft, schemas, trail }: Spot, { sentence }: Finding, context: Context): void {
  context.notices.say('import-left-out', { reason: sentence }, context.origins.placeOf(draft), {
    part: 'key',
  });
  dropSchema(trail, schemas);
}
