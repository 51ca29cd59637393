import { expect, test } from 'vitest';
import { ScratchProject } from '../../support/scratch-project.ts';
import { provider } from '../watch/sample-project.ts';

const FTP = `import { type AnyConnectionFactory, ExternalConnectionProviderBase, Result } from '@extconn/runtime';

const definition = {
  id: 1004,
  name: 'Ftp',
  displayName: 'FTP server',
  providerName: 'basic-ftp',
  supportedDataStores: ['Ftp', 'Texts'],
  supportedConnectionModes: ['ReadOnly'],
  priority: 250,
} as const;

export class FtpProvider extends ExternalConnectionProviderBase<typeof definition, AnyConnectionFactory> {
  static readonly instance = new FtpProvider();
  private constructor() {
    super(definition);
  }
  override async createConnectionFactory(): Promise<Result<AnyConnectionFactory>> {
    return Result.failure('driver-missing', 'Nobody answers');
  }
}
`;

const PROGRAM = `import { ExternalConnectionProviders } from './providers/index.gen.js';
import type { FtpProvider } from './providers/ftp/provider.js';
import type { NotesConnectionProvider } from './providers/notes/provider.gen.js';
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const found = ExternalConnectionProviders.getByDataStore('Texts');
export const isExact: Same<typeof found, readonly [FtpProvider, NotesConnectionProvider]> = true;
export const id: 1004 = ExternalConnectionProviders.Ftp.id;
// @ts-expect-error Misspelt.
export const wrong = (): unknown => ExternalConnectionProviders.getByProvider('basic-ftq');
const created = await found[0].createConnectionFactory();
console.log(found.map(({ name }) => name).join(), created.isFailure && created.errorMessage);
`;

/** With one provider that a manifest declares. */
async function createProject(): Promise<ScratchProject> {
  const project = await ScratchProject.create();
  for (const [path, text] of Object.entries(provider('Notes', 1000)))
    await project.write(path, text.replace('dataStores: [Notes]', 'dataStores: [Notes, Texts]'));
  return project;
}

test('a class that is written by hand without a manifest joins the index of a project, typed, in its place', async () => {
  await using project = await createProject();
  await project.write('providers/ftp/provider.ts', FTP);
  await project.write('main.ts', PROGRAM);
  expect(await project.extconn('generate')).toMatchObject({ code: 0, stderr: '' });
  expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
  const ran = await project.run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'main.ts']);
  expect(ran).toMatchObject({ stdout: 'Ftp,Notes Nobody answers\n', stderr: '' });
});

test('what cannot be read of it is an error with its place, and so is what another provider has, with both places', async () => {
  await using project = await createProject();
  const find = async (text: string): Promise<unknown> => {
    await project.write('providers/ftp/provider.ts', text);
    const { code, stdout } = await project.extconn('generate', '--format', 'json');
    expect(code).toBe(1);
    return JSON.parse(stdout).diagnostics;
  };
  expect(await find(FTP.replace('priority: 250', 'priority: Number(process.env.PRIORITY)'))).toMatchObject([
    { code: 'EXT2023', file: 'providers/ftp/provider.ts', line: 10, column: 13 },
  ]);
  const clash = (await find(FTP.replace('id: 1004', 'id: 1000'))) as { file: string; related: object[] }[];
  const places = clash.flatMap(({ file, related }) => [{ file }, ...related]);
  expect(places).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ file: 'providers/ftp/provider.ts' }),
      expect.objectContaining({ file: 'providers/notes/provider.yaml' }),
    ]),
  );
});
