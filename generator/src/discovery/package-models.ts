import { join, sep } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';
import { checkModel } from './check-model.ts';
import { listOf, matching, record } from './shape-check.ts';

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

/** An installed package, as the project calls it. */
export interface InstalledPackage {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly manifest: JsonObject;
}

/** Owns the ids below this one. */
const SHIPPED = '@extconn/providers';
const FIRST_FREE_ID = 1000;

/** Bytes; a longer model is no model. */
const LONGEST_MODEL = 5_000_000;

/** Paths come from a stranger's package.json: no dots to climb with, nothing that Node resolves specially. */
const SEGMENTS = '(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)';
const section = record({
  contract: () => undefined,
  providers: listOf(
    record({
      model: matching(new RegExp(`^\\.${SEGMENTS}+\\.json$`), 'a path such as "./models/mongo-db.json"'),
      module: matching(new RegExp(`^\\.${SEGMENTS}*$`), 'a subpath such as "./mongo-db"'),
    }),
  ),
});

interface Entry {
  readonly model: string;
  readonly module: string;
}

/** Reads what a package that opted in says of its providers; what is wrong is reported and left out. */
export function readPackageModels(
  host: Host,
  installed: InstalledPackage,
  diagnostics: Diagnostics,
): readonly InstalledProvider[] {
  const optIn = installed.manifest['extconn'] ?? null;
  const parameters = { package: installed.name };
  const place = { file: join(installed.folder, 'package.json') };
  if (isJsonObject(optIn) && Object.hasOwn(optIn, 'contract') && optIn['contract'] !== 1) {
    const contract = typeof optIn['contract'] === 'number' ? optIn['contract'] : 'of an unknown kind';
    diagnostics.report('package-contract', { ...parameters, contract }, place);
    return [];
  }
  const misfit = section(optIn, 'extconn');
  if (misfit !== undefined) {
    diagnostics.report('package-section-wrong', { ...parameters, ...misfit }, place);
    return [];
  }
  const { providers } = optIn as unknown as { readonly providers: readonly Entry[] };
  return providers.flatMap((entry) => readEntry(host, installed, entry, diagnostics));
}

function readEntry(
  host: Host,
  { name, folder, manifest }: InstalledPackage,
  entry: Entry,
  diagnostics: Diagnostics,
): readonly InstalledProvider[] {
  const modelFile = join(folder, entry.model);
  const place = { file: modelFile };
  const value = readJson(host, folder, modelFile);
  if (value === undefined) {
    diagnostics.report('package-model-missing', { package: name, model: entry.model }, place);
    return [];
  }
  const checked = checkModel(value);
  if ('misfit' in checked) {
    diagnostics.report('package-model-wrong', { package: name, ...checked.misfit }, place);
    return [];
  }
  const { model } = checked;
  if (model.id < FIRST_FREE_ID && manifest['name'] !== SHIPPED) {
    diagnostics.report('package-id-reserved', { package: name, name: model.name, id: model.id }, place);
    return [];
  }
  return [{ package: name, module: `${name}${entry.module.slice(1)}`, model, modelFile }];
}

/** Links are followed only inside the package. */
function readJson(host: Host, folder: string, file: string): Json | undefined {
  const real = host.realPath(file);
  const home = host.realPath(folder);
  if (real === undefined || home === undefined || !real.startsWith(home + sep)) return undefined;
  if ((host.stat(real)?.size ?? 0) > LONGEST_MODEL) return undefined;
  try {
    return JSON.parse(host.read(real) ?? '') as Json;
  } catch {
    return undefined;
  }
}
