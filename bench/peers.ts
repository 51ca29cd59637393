import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './command.ts';
import { kebabName } from './fields.ts';
import { jsonSchema, openApi } from './inputs/json-schema.ts';
import { graphQl, proto, typeSpec, typeSpecMain } from './inputs/languages.ts';

/** A generator that is measured beside ours. */
export interface Peer {
  readonly name: string;
  /** What it makes of a configuration. */
  readonly makes: string;
  /** Its binary, in `node_modules`. */
  readonly bin: string;
  /** Writes so many configurations, and what it needs to know, into a folder. */
  readonly writeInputs: (folder: string, count: number) => void;
  readonly parameters: readonly string[];
}

function writeEach(folder: string, count: number, name: string, textOf: (index: number) => string): void {
  mkdirSync(join(folder, 'in'), { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, 'in', `${kebabName(index)}.${name}`), textOf(index));
}

const asJson = (value: unknown): string => JSON.stringify(value, undefined, 2);

function writeOpenApi(folder: string, count: number): void {
  writeFileSync(join(folder, 'openapi.json'), asJson(openApi(count)));
}

/** In the order of the table. */
export const PEERS: readonly Peer[] = [
  {
    name: 'json-schema-to-typescript',
    makes: 'types',
    bin: 'json-schema-to-typescript/dist/src/cli.js',
    writeInputs: (folder, count) => writeEach(folder, count, 'json', (index) => asJson(jsonSchema(index))),
    parameters: ['-i', 'in/*.json', '-o', 'out/'],
  },
  {
    name: 'openapi-typescript',
    makes: 'types, one file',
    bin: 'openapi-typescript/bin/cli.js',
    writeInputs: writeOpenApi,
    parameters: ['openapi.json', '-o', 'out/types.ts'],
  },
  {
    name: '@hey-api/openapi-ts',
    makes: 'types and Zod',
    bin: '@hey-api/openapi-ts/bin/run.js',
    writeInputs: writeOpenApi,
    parameters: ['-i', 'openapi.json', '-o', 'out', '-p', '@hey-api/typescript', 'zod', '--no-log-file'],
  },
  {
    name: 'protobuf-es (buf)',
    makes: 'types and codec',
    bin: '@bufbuild/buf/bin/buf',
    writeInputs: (folder, count) => {
      writeEach(folder, count, 'proto', proto);
      writeFileSync(join(folder, 'buf.yaml'), 'version: v2\nmodules: [{ path: in }]\n');
      const plugin = {
        local: './node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es',
        out: 'out',
        opt: 'target=ts',
      };
      writeFileSync(join(folder, 'buf.gen.yaml'), asJson({ version: 'v2', plugins: [plugin] }));
    },
    parameters: ['generate'],
  },
  {
    name: 'TypeSpec',
    makes: 'JSON Schema',
    bin: '@typespec/compiler/cmd/tsp.js',
    writeInputs: (folder, count) => {
      writeEach(folder, count, 'tsp', (index) => `using JsonSchema;\nnamespace Bench;\n${typeSpec(index)}`);
      writeFileSync(join(folder, 'in/main.tsp'), typeSpecMain(count));
    },
    parameters: ['compile', 'in/main.tsp', '--emit', '@typespec/json-schema', '--output-dir', 'out'],
  },
  {
    name: 'GraphQL codegen',
    makes: 'types, one file',
    bin: '@graphql-codegen/cli/esm/bin.js',
    writeInputs: (folder, count) => {
      writeEach(folder, count, 'graphql', graphQl);
      const generates = { 'out/types.ts': { plugins: ['typescript'] } };
      writeFileSync(join(folder, 'codegen.json'), asJson({ schema: 'in/*.graphql', generates }));
    },
    parameters: ['--config', 'codegen.json'],
  },
];

/** Makes a folder in which a peer finds what its users give it. */
export function preparePeer(peer: Peer, modules: string, folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  symlinkSync(modules, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), asJson({ name: 'bench', private: true, type: 'module' }));
  peer.writeInputs(folder, count);
}

export function removePeerOutputs(folder: string): void {
  rmSync(join(folder, 'out'), { recursive: true, force: true });
}

/** Its own binary, by this Node. */
export function peerCommand({ bin, parameters }: Peer, folder: string): Command {
  return {
    program: process.execPath,
    parameters: [join(folder, 'node_modules', bin), ...parameters],
    cwd: folder,
  };
}
