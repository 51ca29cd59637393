import type { ConfigurationProvider } from '../../../../generator/src/config/provider-index.ts';
import {
  type ConfigurationResult,
  validateConfiguration,
} from '../../../../generator/src/config/validate-configuration.ts';
import type { Diagnostic } from '../../../../generator/src/diagnostics.ts';
import { Diagnostics } from '../../../../generator/src/diagnostics.ts';
import { createMemoryHost, type MemoryHostOptions } from '../../../support/memory-host.ts';
import { SAMPLE_PROVIDERS } from './models.ts';

export interface CheckOptions extends MemoryHostOptions {
  readonly providers?: readonly ConfigurationProvider[];
  /** Default `app.json`. */
  readonly file?: string;
  readonly withEnv?: boolean;
  /** Other files of the project. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Checked extends ConfigurationResult {
  readonly diagnostics: readonly Diagnostic[];
  /** `line:column CODE sentence`, and the suggestion after an arrow. */
  readonly lines: readonly string[];
}

/** Validates one configuration file in memory. */
export async function check(text: string, options: CheckOptions = {}): Promise<Checked> {
  const { providers = SAMPLE_PROVIDERS, file = 'app.json', withEnv = false, files = {}, ...rest } = options;
  const host = createMemoryHost({ ...files, [file]: text }, rest);
  const diagnostics = new Diagnostics();
  const settings = { env: withEnv, root: host.cwd };
  const result = await validateConfiguration(host, `${host.cwd}/${file}`, providers, settings, diagnostics);
  return { ...result, diagnostics: diagnostics.sorted, lines: diagnostics.sorted.map(lineOf) };
}

export function lineOf({ range, code, message, suggestion }: Diagnostic): string {
  const arrow = suggestion === undefined ? '' : ` → ${suggestion}`;
  return `${range?.line}:${range?.column} ${code} ${message}${arrow}`;
}
