import { expect, test } from 'vitest';
import { FactsCache } from '../../../generator/src/discovery/cache.ts';
import type { Host } from '../../../generator/src/host.ts';
import { hashText } from '../../../generator/src/output/hash.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const FILE = '/project/.extconn/facts.json';
const SOURCE = 'export class A {}\n';
/** Facts that no parser would find in the source, so it shows where they come from. */
const PLANTED = {
  classes: [],
  imports: [{ local: 'planted', name: 'x', module: 'y' }],
  constants: [],
  reExports: [],
};

async function read(host: Host, text = SOURCE) {
  const cache = new FactsCache(host, '/project');
  const facts = await cache.read(text);
  cache.save();
  return facts;
}

test('keeps facts by content and uses them again', async () => {
  const host = createMemoryHost();
  const facts = await read(host);
  expect(facts.classes[0]?.name).toBe('A');
  expect(host.read('/project/.extconn/.gitignore')).toBe('*\n');
  const kept = host.read(FILE) ?? '';
  expect(Object.keys(JSON.parse(kept).facts)).toEqual([hashText(SOURCE)]);
  host.edit(FILE, JSON.stringify({ format: 1, facts: { [hashText(SOURCE)]: PLANTED } }));
  expect(await read(host)).toEqual(PLANTED);
  expect((await read(host, 'export class B {}\n')).classes[0]?.name).toBe('B');
  expect(Object.keys(JSON.parse(host.read(FILE) ?? '').facts)).toHaveLength(2);
});

test('writes nothing where nothing new was read, and not unless told', async () => {
  const host = createMemoryHost();
  await new FactsCache(host, '/project').read(SOURCE);
  expect(host.changes).toEqual([]);
  await read(host);
  const count = host.changes.length;
  await read(host);
  expect(host.changes).toHaveLength(count);
});

test.each([
  ['no JSON', '{'],
  ['another shape', '[]'],
  ['another format', JSON.stringify({ format: 0, facts: { [hashText(SOURCE)]: PLANTED } })],
  ['facts of another shape', JSON.stringify({ format: 1, facts: { [hashText(SOURCE)]: { classes: 1 } } })],
  [
    'facts with a stranger',
    JSON.stringify({ format: 1, facts: { [hashText(SOURCE)]: { ...PLANTED, x: 1 } } }),
  ],
])('a cache that holds %s is made anew', async (_, text) => {
  const host = createMemoryHost({ [FILE]: text });
  expect((await read(host)).classes[0]?.name).toBe('A');
  expect(JSON.parse(host.read(FILE) ?? '').format).toBe(1);
});

test('a cache that cannot be read or written does no harm', async () => {
  const host = createMemoryHost({ [FILE]: '{}' }, { unreadable: ['.extconn'], unwritable: ['/project'] });
  expect((await read(host)).classes[0]?.name).toBe('A');
  const linked = createMemoryHost({ '/home/x': '' }, { links: { '.extconn': '/home' } });
  await read(linked);
  expect(Object.keys(linked.snapshot())).toEqual(['/home/x']);
});

test('a byte order mark does not count', async () => {
  const host = createMemoryHost();
  await read(host);
  const count = host.changes.length;
  expect((await read(host, `\uFEFF${SOURCE}`)).classes[0]?.range).toMatchObject({ line: 1, column: 14 });
  expect(host.changes).toHaveLength(count);
});
