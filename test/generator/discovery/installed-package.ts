import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { discoverPackages, type PackageSettings } from '../../../generator/src/discovery/packages.ts';
import type { Host } from '../../../generator/src/host.ts';
import { createMemoryHost, type MemoryHostOptions } from '../../support/memory-host.ts';
import { sampleModel } from './sample-model.ts';

export const ENTRY = { model: './models/redis.json', module: './redis' };
export const json = (value: unknown): string => JSON.stringify(value);
export const optIn = (providers: unknown = [ENTRY], rest: object = {}): string =>
  json({ name: '@acme/redis', extconn: { contract: 1, providers }, ...rest });
export const project = (dependencies: object, rest: object = {}): string =>
  json({ name: 'app', dependencies, ...rest });

/** A project with one installed package that opts in. */
export const INSTALLED = {
  'package.json': project({ '@acme/redis': '1' }),
  'node_modules/@acme/redis/package.json': optIn(),
  'node_modules/@acme/redis/models/redis.json': json(sampleModel()),
};

export function run(host: Host, settings: Partial<PackageSettings> = {}, root = '/project') {
  const diagnostics = new Diagnostics();
  const { providers, omitted } = discoverPackages(
    host,
    { root, settings: { exclude: [], prefer: [], ...settings }, settingsFile: '/project/extconn.yaml' },
    diagnostics,
  );
  const found = diagnostics.sorted.map(({ code, suggestion }) =>
    [code, suggestion].filter((part) => part !== undefined).join(' '),
  );
  const names = providers.map(({ module, model }) => `${module} ${model.name}`);
  return { providers, omitted, names, found, diagnostics: diagnostics.sorted };
}

export function discover(
  files: Record<string, string>,
  settings: Partial<PackageSettings> = {},
  options: MemoryHostOptions = {},
) {
  return run(createMemoryHost(files, options), settings);
}
