import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ExternalConnectionProviders } from '@extconn/providers';
import { loadConnections } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './support/scratch-project.ts';

const CASES = join(REPOSITORY, '../shared/cases');
const whereShared = existsSync(CASES) ? it : it.skip;
const reason = existsSync(CASES) ? '' : ' (skipped: the shared cases are not beside this checkout)';

describe('the published appsettings.json', () => {
  const file = join(CASES, 'appsettings.json');

  whereShared(`validates unchanged${reason}`, async () => {
    const cli = join(REPOSITORY, 'generator/dist/cli.cjs');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'validate', file], {
      cwd: REPOSITORY,
    });
    expect(stdout).toBe('Valid: 4 connections in 1 file.\n');
  });

  whereShared(`loads unchanged, each connection from the provider it names${reason}`, async () => {
    const loaded = await loadConnections(file, ExternalConnectionProviders);
    if (loaded.isFailure) throw new Error(loaded.validationErrors.join('\n'));
    const connections = loaded.value;
    const served = connections.names.map((name) => {
      const found = connections.get(name);
      return [name, found.isSuccess ? found.value.providerName : found.errorMessage];
    });
    expect(Object.fromEntries(served)).toEqual({
      PrimaryDatabase: 'SqlServer',
      DocumentStore: 'MongoDb',
      PaymentApi: 'RestApi',
      ReportingDatabase: 'Oracle',
    });
    // What the driver cannot do is a clear failure at open, not a hang.
    const opened = await connections.open('PrimaryDatabase');
    expect(opened).toMatchObject({ isFailure: true, code: 'unsupported-setting' });
    await connections.dispose();
  });
});
