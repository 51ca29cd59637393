import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Result } from '../result.ts';
import type { ConnectionProviders } from './find-provider.ts';
import { JsonSyntaxError, scanJson } from './json-scanner.ts';
import { type ConfigNode, nodeOf, textsOf } from './nodes.ts';
import { Problems } from './problems.ts';
import { type ConnectionEntry, readEntry } from './read-entry.ts';
import { faultCode, readReferencedFiles } from './referenced-files.ts';
import { type Reference, type ReferenceValue, referencesIn } from './references.ts';
import { findSection } from './section.ts';

/** What `${env:NAME}` is looked up in. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a configuration comes from and how it is read. */
export interface ReadOptions {
  readonly env?: Environment | undefined;
  readonly folder?: string | undefined;
  readonly parse?: ((text: string) => unknown) | undefined;
}

/** The connections of a configuration, and the files they came from. */
export interface ReadOutcome {
  readonly entries: readonly ConnectionEntry[];
  readonly files: readonly string[];
}

/** Reads a configuration whole. Fails with `invalid-configuration`, or `driver-missing` where nothing else is wrong. */
export async function readConnections(
  source: string | URL | object,
  providers: ConnectionProviders,
  options: ReadOptions,
): Promise<Result<ReadOutcome>> {
  if (typeof source === 'object' && !(source instanceof URL)) {
    const problems = new Problems();
    const root = attempt(() => nodeOf(source), problems);
    return readRoot(root, { providers, problems, files: [], folder: options.folder, env: options.env });
  }
  const path = resolve(source instanceof URL ? fileURLToPath(source) : source);
  const { root, problems } = await readRootNode(path, String(source), options.parse);
  const folder = options.folder ?? dirname(path);
  return readRoot(root, { providers, problems, files: [path], folder, env: options.env });
}

async function readRootNode(
  path: string,
  file: string,
  parse: ReadOptions['parse'],
): Promise<{ readonly root: ConfigNode | undefined; readonly problems: Problems }> {
  const unlocated = new Problems({ file, text: undefined });
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    unlocated.add(`the file cannot be read (${faultCode(error)})`, NOWHERE);
    return undefined;
  });
  if (text === undefined) return { root: undefined, problems: unlocated };
  if (parse !== undefined)
    return { root: attempt(() => nodeOf(parse(text)), unlocated), problems: unlocated };
  if (/\.ya?ml$/i.test(path)) {
    unlocated.add(
      'a YAML file needs a parser; give `parse`, such as the function `parse` of the package yaml',
      NOWHERE,
    );
    return { root: undefined, problems: unlocated };
  }
  const problems = new Problems({ file, text });
  return { root: attempt(() => scanJson(text), problems), problems };
}

const NOWHERE = { at: undefined, path: [] };

function attempt(read: () => ConfigNode, problems: Problems): ConfigNode | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonSyntaxError) problems.add(error.message, { at: error.at, path: [] });
    // What a parser says may repeat the text, secrets included.
    else problems.add('this cannot be read as a configuration', NOWHERE);
    return undefined;
  }
}

interface RootContext {
  readonly providers: ConnectionProviders;
  readonly problems: Problems;
  readonly files: readonly string[];
  readonly folder: string | undefined;
  readonly env: Environment | undefined;
}

async function readRoot(root: ConfigNode | undefined, context: RootContext): Promise<Result<ReadOutcome>> {
  const { problems, providers, folder } = context;
  const section = root === undefined ? undefined : findSection(root, problems);
  if (section === undefined) return refuse(problems);
  const references = section.connections.flatMap(({ value }) => textsOf(value)).flatMap(referencesIn);
  const paths = references.filter(({ kind }) => kind === 'file').map(({ target }) => target);
  const contents = await readReferencedFiles(paths, folder);
  const lookUp = createLookup(context.env ?? process.env, contents);
  const { keyCase } = section;
  const read = section.connections.map((member) =>
    readEntry(member, { providers, keyCase, lookUp, problems }),
  );
  const entries = await Promise.all(read);
  if (!problems.isEmpty) return refuse(problems);
  const files = [...context.files, ...[...contents.keys()].map((path) => resolve(folder ?? '', path))];
  return Result.success({ entries: entries.filter((entry) => entry !== undefined), files });
}

function createLookup(
  env: Environment,
  contents: ReadonlyMap<string, ReferenceValue>,
): (reference: Reference) => ReferenceValue {
  return ({ kind, target }) => {
    if (kind === 'file') return contents.get(target) ?? { fault: `the file ${target} was not read` };
    const text = Object.hasOwn(env, target) ? env[target] : undefined;
    return text === undefined ? { fault: `the environment variable ${target} is not set` } : { text };
  };
}

function refuse(problems: Problems): Result<never> {
  const { sentences } = problems;
  const code = problems.areMissingDrivers ? 'driver-missing' : 'invalid-configuration';
  const [first] = sentences;
  const message = sentences.length === 1 ? first : `${sentences.length} problems: ${first}; …`;
  return Result.failure(code, `Connections cannot be loaded: ${message}`, { validationErrors: sentences });
}
