import { expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { FactsCache } from '../../../generator/src/discovery/cache.ts';
import { discoverProviders } from '../../../generator/src/discovery/providers.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const FOLDER = '/project/providers/ftp';
const DEFINITION = `{
      id: 1004,
      name: 'Ftp',
      displayName: 'FTP server',
      providerName: 'basic-ftp',
      supportedDataStores: ['Ftp', 'Files'],
      supportedConnectionModes: ['ReadOnly'],
      priority: -5,
    }`;
const GOOD = `import { ExternalConnectionProviderBase } from '@extconn/runtime';

export class FtpProvider extends ExternalConnectionProviderBase {
  static readonly instance = new FtpProvider();
  private constructor() {
    super(${DEFINITION});
  }
}
`;

async function discover(text: string, file = 'provider.ts') {
  const host = createMemoryHost({ [`${FOLDER}/${file}`]: text });
  const diagnostics = new Diagnostics();
  const providers = await discoverProviders(host, [FOLDER], new FactsCache(host, '/project'), diagnostics);
  const found = diagnostics.sorted.map(({ code, range, suggestion }) =>
    [code, range?.line, suggestion].filter((part) => part !== undefined).join(' '),
  );
  return { providers, found, diagnostics: diagnostics.sorted };
}

test('a provider class without a manifest is read from its constructor', async () => {
  const { providers, found } = await discover(GOOD);
  expect(found).toEqual([]);
  expect(providers).toMatchObject([
    {
      id: 1004,
      name: 'Ftp',
      displayName: 'FTP server',
      driver: 'basic-ftp',
      dataStores: ['Ftp', 'Files'],
      connectionModes: ['ReadOnly'],
      priority: -5,
      className: 'FtpProvider',
      file: `${FOLDER}/provider.ts`,
      ranges: { id: { line: 7, column: 11 }, name: { line: 8 }, supportedDataStores: { line: 11 } },
    },
  ]);
});

test.each([
  [
    'a constant',
    GOOD.replace(DEFINITION, 'DEFINITION').replace(
      'export class',
      `const DEFINITION = ${DEFINITION} as const;\nexport class`,
    ),
  ],
  [
    'a parameter',
    GOOD.replace('new FtpProvider()', `new FtpProvider(${DEFINITION})`)
      .replace('constructor()', 'constructor(definition)')
      .replace(`super(${DEFINITION})`, 'super(definition)'),
  ],
  [
    'an alias of the base class',
    GOOD.replace('ExternalConnectionProviderBase }', 'ExternalConnectionProviderBase as Base }').replace(
      'extends ExternalConnectionProviderBase',
      'extends Base',
    ),
  ],
  [
    'a base class of the same file',
    `${GOOD.replace('extends ExternalConnectionProviderBase', 'extends Middle')}abstract class Middle extends ExternalConnectionProviderBase {}\n`,
  ],
  ['type arguments', GOOD.replace('ProviderBase {', 'ProviderBase<typeof D, FtpFactory> {')],
])('%s is followed', async (_, text) => {
  const { providers, found } = await discover(text);
  expect(found).toEqual([]);
  expect(providers).toMatchObject([{ id: 1004, dataStores: ['Ftp', 'Files'], priority: -5 }]);
});

test('several classes of one file join', async () => {
  const second = GOOD.replaceAll('FtpProvider', 'SftpProvider')
    .replace('1004', '1005')
    .replace(/^import.*\n/, '');
  expect((await discover(GOOD + second)).providers.map(({ id }) => id)).toEqual([1004, 1005]);
});

test.each([
  ['another file name', GOOD, 'ftp-provider.ts'],
  ['another base class', GOOD.replace('extends ExternalConnectionProviderBase', 'extends Other'), undefined],
  ['an abstract class', GOOD.replace('export class', 'export abstract class'), undefined],
  ['no class', 'export const a = 1;\n', undefined],
])('%s is no provider, and no mistake', async (_, text, file) => {
  expect(await discover(text, file)).toMatchObject({ providers: [], found: [] });
});

test.each([
  ['a class that is not exported', GOOD.replace('export class', 'class'), ['EXT2020 3']],
  ['a default export', GOOD.replace('export class', 'export default class'), ['EXT2020 3']],
  ['no instance', GOOD.replace(/ {2}static.*\n/, ''), ['EXT2021 3']],
  ['an instance that can be changed', GOOD.replace('static readonly', 'static'), ['EXT2021 3']],
  ['no constructor', GOOD.replace(/ {2}private constructor[\s\S]*/, '}\n'), ['EXT2022 3']],
  ['a definition from elsewhere', GOOD.replace(DEFINITION, 'definition()'), ['EXT2022 6']],
  ['a value that is computed', GOOD.replace("'Ftp',\n", 'NAME,\n'), ['EXT2023 8']],
  ['an item that is computed', GOOD.replace("'Files'", 'files()'), ['EXT2023 11']],
  [
    'members that come from elsewhere',
    GOOD.replace('priority: -5', '...defaults'),
    ['EXT2023 13', 'EXT2023 13', 'EXT2023 13', 'EXT2023 13', 'EXT2023 13', 'EXT2023 13', 'EXT2023 13'],
  ],
  ['a value that is missing', GOOD.replace('      priority: -5,\n', ''), ['EXT2024 6']],
  ['a key that is misspelt', GOOD.replace('priority', 'prioritty'), ['EXT2024 13 priority']],
  ['a name that is no identifier', GOOD.replace("'Ftp',\n", "'ftp; evil()',\n"), ['EXT2025 8']],
  ['an id that is no number', GOOD.replace('1004', "'1004'"), ['EXT2025 7']],
  ['an id of zero', GOOD.replace('1004', '0'), ['EXT2025 7']],
  ['a fraction as priority', GOOD.replace('-5', '0.5'), ['EXT2025 13']],
  ['no data stores', GOOD.replace("['Ftp', 'Files']", '[]'), ['EXT2025 11']],
  ['a list where a text is wanted', GOOD.replace("'FTP server'", "['FTP']"), ['EXT2025 9']],
])('%s is reported at its place', async (_, text, found) => {
  expect(await discover(text)).toMatchObject({ providers: [], found });
});

test('all mistakes show in one run', async () => {
  const text = GOOD.replace('export class', 'class').replace('1004', 'next()').replace("'FTP server'", "''");
  expect((await discover(text)).found).toEqual(['EXT2020 3', 'EXT2023 7', 'EXT2025 9']);
});

test('TypeScript that does not parse', async () => {
  expect((await discover(`${GOOD}}`)).found).toEqual(['EXT2003 17']);
});
