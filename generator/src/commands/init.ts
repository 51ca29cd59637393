import { basename, join } from 'node:path';
import { SETTINGS_FILE } from '../find-root.ts';
import type { Host } from '../host.ts';
import { isJsonObject, type JsonObject } from '../located.ts';

import type { CommandContext, CommandOutcome } from './command.ts';

const SETTINGS_TEXT = `# Settings of the extconn toolchain; these are the defaults, and every one may be left out.
# providers: providers/*/provider.yaml   # where manifests are
# index: providers/index.gen.ts          # the index of all providers
# schemas: schemas                       # where JSON Schemas go
# packages: auto                         # providers of installed packages join the index ("none": they do not)
# configurations: []                     # configuration files whose connection names become typed
# importExtension: auto                  # how generated imports end: ".ts", ".js", or as tsconfig.json allows
`;

const EDITOR_SETTINGS = {
  'json.schemas': [
    { fileMatch: ['**/connections*.json'], url: './schemas/external-connections.schema.json' },
    { fileMatch: ['**/appsettings*.json'], url: './schemas/external-connections.pascal.schema.json' },
  ],
  'yaml.schemas': { './schemas/provider-manifest.schema.json': ['**/provider.yaml'] },
};

const SCRIPTS = { 'extconn:generate': 'extconn generate', 'extconn:check': 'extconn generate --check' };

/** What generated code imports. */
const NEEDED = ['@extconn/runtime', 'zod'];

/** Prepares a project. What is there already stays as it is. */
export async function init({
  host,
  diagnostics,
}: Pick<CommandContext, 'host' | 'diagnostics'>): Promise<CommandOutcome> {
  const { cwd } = host;
  const create = (name: string, text: string): string =>
    `${host.create(join(cwd, name), text) ? 'created' : 'kept   '} ${name}`;
  const lines = [
    create(SETTINGS_FILE, SETTINGS_TEXT),
    create('.vscode/settings.json', json(EDITOR_SETTINGS)),
    create('package.json', json({ name: packageName(cwd), private: true, type: 'module' })),
  ];
  host.makeFolder(join(cwd, 'providers'));
  const file = join(cwd, 'package.json');
  const manifest = parseObject(host.read(file) ?? '');
  if (manifest === undefined) {
    diagnostics.report('wrong-setting', { key: 'package.json', expected: 'a JSON object' }, { file });
    return { text: `${lines.join('\n')}\n`, members: {} };
  }
  if (addScripts(host, file, manifest)) lines.push('updated package.json: its scripts');
  return { text: `${lines.join('\n')}\n\n${nextSteps(manifest)}`, members: {} };
}

function nextSteps(manifest: JsonObject): string {
  const present = ['dependencies', 'devDependencies'].flatMap((key) => Object.keys(manifest[key] ?? {}));
  const missing = NEEDED.filter((name) => !present.includes(name));
  const install = missing.length === 0 ? '' : `run "npm install ${missing.join(' ')}", then `;
  return `Next: ${install}run "extconn new <Name>".\n`;
}

/** Whether package.json was changed; scripts that are there stay. */
function addScripts(host: Host, file: string, manifest: JsonObject): boolean {
  const scripts = isJsonObject(manifest['scripts']) ? manifest['scripts'] : {};
  const wanted = { ...SCRIPTS, ...scripts };
  if (Object.keys(wanted).length === Object.keys(scripts).length) return false;
  const text = host.read(file) ?? '';
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  host.replace(
    file,
    `${JSON.stringify({ ...manifest, scripts: { ...scripts, ...wanted } }, undefined, indent)}\n`,
  );
  return true;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function json(value: JsonObject): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A name that npm accepts. */
function packageName(folder: string): string {
  const words = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words === '' ? 'project' : words;
}
