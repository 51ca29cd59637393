import { expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { checkPlan } from '../../../generator/src/output/check.ts';
import { addHeader } from '../../../generator/src/output/header.ts';
import { isUpToDate, planOutput } from '../../../generator/src/output/plan.ts';
import type { OutputFile, OutputScope } from '../../../generator/src/output/scope.ts';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.ts';

const scope: OutputScope = {
  root: '/project',
  folders: [
    { path: '/project/providers', kind: 'code' },
    { path: '/project/providers/mongo-db', kind: 'code' },
    { path: '/project/providers/oracle', kind: 'code' },
    { path: '/project/schemas', kind: 'schemas' },
    { path: '/project/models', kind: 'models' },
  ],
};

const code = (body: string): string => addHeader('typescript', 'provider.yaml', `${body}\n`);
const json = (value: string): string => addHeader('json', 'provider.yaml', `{\n  "v": "${value}"\n}\n`);
const FACTORY = '/project/providers/mongo-db/factory.gen.ts';
const wanted: readonly OutputFile[] = [
  { path: FACTORY, text: code('export const factory = 1;') },
  { path: '/project/providers/index.gen.ts', text: code('export const index = 1;') },
  { path: '/project/schemas/mongo-db.schema.json', text: json('schema') },
  { path: '/project/models/mongo-db.json', text: json('model') },
];

function plan(host: MemoryHost, files: readonly OutputFile[] = wanted) {
  const diagnostics = new Diagnostics();
  const result = planOutput(host, scope, files, diagnostics);
  const actions = result.entries.map(({ action, path, isEdited }) =>
    [action, path.slice('/project/'.length), ...(isEdited ? ['edited'] : [])].join(' '),
  );
  return { ...result, actions, found: diagnostics.sorted.map(({ code, file }) => `${code} ${file}`), result };
}

function present(changes: Record<string, string> = {}): Record<string, string> {
  return { ...Object.fromEntries(wanted.map(({ path, text }) => [path, text])), ...changes };
}

test('everything is created where nothing is', () => {
  const host = createMemoryHost();
  expect(plan(host).actions).toEqual([
    'create models/mongo-db.json',
    'create providers/index.gen.ts',
    'create providers/mongo-db/factory.gen.ts',
    'create schemas/mongo-db.schema.json',
  ]);
  expect(host.changes).toEqual([]);
});

test('nothing is to be done where everything is there, with any line ends', () => {
  const crlf = Object.fromEntries(
    Object.entries(present()).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
  );
  for (const files of [present(), crlf]) {
    const { result, found } = plan(createMemoryHost(files));
    expect(isUpToDate(result)).toBe(true);
    expect(found).toEqual([]);
  }
});

test('an old file is told from one that was changed by hand', () => {
  const old = code('export const factory = 0;');
  expect(plan(createMemoryHost(present({ [FACTORY]: old }))).actions).toContain(
    'update providers/mongo-db/factory.gen.ts',
  );
  expect(plan(createMemoryHost(present({ [FACTORY]: `${old}// mine\n` }))).actions).toContain(
    'update providers/mongo-db/factory.gen.ts edited',
  );
});

test('a file, a folder or an unreadable file in the way is refused and reported', () => {
  const inTheWay = plan(createMemoryHost(present({ [FACTORY]: 'export {};\n' })));
  expect(inTheWay.actions).toContain('refused providers/mongo-db/factory.gen.ts');
  expect(inTheWay.found).toEqual([`EXT3001 ${FACTORY}`]);
  expect(plan(createMemoryHost({ [`${FACTORY}/x`]: '' })).found).toEqual([`EXT3002 ${FACTORY}`]);
  expect(plan(createMemoryHost(present(), { unreadable: [FACTORY] })).found).toEqual([`EXT3004 ${FACTORY}`]);
});

test('a file where a folder is needed is reported once', () => {
  const files = [...wanted, { path: '/project/schemas/b.schema.json', text: json('b') }];
  const { found, actions } = plan(createMemoryHost({ '/project/schemas': 'not a folder' }), files);
  expect(found).toEqual(['EXT3014 /project/schemas']);
  expect(actions.filter((action) => action.startsWith('refused'))).toHaveLength(2);
});

test('links that lead outside the project are refused, as folders and as files', () => {
  const folder = createMemoryHost({ '/elsewhere/x': '' }, { links: { 'providers/mongo-db': '/elsewhere' } });
  expect(plan(folder).found).toEqual([`EXT3003 ${FACTORY}`]);
  const file = createMemoryHost({ '/elsewhere/x': code('old') }, { links: { [FACTORY]: '/elsewhere/x' } });
  expect(plan(file).found).toEqual([`EXT3003 ${FACTORY}`]);
});

test('a project that is reached through a link is no link out of it', () => {
  const host = createMemoryHost({ '/real/providers/x': '' }, { cwd: '/', links: { '/project': '/real' } });
  expect(plan(host).found).toEqual([]);
});

test('orphans are files of ours in output folders, and nothing else', () => {
  const host = createMemoryHost(
    present({
      '/project/providers/oracle/factory.gen.ts': code('gone'),
      '/project/providers/oracle/provider.gen.ts': `${code('gone')}// kept?\n`,
      '/project/providers/oracle/connection.ts': code('not the name of a generated file'),
      '/project/providers/oracle/mine.gen.ts': 'export {};\n',
      '/project/providers/oracle/deeper/factory.gen.ts': code('not an output folder'),
      '/project/schemas/oracle.schema.json': json('gone'),
      '/project/schemas/settings.json': json('not the name of a schema'),
      '/project/models/oracle.json': json('gone'),
      '/project/models/package.json': '{}',
      '/project/models/fixture.json': '{ "$comment": "by hand" }',
      '/project/src/a.gen.ts': code('not an output folder'),
    }),
    { unreadable: ['providers/oracle/secret.gen.ts'] },
  );
  expect(plan(host).actions.filter((action) => !action.startsWith('same'))).toEqual([
    'orphan models/oracle.json',
    'orphan providers/oracle/factory.gen.ts',
    'orphan providers/oracle/provider.gen.ts edited',
    'orphan schemas/oracle.schema.json',
  ]);
});

test('a folder that is a link to another output folder has no orphans of its own', () => {
  const host = createMemoryHost(present(), { links: { 'providers/oracle': 'mongo-db' } });
  expect(isUpToDate(plan(host).result)).toBe(true);
});

test('a link with the name of a generated file is not an orphan', () => {
  const host = createMemoryHost(present(), {
    links: { 'providers/oracle/old.gen.ts': '../mongo-db/factory.gen.ts' },
  });
  expect(isUpToDate(plan(host).result)).toBe(true);
});

test('temporary files of killed runs are found by their pattern alone', () => {
  const host = createMemoryHost(
    present({
      '/project/providers/.extconn-0123456789abcdef.tmp': '',
      '/project/providers/.extconn-notes.tmp': '',
      '/project/src/.extconn-0123456789abcdef.tmp': '',
    }),
  );
  expect(plan(host).leftovers).toEqual(['/project/providers/.extconn-0123456789abcdef.tmp']);
});

test.each([
  '/project/providers/mongo-db/connection.ts',
  '/project/providers/mongo-db/.gen.ts',
  '/project/providers/mongo-db/x.schema.json',
  '/project/schemas/package.json',
  '/project/models/package.json',
  '/project/models/tsconfig.json',
  '/project/src/a.gen.ts',
  '/etc/a.gen.ts',
  '/project/providers/../../etc/a.gen.ts',
])('asking for %s is a bug', (path) => {
  expect(() => plan(createMemoryHost(), [{ path, text: code('x') }])).toThrow('Not a place');
});

test('asking for a file twice, or for one without its header, is a bug', () => {
  const [first] = wanted;
  expect(() => plan(createMemoryHost(), first === undefined ? [] : [first, first])).toThrow('Not a place');
  expect(() => plan(createMemoryHost(), [{ path: FACTORY, text: 'export {};\n' }])).toThrow(
    'without its header',
  );
});

test('an output folder that cannot be read is reported', () => {
  const { found } = plan(createMemoryHost(present(), { unreadable: ['schemas'] }));
  expect(found).toEqual(['EXT3015 /project/schemas', 'EXT3004 /project/schemas/mongo-db.schema.json']);
});

test('check reports what is stale, missing, orphaned and edited, with a diff, and writes nothing', () => {
  const host = createMemoryHost({
    [FACTORY]: `${code('export const factory = 1;')}// mine\n`,
    '/project/providers/index.gen.ts': code('export const index = 0;'),
    '/project/providers/oracle/factory.gen.ts': code('gone'),
    '/project/models/mongo-db.json': json('model'),
  });
  const diagnostics = new Diagnostics();
  const diff = checkPlan(
    planOutput(host, scope, wanted, diagnostics),
    (path) => path.slice('/project/'.length),
    diagnostics,
  );
  expect(diagnostics.sorted.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'EXT3009 /project/providers/index.gen.ts',
    `EXT3008 ${FACTORY}`,
    'EXT3011 /project/providers/oracle/factory.gen.ts',
    'EXT3010 /project/schemas/mongo-db.schema.json',
  ]);
  expect(diff).toContain(
    '--- a/providers/mongo-db/factory.gen.ts\n+++ b/providers/mongo-db/factory.gen.ts\n',
  );
  expect(diff).toContain('-// mine\n');
  expect(diff).toContain('-export const index = 0;\n+export const index = 1;\n');
  expect(diff).toContain('--- a/providers/oracle/factory.gen.ts\n+++ /dev/null\n');
  expect(diff).toContain('--- /dev/null\n+++ b/schemas/mongo-db.schema.json\n');
  expect(host.changes).toEqual([]);
});
