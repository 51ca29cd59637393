import { dirname, join, relative, resolve, sep } from 'node:path';
import { loadConfiguration } from '../config/load-configuration.ts';
import { dependenciesOf, parsePackageJson } from '../discovery/package-json.ts';
import { relativeModule } from '../emit/modules.ts';
import type { Host } from '../host.ts';
import { importExtension } from '../import-extension.ts';
import type { ManifestIdentity } from '../model/manifest-identity.ts';
import { isPascalCase, isReservedWord, kebabCase } from '../model/names.ts';
import { buildRegistry, type Registry } from '../pipeline.ts';
import { loadProject, type Project } from '../project.ts';
import { connectionText } from '../scaffold/connection-text.ts';
import { manifestText, withModeline } from '../scaffold/manifest-text.ts';
import { overlayHost } from '../scaffold/overlay-host.ts';
import { type TestModule, testText } from '../scaffold/test-text.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { generate } from './generate.ts';

/** Ids below this one belong to the providers that the toolchain ships. */
const FIRST_OWN_ID = 1000;
const DEFAULT_PRIORITY = 100;

/** The flags of `extconn new`. */
export interface NewOptions {
  readonly name: string;
  readonly from?: string | undefined;
  readonly fromJsonSchema?: string | undefined;
  readonly id?: number | undefined;
  readonly driver?: string | undefined;
  readonly dataStore?: readonly string[] | undefined;
  readonly mode?: readonly string[] | undefined;
  readonly priority?: number | undefined;
}

const NOTHING: CommandOutcome = { text: '', members: { files: [] } };

/** Makes a provider folder, checks it as if it were there already, writes it, and generates. */
export async function newProvider(context: CommandContext, options: NewOptions): Promise<CommandOutcome> {
  const { host, diagnostics } = context;
  const project = loadProject(host, diagnostics);
  const folder = providerFolder(context, project, options.name);
  if (folder === undefined) return NOTHING;
  const manifest = await manifestFor(context, project, folder, options);
  if (manifest === undefined || diagnostics.hasErrors) return NOTHING;
  const extension = importExtension(host, project);
  const files = new Map([
    [join(folder, 'provider.yaml'), manifest],
    [join(folder, 'connection.ts'), connectionText(options.name, extension)],
  ]);
  const { local } = await buildRegistry(overlayHost(host, files), project, diagnostics);
  const made = local.find((provider) => provider.folder === folder);
  if (diagnostics.hasErrors || made === undefined) return NOTHING;
  const test = testText(made.model, testModule(host, project), extension);
  if (test !== undefined) files.set(join(folder, 'connection.test.ts'), test);
  for (const [path, text] of files) {
    if (!host.create(path, text)) diagnostics.report('folder-exists', {}, { file: path });
  }
  const generated = await generate(context, { check: false });
  return { ...generated, text: `${describe(host, files)}${generated.text}${nextSteps(host, folder)}` };
}

function providerFolder(
  { host, diagnostics }: CommandContext,
  { root, settings }: Project,
  name: string,
): string | undefined {
  const reason = reasonAgainst(name);
  if (reason !== undefined) {
    diagnostics.report('bad-provider-name', { name, reason });
    return undefined;
  }
  const pattern =
    settings.providers.find((candidate) => candidate.includes('*/')) ?? 'providers/*/provider.yaml';
  const folder = join(root, dirname(pattern).replace('*', kebabCase(name)));
  if (host.stat(folder) === undefined) return folder;
  diagnostics.report('folder-exists', {}, { file: folder });
  return undefined;
}

/** The framework that the project declares; Node brings one. */
function testModule(host: Host, { root }: Project): TestModule {
  const manifest = parsePackageJson(host.read(join(root, 'package.json')) ?? '');
  const names = manifest === undefined ? [] : dependenciesOf(manifest).map(({ name }) => name);
  return names.includes('vitest') ? 'vitest' : 'node:test';
}

function reasonAgainst(name: string): string | undefined {
  if (isReservedWord(name) || isReservedWord(name.toLowerCase())) return 'it is a reserved word';
  return isPascalCase(name) ? undefined : 'it is not in PascalCase';
}

async function manifestFor(
  context: CommandContext,
  project: Project,
  folder: string,
  options: NewOptions,
): Promise<string | undefined> {
  const { host } = context;
  const schema = join(project.root, project.settings.schemas, 'provider-manifest.schema.json');
  const schemaPath = relativeModule(toPosix(join(folder, 'provider.yaml')), toPosix(schema));
  if (options.from !== undefined) return takeManifest(context, options.from, schemaPath);
  const registry = await buildRegistry(host, project, context.diagnostics, { allowNone: true });
  const answers = await answer(context, options, registry);
  if (options.fromJsonSchema === undefined) return manifestText(answers, schemaPath);
  return importManifest(context, options.fromJsonSchema, answers, schemaPath);
}

function takeManifest(
  { host, diagnostics }: CommandContext,
  from: string,
  schemaPath: string,
): string | undefined {
  const file = resolve(host.cwd, from);
  const text = host.read(file);
  if (text === undefined) diagnostics.report('file-missing', {}, { file });
  return text === undefined ? undefined : withModeline(text, schemaPath);
}

async function importManifest(
  { host, diagnostics }: CommandContext,
  from: string,
  answers: ManifestIdentity,
  schemaPath: string,
): Promise<string | undefined> {
  const { importJsonSchema } = await import('../import-schema/import-json-schema.ts');
  const { document } = await loadConfiguration(host, resolve(host.cwd, from), diagnostics);
  return document === undefined ? undefined : importJsonSchema(document, answers, schemaPath, diagnostics);
}

/** The flags; for what they leave open the terminal is asked, and where nobody is there, the usual is taken. */
async function answer(
  { ask }: CommandContext,
  options: NewOptions,
  { providers }: Registry,
): Promise<ManifestIdentity> {
  const { name } = options;
  const nextId = Math.max(FIRST_OWN_ID - 1, ...providers.map(({ id }) => id)) + 1;
  const choose = async (given: string | undefined, question: string, usual: string): Promise<string> =>
    given ?? (ask === undefined ? usual : ask(question, usual));
  const driver = await choose(options.driver, 'Driver (npm package)', kebabCase(name));
  const dataStores = await choose(options.dataStore?.join(), 'Data stores, separated by commas', name);
  const modes = await choose(options.mode?.join(), 'Connection modes, separated by commas', 'ReadWrite');
  const priority = await choose(options.priority?.toString(), 'Priority', String(DEFAULT_PRIORITY));
  return {
    name,
    id: options.id ?? nextId,
    driver,
    dataStores: words(dataStores),
    connectionModes: words(modes),
    priority: Number(priority),
  };
}

function words(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function describe(host: Host, files: ReadonlyMap<string, string>): string {
  return [...files.keys()].map((path) => `created ${shown(host, path)}\n`).join('');
}

function nextSteps(host: Host, folder: string): string {
  return `\nNext: write the four methods in ${shown(host, join(folder, 'connection.ts'))}, then run "extconn list".\n`;
}

function shown(host: Host, path: string): string {
  return toPosix(relative(host.cwd, path));
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
