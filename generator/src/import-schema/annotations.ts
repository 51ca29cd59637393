import { measure } from '../config/json-measure.ts';
import type { DocumentPath, Json } from '../located.ts';
import { saysSecret } from '../manifest/rules/secret-rule.ts';
import type { Context, Site } from './context.ts';
import type { Draft } from './draft.ts';
import type { Layer, View } from './layers.ts';

/** Deeper defaults and examples would, with the schemas around them, be too deep for a manifest. */
const DEEPEST_VALUE = 12;

/** Writes what the layers say about a value without limiting it. What stands in front speaks first. */
export function putAnnotations(draft: Draft, layers: View, context: Context, site: Site): void {
  for (const keyword of ['title', 'description', 'errorMessage', 'default']) {
    putFirst(draft, layers, keyword, context);
  }
  const owner = layers.find(({ node }) => Object.hasOwn(node, 'examples') || Object.hasOwn(node, 'example'));
  if (owner !== undefined) putExamples(draft, owner, context);
  putDeprecated(draft, layers, context);
  putSecret(draft, layers, context, site);
}

function putFirst(draft: Draft, layers: View, keyword: string, context: Context): void {
  const [owner, ...others] = layers.filter(({ node }) => Object.hasOwn(node, keyword));
  if (owner === undefined || Object.hasOwn(draft, keyword)) return;
  const path = [...owner.path, keyword];
  for (const { node, path: other } of others) {
    const isSame = JSON.stringify(node[keyword]) === JSON.stringify(owner.node[keyword]);
    if (!isSame) context.notices.say('import-merge', { keyword }, [...other, keyword]);
  }
  if (isShallow(owner.node[keyword] ?? null, path, context)) {
    context.origins.put(draft, keyword, owner.node[keyword], path);
  }
}

function isShallow(value: Json, path: DocumentPath, { notices }: Context): boolean {
  if (measure(value, DEEPEST_VALUE).depth <= DEEPEST_VALUE) return true;
  notices.say('import-part-too-deep', {}, path);
  return false;
}

/** One `example`, as OpenAPI has it, stands beside or instead of a list of them. */
function putExamples(draft: Draft, { node, path }: Layer, context: Context): void {
  if (Object.hasOwn(draft, 'examples')) return;
  const { examples, example } = node;
  const list: readonly Json[] = Array.isArray(examples) ? examples : examples === undefined ? [] : [examples];
  const place = [...path, examples === undefined ? 'example' : 'examples'];
  const all = [...list, ...(example === undefined ? [] : [example])];
  const shallow = all.filter((value) => isShallow(value, place, context));
  if (shallow.length > 0) context.origins.put(draft, 'examples', shallow, place);
}

function putDeprecated(draft: Draft, layers: View, { origins }: Context): void {
  const words = ['deprecated', 'x-deprecated', 'deprecationMessage'];
  const said = layers.flatMap(({ node, path }) =>
    words.flatMap((word) => (node[word] === undefined ? [] : [{ value: node[word], path: [...path, word] }])),
  );
  const mark = said.find(({ value }) => value === true);
  const sentence = said.find(({ value }) => typeof value === 'string');
  const chosen = sentence ?? mark ?? said.find(({ value }) => value !== false);
  if (chosen !== undefined) origins.put(draft, 'deprecated', chosen.value, chosen.path);
}

const SECRET_WORDS = ['secret', 'airbyte_secret', 'writeOnly'] as const;

/** True where any layer says so; false where one says that, or that a name like `token` is not sensitive. */
function putSecret(draft: Draft, layers: View, { origins, notices }: Context, site: Site): void {
  const granted: DocumentPath[] = [];
  const denied: DocumentPath[] = [];
  for (const { node, path } of layers) {
    if (node['format'] === 'password') granted.push([...path, 'format']);
    for (const word of SECRET_WORDS) {
      const place = [...path, word];
      if (node[word] === true) granted.push(place);
      else if (node[word] === false) denied.push(place);
      else if (node[word] !== undefined) notices.say('import-malformed', { keyword: word }, place);
    }
    if (node['nonsensitive'] === undefined) continue;
    const place = [...path, 'nonsensitive'];
    if (node['nonsensitive'] === true && saysSecret(site.name ?? '')) denied.push(place);
    else notices.hint('nonsensitive', place);
  }
  const [place] = granted.length > 0 ? granted : denied;
  if (place !== undefined) origins.put(draft, 'secret', granted.length > 0, place);
}
