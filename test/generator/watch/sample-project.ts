/** The manifest of a provider whose one limit has this default. */
export function manifest(name: string, id: number, limit = 10): string {
  return `manifestVersion: 1
id: ${id}
name: ${name}
displayName: ${name} Connection Provider
provider: fs
dataStores: [${name}]
connectionModes: [ReadOnly]
configuration:
  required: [folder]
  properties:
    folder: { type: string, pattern: \\S, errorMessage: Folder is required }
    limit: { type: integer, minimum: 1, default: ${limit} }
`;
}

/** A connection that does nothing. */
export function connection(name: string): string {
  return `import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { ${name}Configuration } from './configuration.gen.js';
export class ${name}Connection extends ConnectionBase<${name}Configuration, object> {
  protected override async openDriver(): Promise<object> { return {}; }
  protected override async closeDriver(): Promise<void> {}
  protected override async pingDriver(): Promise<void> {}
  protected override async readMetadata(): Promise<ConnectionMetadata> {
    return { systemName: '${name}', version: '1', properties: {} };
  }
}
`;
}

/** Both hand-written files of a provider, by path. */
export function provider(name: string, id: number, limit = 10): Readonly<Record<string, string>> {
  const folder = `providers/${name.toLowerCase()}`;
  return {
    [`${folder}/provider.yaml`]: manifest(name, id, limit),
    [`${folder}/connection.ts`]: connection(name),
  };
}
