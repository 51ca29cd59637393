import type { ExternalConnectionProvider } from '@extconn/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExternalConnectionProviders } from '../../../providers/src/index.gen.ts';
import { ScratchProject } from '../../support/scratch-project.ts';
import { freePort } from '../support/free-port.ts';
import { formsShown, MARKER } from './marker.ts';
import { plans } from './planted.ts';

const providers: readonly ExternalConnectionProvider[] = ExternalConnectionProviders.all;
const DRIVERS = ['amqplib', 'libsql', 'mongodb', 'mssql', 'oracledb', 'pg', 'redis'];

describe('the command line: no secret of a shipped provider in what it prints', () => {
  let project: ScratchProject;
  let connections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  beforeAll(async () => {
    project = await ScratchProject.create(['@extconn/runtime', '@extconn/providers', 'zod', ...DRIVERS]);
    expect(await project.extconn('generate')).toMatchObject({ code: 0, stderr: '' });
    // Nobody listens there.
    const address = { host: '127.0.0.1', port: await freePort() };
    connections = Object.fromEntries(
      plans(providers).flatMap(({ name, secrets, inputs }) =>
        secrets.length === 0
          ? []
          : inputs(address).map(({ input }, at) => [`${name}${at}`, { provider: name, ...input }]),
      ),
    );
    expect(Object.keys(connections).length).toBeGreaterThan(8);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  const write = (name: string, section: unknown): Promise<void> =>
    project.write(name, JSON.stringify({ externalConnections: section }, undefined, 2));
  async function printed(...parameters: readonly string[]) {
    const { code, stdout, stderr } = await project.extconn(...parameters);
    expect(formsShown(stdout, stderr), parameters.join(' ')).toEqual([]);
    return { code, text: stdout + stderr };
  }

  it.each(['pretty', 'json', 'github', 'sarif'])('validate, as %s', async (format) => {
    await write('valid.json', connections);
    expect(await printed('validate', 'valid.json', '--format', format)).toMatchObject({ code: 0 });
    const wrong = Object.entries(connections).map(([name, fields]) => [
      name,
      { ...fields, port: MARKER, passwort: MARKER, connectTimeoutSeconds: MARKER },
    ]);
    await write('wrong.json', Object.fromEntries(wrong));
    expect(await printed('validate', 'wrong.json', '--format', format)).toMatchObject({ code: 1 });
    await project.write('torn.json', JSON.stringify({ externalConnections: connections }).slice(0, -40));
    expect(await printed('validate', 'torn.json', '--format', format)).toMatchObject({ code: 1 });
  });

  it.each(['pretty', 'json'])('test, as %s', async (format) => {
    await write('valid.json', connections);
    const { code, text } = await printed('test', 'valid.json', '--format', format);
    expect(code).toBe(1);
    for (const name of Object.keys(connections)) expect(text).toContain(name);
    expect(text).toContain('ECONNREFUSED');
  });
});
