import { dirname, join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { ProviderModel } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { dependenciesOf, findPackage, isOptionalPeer, parsePackageJson } from './package-json.ts';
import { type OptedInPackage, readOptIn, readPackageModels } from './package-models.ts';

/** A provider that an installed package brings. */
export interface InstalledProvider {
  /** As the project calls the package. */
  readonly package: string;
  /** What to import its provider class from: `@extconn/providers/mongo-db`. */
  readonly module: string;
  readonly model: ProviderModel;
  /** Absolute. */
  readonly modelFile: string;
}

/** A provider that stays out of the index because its driver, which is optional, is not among the dependencies. */
export interface OmittedProvider {
  readonly package: string;
  readonly name: string;
  readonly driver: string;
}

export interface InstalledProviders {
  /** By id. */
  readonly providers: readonly InstalledProvider[];
  readonly omitted: readonly OmittedProvider[];
}

/** What extconn.yaml says about packages: names of packages, of providers, or modules. */
export interface PackageSettings {
  readonly exclude: readonly string[];
  /** These win over other packages' providers of the same id or name. */
  readonly prefer: readonly string[];
}

/**
 * Finds the providers of installed packages: direct dependencies whose package.json has a section `extconn`.
 *
 * @param root the project's folder, absolute
 * @param settingsFile where mistakes in the settings are reported
 */
export function discoverPackages(
  host: Host,
  root: string,
  settings: PackageSettings,
  settingsFile: string,
  diagnostics: Diagnostics,
): InstalledProviders {
  const file = join(root, 'package.json');
  const text = host.read(file);
  if (text === undefined) return { providers: [], omitted: [] };
  const manifest = parsePackageJson(text);
  if (manifest === undefined) {
    diagnostics.report('package-json-invalid', {}, { file });
    return { providers: [], omitted: [] };
  }
  const dependencies = dependenciesOf(manifest);
  const installed = findInstalled(host, root, file, dependencies, diagnostics);
  const declared = new Set(dependencies.map(({ name }) => name));
  const known = installed.flatMap((optedIn) => {
    if (settings.exclude.includes(optedIn.name)) return [{ optedIn, providers: [] }];
    return [{ optedIn, providers: readPackageModels(host, optedIn, settings.exclude, diagnostics) }];
  });
}
