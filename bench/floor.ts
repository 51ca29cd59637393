import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from './command.ts';
import type { Output } from './project.ts';

const SCRIPT = fileURLToPath(new URL('processes/write-files.mjs', import.meta.url));

/** Node that does nothing: what every tool written for it pays. */
export function bareNode(cwd: string): Command {
  return { program: process.execPath, parameters: ['-e', '0'], cwd };
}

/** Writes files of the same sizes into the same folders, which exist, as those of the manifests do. */
export class WriteFloor {
  readonly command: Command;
  readonly #folder: string;
  readonly #outputs: readonly Output[];

  constructor(folder: string, outputs: readonly Output[]) {
    this.#folder = join(folder, 'floor');
    this.#outputs = outputs;
    mkdirSync(this.#folder, { recursive: true });
    const list = join(this.#folder, 'list.json');
    writeFileSync(list, JSON.stringify(outputs));
    for (const parent of new Set(outputs.map(({ path }) => dirname(path))))
      mkdirSync(join(this.#folder, parent), { recursive: true });
    this.command = { program: process.execPath, parameters: [SCRIPT, list, this.#folder], cwd: folder };
  }

  clear(): void {
    for (const { path } of this.#outputs) rmSync(join(this.#folder, path), { force: true });
  }
}
