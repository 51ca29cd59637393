import { basename } from 'node:path';
import { maskedFrame } from '../config/mask.ts';
import { SECTION_KEYS } from '../config/sections.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { isJsonObject, type Json } from '../located.ts';
import { loadYaml } from '../manifest/load-yaml.ts';
import { type FrameSource, openFrame } from './frame-source.ts';
import { manifestFrame } from './manifest-frame.ts';

/** Characters; a longer file is no manifest. */
const LONGEST = 1_048_576;

/** The tool's own settings and the compiler's. */
const HARMLESS: ReadonlySet<string> = new Set(['extconn.yaml', 'tsconfig.json']);

/** What a manifest or a file of shared schemas has. */
const MANIFEST_KEYS = ['manifestVersion', '$defs', 'properties'];

/**
 * A file as a report may show it where no command knows better: source code as it is, manifests without the values of
 * secret fields, other data masked. Undefined for a file that cannot be read.
 */
export function defaultFrame(host: Host, file: string): FrameSource | undefined {
  const text = readText(host, file);
  if (text === undefined) return undefined;
  if (!/\.(?:jsonc?|ya?ml)$/i.test(file) || HARMLESS.has(basename(file))) return openFrame(text);
  return (/\.ya?ml$/i.test(file) ? yamlFrame(file, text) : undefined) ?? maskedFrame(text, () => new Map());
}

function readText(host: Host, file: string): string | undefined {
  try {
    return host.read(file)?.replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function yamlFrame(file: string, text: string): FrameSource | undefined {
  const document = loadYaml(file, text, LONGEST, new Diagnostics());
  const isManifest =
    document === undefined ? /^manifestVersion:/m.test(text) : isManifestValue(document.value);
  return isManifest ? manifestFrame(text, document) : undefined;
}

function isManifestValue(value: Json): boolean {
  if (!isJsonObject(value) || [...SECTION_KEYS.keys()].some((key) => Object.hasOwn(value, key))) return false;
  return MANIFEST_KEYS.some((key) => Object.hasOwn(value, key));
}
