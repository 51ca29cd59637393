import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { REPOSITORY } from '../../support/scratch-project.ts';

/** An installed package, by version. */
type Versions = Map<string, { readonly folder: string; readonly manifest: object }>;

/**
 * A package registry on this machine that serves what this repository has installed, so that npm itself can install
 * packed tarballs with everything they need while nothing is fetched.
 */
export class InstalledRegistry {
  readonly #packages = new Map<string, Versions>();
  readonly #server: Server;

  private constructor() {
    this.#read(join(REPOSITORY, 'node_modules'));
    this.#server = createServer((request, response) => this.#answer(request.url ?? '', response));
  }

  static async start(): Promise<InstalledRegistry> {
    const registry = new InstalledRegistry();
    await new Promise<void>((resolve) => registry.#server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Also what is nested: some packages are there in two versions. Links are the repository's own packages. */
  #read(folder: string): void {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      if (entry.name.startsWith('@')) this.#read(path);
      else this.#add(path);
    }
  }

  #add(folder: string): void {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) return;
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string };
    const versions = this.#packages.get(manifest.name) ?? new Map();
    // The first is the one that is not nested.
    if (!versions.has(manifest.version)) versions.set(manifest.version, { folder, manifest });
    this.#packages.set(manifest.name, versions);
    this.#read(join(folder, 'node_modules'));
  }

  #answer(url: string, response: ServerResponse): void {
    const [name = '', version] = decodeURIComponent(url.slice(1)).split('/-/');
    const versions = this.#packages.get(name);
    const folder = version === undefined ? undefined : versions?.get(version)?.folder;
    if (folder !== undefined) sendTarball(folder, response);
    else if (versions !== undefined && version === undefined) this.#sendVersions(name, versions, response);
    else response.writeHead(404).end('{}');
  }

  #sendVersions(name: string, versions: Versions, response: ServerResponse): void {
    const [latest] = versions.keys();
    const listed = [...versions].map(([version, { manifest }]) => {
      const dist = { tarball: `${this.url}${name}/-/${version}` };
      return [version, { ...manifest, dist }] as const;
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ name, 'dist-tags': { latest }, versions: Object.fromEntries(listed) }));
  }
}

function sendTarball(folder: string, response: ServerResponse): void {
  const parameters = ['-cf', '-', '--exclude=node_modules', '-C', dirname(folder), basename(folder)];
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  const tar = spawn('tar', parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  tar.on('error', () => response.destroy());
  tar.stdout.pipe(response);
}
