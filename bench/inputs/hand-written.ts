import { FIELDS, type Field, kebabName, systemName } from '../fields.ts';

/** What a person writes once, where there is no tool: the shapes that all providers share. */
export const HAND_WRITTEN_BASE = `export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly string[] };

export interface Connection<TSession> {
  open(): Promise<Outcome<TSession>>;
  close(): Promise<void>;
}

export interface Factory<TInput, TConfiguration, TConnection> {
  configure(input: TInput): Outcome<TConfiguration>;
  connect(configuration: TConfiguration, mode: 'ReadWrite' | 'ReadOnly'): TConnection;
}

export interface Provider<TFactory> {
  readonly id: number;
  readonly name: string;
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly modes: readonly string[];
  readonly priority: number;
  createFactory(): Promise<TFactory>;
}
`;

/** The same provider as the manifest's, by hand: schema, configuration, connection, factory, provider. */
export function handWrittenFiles(index: number): Readonly<Record<string, string>> {
  const name = systemName(index);
  return {
    'configuration.ts': `import { z } from 'zod';

export const schema = z.strictObject({
${FIELDS.map(zodField).join('')}});

export type ${name}Input = z.input<typeof schema>;
export type ${name}Configuration = Readonly<z.output<typeof schema>>;
`,
    'connection.ts': `import type { Connection, Outcome } from '../../base.js';
import type { ${name}Configuration } from './configuration.js';

export interface ${name}Session {
  readonly address: string;
}

export class ${name}Connection implements Connection<${name}Session> {
  readonly configuration: ${name}Configuration;

  constructor(configuration: ${name}Configuration) {
    this.configuration = configuration;
  }

  async open(): Promise<Outcome<${name}Session>> {
    const { host, port } = this.configuration;
    return { ok: true, value: { address: \`\${host}:\${port}\` } };
  }

  async close(): Promise<void> {}
}
`,
    'factory.ts': `import type { Factory, Outcome } from '../../base.js';
import { schema, type ${name}Configuration, type ${name}Input } from './configuration.js';
import { ${name}Connection } from './connection.js';

export class ${name}Factory implements Factory<${name}Input, ${name}Configuration, ${name}Connection> {
  configure(input: ${name}Input): Outcome<${name}Configuration> {
    const parsed = schema.safeParse(input);
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, errors: parsed.error.issues.map(({ message }) => message) };
  }

  connect(configuration: ${name}Configuration, _mode: 'ReadWrite' | 'ReadOnly'): ${name}Connection {
    return new ${name}Connection(configuration);
  }
}
`,
    'provider.ts': `import type { Provider } from '../../base.js';
import type { ${name}Factory } from './factory.js';

export class ${name}Provider implements Provider<${name}Factory> {
  readonly id = ${1000 + index};
  readonly name = '${name}';
  readonly driver = '${kebabName(index)}-driver';
  readonly dataStores = ['${name}'] as const;
  readonly modes = ['ReadWrite', 'ReadOnly'] as const;
  readonly priority = 100;

  async createFactory(): Promise<${name}Factory> {
    return new (await import('./factory.js')).${name}Factory();
  }
}
`,
  };
}

function zodField({ name, type, values, minimum, maximum, isRequired, ...field }: Field): string {
  const kinds = { string: 'z.string()', integer: 'z.number().int()', boolean: 'z.boolean()' } as const;
  const limits = [
    minimum === undefined ? '' : `.min(${minimum})`,
    maximum === undefined ? '' : `.max(${maximum})`,
  ].join('');
  const kind = values === undefined ? kinds[type] : `z.enum(${JSON.stringify(values)})`;
  const fallback = field.default === undefined ? '.optional()' : `.default(${JSON.stringify(field.default)})`;
  return `  ${name}: ${kind}${limits}${isRequired === true ? '' : fallback},\n`;
}

/** The index of so many of them: exact classes by name, by data store and by driver. */
export function handWrittenIndex(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const lines = (text: (name: string, index: number) => string): string =>
    indexes.map((index) => text(systemName(index), index)).join('');
  return `${lines((name, index) => `import { ${name}Provider } from './${kebabName(index)}/provider.js';\n`)}
${lines((name) => `const a${name} = new ${name}Provider();\n`)}
export const byName = {
${lines((name) => `  ${name}: a${name},\n`)}};

export const byDataStore = {
${lines((name) => `  ${name}: [a${name}],\n`)}};

export const byDriver = {
${lines((name, index) => `  '${kebabName(index)}-driver': [a${name}],\n`)}};

export function getByName<K extends keyof typeof byName>(name: K): (typeof byName)[K] {
  return byName[name];
}
`;
}
