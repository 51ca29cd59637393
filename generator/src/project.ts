import { join } from 'node:path';
import type { Diagnostics } from './diagnostics.ts';
import { findRoot, SETTINGS_FILE } from './find-root.ts';
import type { Host } from './host.ts';
import { isJsonObject, type Json, type LocatedDocument } from './located.ts';
import { loadYaml } from './manifest/load-yaml.ts';
import { nearest } from './text/nearest.ts';

/** A settings file is short. */
const LONGEST_SETTINGS = 100_000;

/** What extconn.yaml says; paths are relative to the root, with `/`. */
export interface Settings {
  /** Where manifests are; `*` stands for any one folder name. */
  readonly providers: readonly string[];
  readonly index: string;
  readonly schemas: string;
  /** `auto` lets the providers of installed packages join the index. */
  readonly packages: 'auto' | 'none';
  /** Providers and packages that stay out of the index. */
  readonly exclude: readonly string[];
  /** Packages that win where two bring a provider of one name. */
  readonly prefer: readonly string[];
  /** Configuration files whose connection names become types. */
  readonly configurations: readonly string[];
  readonly importExtension: 'auto' | '.ts' | '.js';
}

export const DEFAULT_SETTINGS: Settings = {
  providers: ['providers/*/provider.yaml'],
  index: 'providers/index.gen.ts',
  schemas: 'schemas',
  packages: 'auto',
  exclude: [],
  prefer: [],
  configurations: [],
  importExtension: 'auto',
};

/** A folder the commands work on. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly settings: Settings;
}

/** Finds the root (the nearest folder at or above the working directory with an extconn.yaml) and its settings. */
export function loadProject(host: Host, diagnostics: Diagnostics): Project {
  const root = findRoot(host);
  const file = join(root, SETTINGS_FILE);
  const text = host.read(file);
  const document = text === undefined ? undefined : loadYaml(file, text, LONGEST_SETTINGS, diagnostics);
  return { root, settings: document === undefined ? DEFAULT_SETTINGS : readSettings(document, diagnostics) };
}

type Check = (value: Json) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isTextList: Check = (value) => Array.isArray(value) && value.every(isText);

/** What each setting may be, as a check and in words. */
const RULES: Readonly<Record<keyof Settings, readonly [Check, string]>> = {
  providers: [(value) => isText(value) || isTextList(value), 'a path, or a list of paths, to manifests'],
  index: [(value) => isText(value) && String(value).endsWith('.gen.ts'), 'a path that ends in ".gen.ts"'],
  schemas: [isText, 'a path to a folder'],
  packages: [(value) => value === 'auto' || value === 'none', '"auto" or "none"'],
  exclude: [isTextList, 'a list of provider or package names'],
  prefer: [isTextList, 'a list of package names'],
  configurations: [isTextList, 'a list of paths to configuration files'],
  importExtension: [(value) => ['auto', '.ts', '.js'].includes(String(value)), '"auto", ".ts" or ".js"'],
};

const PATHS: readonly (keyof Settings)[] = ['providers', 'index', 'schemas', 'configurations'];

function readSettings(document: LocatedDocument, diagnostics: Diagnostics): Settings {
  const { file, value } = document;
  if (value === null) return DEFAULT_SETTINGS;
  if (!isJsonObject(value)) {
    diagnostics.report(
      'wrong-setting',
      { key: SETTINGS_FILE, expected: 'a mapping' },
      { file, range: document.locate([]) },
    );
    return DEFAULT_SETTINGS;
  }
  const settings: Record<string, Json> = {};
  for (const [key, setting] of Object.entries(value)) {
    if (!isSettingName(key)) {
      const allowed = Object.keys(RULES).join(', ');
      const place = {
        file,
        range: document.locate([key], 'key'),
        suggestion: nearest(key, Object.keys(RULES)),
      };
      diagnostics.report('unknown-setting', { key, allowed }, place);
      continue;
    }
    const [accepts, expected] = RULES[key];
    const place = { file, range: document.locate([key]) };
    if (!accepts(setting)) diagnostics.report('wrong-setting', { key, expected }, place);
    else if (PATHS.includes(key) && [setting].flat().some(leadsOut))
      diagnostics.report('setting-outside', { key }, place);
    else settings[key] = key === 'providers' ? [setting].flat() : setting;
  }
  return { ...DEFAULT_SETTINGS, ...(settings as Partial<Settings>) };
}

function isSettingName(key: string): key is keyof Settings {
  return Object.hasOwn(RULES, key);
}

function leadsOut(path: Json): boolean {
  const text = String(path);
  return /^([/\\]|[A-Za-z]:)/.test(text) || text.split(/[/\\]/).includes('..');
}
