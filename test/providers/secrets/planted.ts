import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExternalConnectionProvider } from '@extconn/runtime';
import { REPOSITORY } from '../../support/scratch-project.ts';
import { MARKER } from './marker.ts';

interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly role?: string;
  readonly schema: {
    readonly shape: { readonly kind: string; readonly values?: { readonly secret?: boolean } };
    readonly secret?: boolean;
    readonly examples?: readonly unknown[];
  };
}

interface Model {
  readonly name: string;
  readonly configuration: { readonly root: { readonly properties: readonly Property[] } };
}

/** What the generated model says of a configuration. */
export interface Plan {
  readonly name: string;
  /** Paths of the fields that are secret, at the top or one below. */
  readonly secrets: readonly string[];
  /** Every way in which the marker is planted: each secret is in one of them at least. */
  inputs(address: { readonly host: string; readonly port: number }): readonly PlantedInput[];
}

export interface PlantedInput {
  readonly planted: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the published model of every shipped provider says; a new one is among them. */
export function plans(providers: readonly ExternalConnectionProvider[]): readonly Plan[] {
  const folder = join(REPOSITORY, 'providers/models');
  const models = readdirSync(folder).map(
    (file): Model => JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  return providers.map(({ name }) => {
    const model = models.find((each) => each.name === name);
    if (model === undefined) throw new Error(`No model of ${name}`);
    return planOf(model);
  });
}

function planOf({ name, configuration }: Model): Plan {
  const { properties } = configuration.root;
  const isSecret = ({ schema }: Property): boolean =>
    schema.secret === true || schema.shape.values?.secret === true;
  const secrets = properties.filter(isSecret);
  return {
    name,
    secrets: secrets.map((property) => property.name),
    inputs(address) {
      const open = openFields(properties, address);
      const texts = secrets.filter(isTarget);
      const others = secrets.filter((property) => !isTarget(property));
      const alone = texts.map((property) => ({
        planted: [property.name],
        input: { ...withoutAddress(open), [property.name]: plantedTarget(property, address) },
      }));
      const together = Object.fromEntries(others.map((property) => [property.name, plantedValue(property)]));
      const planted = others.map((property) => property.name);
      return others.length === 0 ? alone : [...alone, { planted, input: { ...open, ...together } }];
    },
  };
}

/** A connection string or URL: the marker is the password in it. */
function isTarget({ schema }: Property): boolean {
  return /:\/\/|=/.test(String(schema.examples?.[0] ?? ''));
}

function plantedTarget({ schema }: Property, { host, port }: { host: string; port: number }): string {
  const example = String(schema.examples?.[0]);
  const url = /^([a-z]+):\/\/[^/]*(\/[^?]*)?/.exec(example);
  if (url !== null) return `${url[1]}://app:${encodeURIComponent(MARKER)}@${host}:${port}${url[2] ?? '/'}`;
  const isOracle = /Data Source/i.test(example);
  const server = isOracle ? `Data Source=${host}:${port}/XE` : `Server=${host},${port};Encrypt=false`;
  return `${server};User Id=app;Password="${MARKER}"`;
}

function plantedValue({ schema }: Property): unknown {
  return schema.shape.kind === 'map' ? { 'X-Planted': MARKER } : MARKER;
}

/** What is needed to reach the address, and to give up soon. */
function openFields(properties: readonly Property[], { host, port }: { host: string; port: number }) {
  const fields: Record<string, unknown> = {};
  for (const { name, schema, required, role } of properties) {
    if (schema.secret === true) continue;
    if (name === 'host') fields[name] = host;
    else if (name === 'port') fields[name] = port;
    else if (name === 'user') fields[name] = 'app';
    else if (/^https?:/.test(String(schema.examples?.[0]))) fields[name] = `http://${host}:${port}/`;
    else if (role?.endsWith('Timeout')) fields[name] = 1;
    else if (role === 'retryCount') fields[name] = 0;
    else if (name === 'useTls') fields[name] = false;
    else if (name === 'sslMode') fields[name] = 'disable';
    else if (required && schema.shape.kind === 'string') fields[name] = 'planted';
  }
  return fields;
}

/** A connection string says it. */
function withoutAddress({ host: _host, port: _port, user: _user, ...rest }: Record<string, unknown>) {
  return rest;
}
