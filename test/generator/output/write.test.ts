import { expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import type { Host } from '../../../generator/src/host.ts';
import { addHeader } from '../../../generator/src/output/header.ts';
import type { Lock } from '../../../generator/src/output/lock.ts';
import { isUpToDate, planOutput } from '../../../generator/src/output/plan.ts';
import type { OutputFile, OutputScope } from '../../../generator/src/output/scope.ts';
import { writePlan } from '../../../generator/src/output/write.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const scope: OutputScope = {
  root: '/project',
  folders: ['', '/a', '/b', '/old'].map((name) => ({ path: `/project/providers${name}`, kind: 'code' })),
};
const code = (body: string): string => addHeader('typescript', 'provider.yaml', `${body}\n`);
const wanted: readonly OutputFile[] = ['index.gen.ts', 'a/factory.gen.ts', 'b/factory.gen.ts'].map(
  (name) => ({
    path: `/project/providers/${name}`,
    text: code(name),
  }),
);
const held: Lock = { kind: 'held', release: () => undefined };

function write(host: Host, lock = held, files = wanted) {
  const diagnostics = new Diagnostics();
  const plan = planOutput(host, scope, files, diagnostics);
  const isDone = writePlan(host, plan, lock, diagnostics);
  return { isDone, found: diagnostics.sorted.map(({ code, file }) => `${code} ${file}`) };
}

test('writes what is missing, deeper files first, and then has nothing to do', () => {
  const host = createMemoryHost();
  expect(write(host)).toEqual({ isDone: true, found: [] });
  expect(host.changes).toEqual([
    'replace /project/providers/a/factory.gen.ts',
    'replace /project/providers/b/factory.gen.ts',
    'replace /project/providers/index.gen.ts',
  ]);
  expect(write(host).isDone).toBe(true);
  expect(host.changes).toHaveLength(3);
  expect(isUpToDate(planOutput(host, scope, wanted, new Diagnostics()))).toBe(true);
});

test('writes only what changed, and deletes orphans last', () => {
  const host = createMemoryHost({
    'providers/old/factory.gen.ts': code('old'),
    'providers/old/notes.md': '',
  });
  write(host);
  const files = wanted.map((file) => (file.path.includes('/b/') ? { ...file, text: code('new') } : file));
  host.edit('providers/old/factory.gen.ts', code('old'));
  const before = host.changes.length;
  expect(write(host, held, files)).toEqual({ isDone: true, found: [] });
  expect(host.changes.slice(before)).toEqual([
    'replace /project/providers/b/factory.gen.ts',
    'remove /project/providers/old/factory.gen.ts',
  ]);
  expect(Object.keys(host.snapshot())).toContain('/project/providers/old/notes.md');
});

test('overwrites and deletes what was changed by hand, and names it', () => {
  const edited = `${code('x')}// mine\n`;
  const host = createMemoryHost({
    'providers/a/factory.gen.ts': edited,
    'providers/old/factory.gen.ts': edited,
  });
  expect(write(host)).toEqual({
    isDone: true,
    found: ['EXT3007 /project/providers/a/factory.gen.ts', 'EXT3007 /project/providers/old/factory.gen.ts'],
  });
  expect(host.read('/project/providers/a/factory.gen.ts')).toBe(code('a/factory.gen.ts'));
});

test('writes nothing at all where a file is in the way', () => {
  const host = createMemoryHost({ 'providers/b/factory.gen.ts': 'export {};\n' });
  expect(write(host)).toEqual({ isDone: false, found: ['EXT3001 /project/providers/b/factory.gen.ts'] });
  expect(host.changes).toEqual([]);
});

test.each([
  ['a folder', 'providers/b'],
  ['a file', 'providers/b/factory.gen.ts'],
])('writes nothing at all where there is no permission for %s', (_, path) => {
  const host = createMemoryHost({ 'providers/b/factory.gen.ts': code('old') }, { unwritable: [path] });
  expect(write(host)).toEqual({ isDone: false, found: ['EXT3005 /project/providers/b/factory.gen.ts'] });
  expect(host.changes).toEqual([]);
});

test('needs no permission where there is nothing to do', () => {
  const files = Object.fromEntries(wanted.map(({ path, text }) => [path, text]));
  const lock: Lock = { kind: 'unavailable', folder: '/project/.extconn', reason: 'EROFS' };
  expect(write(createMemoryHost(files, { unwritable: ['/'] }), lock)).toEqual({ isDone: true, found: [] });
});

test('writes nothing without the lock', () => {
  const host = createMemoryHost();
  const lock: Lock = { kind: 'unavailable', folder: '/project/.extconn', reason: 'EACCES' };
  expect(write(host, lock)).toEqual({ isDone: false, found: ['EXT3013 /project/.extconn'] });
  expect(host.changes).toEqual([]);
});

test('stops at a failure that could not be foreseen; the next run does the rest', () => {
  const host = createMemoryHost();
  const full: Host = {
    ...host,
    replace: (path, text) => {
      if (path.includes('/b/')) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
      host.replace(path, text);
    },
  };
  expect(write(full)).toEqual({ isDone: false, found: ['EXT3006 /project/providers/b/factory.gen.ts'] });
  expect(Object.keys(host.snapshot())).toEqual(['/project/providers/a/factory.gen.ts']);
  expect(write(host)).toEqual({ isDone: true, found: [] });
  expect(Object.keys(host.snapshot())).toHaveLength(3);
});

test('sweeps temporary files, also where nothing else is to do', () => {
  const files = Object.fromEntries(wanted.map(({ path, text }) => [path, text]));
  const host = createMemoryHost({ ...files, 'providers/a/.extconn-0123456789abcdef.tmp': 'half' });
  expect(write(host)).toEqual({ isDone: true, found: [] });
  expect(host.changes).toEqual(['remove /project/providers/a/.extconn-0123456789abcdef.tmp']);
});
