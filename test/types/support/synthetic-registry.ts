import { expect } from 'vitest';
import { ScratchProject } from '../../support/scratch-project.ts';

/** A provider of a registry that exists for a test only. */
export interface SyntheticProvider {
  readonly name: string;
  readonly id: number;
  readonly driver: string;
  /** Its own, and one that it shares with the nineteen others whose number ends alike. */
  readonly dataStores: readonly [own: string, shared: string];
  readonly modes: readonly string[];
  /** No other has it; higher numbers do not mean higher priorities. */
  readonly priority: number;
}

const SHARED_STORES = 10;

export function syntheticProviders(count: number): readonly SyntheticProvider[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Part${index}`,
    id: 1000 + index,
    driver: `driver-${index % 7}`,
    dataStores: [`Store${index}`, `Shared${index % SHARED_STORES}`],
    modes: index % 3 === 0 ? ['ReadOnly'] : ['ReadWrite', 'ReadOnly'],
    // 7919 is prime: every remainder comes once.
    priority: 1 + ((index * 7919) % count),
  }));
}

/** A project with these providers, as the generator makes it. */
export async function createSyntheticProject(
  providers: readonly SyntheticProvider[],
): Promise<ScratchProject> {
  const project = await ScratchProject.create();
  for (const provider of providers) {
    const folder = `providers/${provider.name.toLowerCase()}`;
    await project.write(`${folder}/provider.yaml`, manifestOf(provider));
    await project.write(`${folder}/connection.ts`, connectionOf(provider.name));
  }
  expect(await project.extconn('generate')).toMatchObject({ code: 0, stderr: '' });
  return project;
}

function manifestOf({ name, id, driver, dataStores, modes, priority }: SyntheticProvider): string {
  return `manifestVersion: 1
id: ${id}
name: ${name}
displayName: ${name} Connection Provider
provider: ${driver}
dataStores: [${dataStores.join(', ')}]
connectionModes: [${modes.join(', ')}]
priority: ${priority}
configuration:
  required: [host]
  properties:
    host: { type: string, pattern: \\S, description: Where it is. }
    limit: { type: integer, minimum: 1, default: 10, description: How many at most. }
    tls: { type: string, enum: [off, on, strict], default: strict }
`;
}

function connectionOf(name: string): string {
  return `import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { ${name}Configuration } from './configuration.gen.js';

export interface ${name}Driver {
  readonly kind: '${name}';
}

export class ${name}Connection extends ConnectionBase<${name}Configuration, ${name}Driver> {
  protected override async openDriver(): Promise<${name}Driver> {
    return { kind: '${name}' };
  }
  protected override async closeDriver(): Promise<void> {}
  protected override async pingDriver(): Promise<void> {}
  protected override async readMetadata(): Promise<ConnectionMetadata> {
    return { systemName: '${name}', version: '1', properties: {} };
  }
}
`;
}
