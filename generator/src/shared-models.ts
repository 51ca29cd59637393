import { dirname, join } from 'node:path';
import { parsePackageJson } from './discovery/package-json.ts';
import type { Host } from './host.ts';
import { isJsonObject } from './located.ts';

/**
 * Where packages ship the models of their providers: the files that the section `extconn` of the package.json nearest
 * to each provider lists. A model belongs to the provider whose folder has the model's name.
 */
export class SharedModels {
  readonly #host: Host;
  readonly #root: string;
  readonly #owners = new Map<string, string | undefined>();
  readonly #byPackage = new Map<string, ReadonlyMap<string, string>>();

  constructor(host: Host, root: string) {
    this.#host = host;
    this.#root = root;
  }

  /**
   * The file for the model of the provider with this kebab-case name; undefined where its package shares none.
   *
   * @param folder - the provider's folder, absolute.
   */
  fileFor(folder: string, kebabName: string): string | undefined {
    const owner = this.#packageFolder(folder);
    if (owner === undefined) return undefined;
    const files = this.#byPackage.get(owner) ?? this.#read(owner);
    this.#byPackage.set(owner, files);
    return files.get(kebabName);
  }

  #packageFolder(folder: string): string | undefined {
    if (this.#owners.has(folder)) return this.#owners.get(folder);
    let owner: string | undefined;
    if (this.#host.stat(join(folder, 'package.json'))?.isFile === true) owner = folder;
    else if (folder !== this.#root && dirname(folder) !== folder)
      owner = this.#packageFolder(dirname(folder));
    this.#owners.set(folder, owner);
    return owner;
  }

  #read(folder: string): ReadonlyMap<string, string> {
    const manifest = parsePackageJson(this.#host.read(join(folder, 'package.json')) ?? '');
    const section = manifest?.['extconn'];
    const providers =
      isJsonObject(section) && Array.isArray(section['providers']) ? section['providers'] : [];
    const files = new Map<string, string>();
    for (const provider of providers) {
      const model = isJsonObject(provider) ? provider['model'] : undefined;
      const name =
        typeof model === 'string' ? /^\.\/(?:[\w-]+\/)*([\w-]+)\.json$/.exec(model)?.[1] : undefined;
      if (name !== undefined) files.set(name, join(folder, String(model)));
    }
    return files;
  }
}
