import { FIELDS, type Field, kebabName, systemName } from '../fields.ts';

/** The manifest of one synthetic provider. */
export function manifestText(index: number, description = 'A system that is made up.'): string {
  const name = systemName(index);
  const required = FIELDS.filter(({ isRequired }) => isRequired === true).map((field) => field.name);
  return `manifestVersion: 1
id: ${1000 + index}
name: ${name}
displayName: ${name} Connection Provider
description: ${description}
provider: ${kebabName(index)}-driver
dataStores: [${name}]
connectionModes: [ReadWrite, ReadOnly]
priority: 100
configuration:
  required: [${required.join(', ')}]
  properties:
${FIELDS.map(fieldText).join('')}`;
}

function fieldText(field: Field): string {
  const { type, minimum, maximum, values, description } = field;
  const words = {
    type,
    ...(field.isSecret === true ? { secret: true } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(values === undefined ? {} : { enum: values }),
    ...(field.default === undefined ? {} : { default: field.default }),
    description,
  };
  const lines = Object.entries(words).map(([key, value]) => `      ${key}: ${JSON.stringify(value)}\n`);
  return `    ${field.name}:\n${lines.join('')}`;
}

/** What a person wrote for the provider: the four methods. Every file differs, as they do where people write them. */
export function connectionText(index: number): string {
  const name = systemName(index);
  return `import { access } from 'node:fs/promises';
import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { ${name}Configuration } from './configuration.gen.js';

/** What \`execute\` hands out. */
export interface ${name}Session {
  readonly address: string;
}

export class ${name}Connection extends ConnectionBase<${name}Configuration, ${name}Session> {
  protected override async openDriver(): Promise<${name}Session> {
    const { host, port } = this.configuration;
    return { address: \`\${host}:\${port}\` };
  }

  protected override async closeDriver(): Promise<void> {
    // Nothing stays open.
  }

  protected override async pingDriver(): Promise<void> {
    await access('.');
  }

  protected override async readMetadata(): Promise<ConnectionMetadata> {
    return { systemName: '${name}', version: '1', properties: {} };
  }
}
`;
}
