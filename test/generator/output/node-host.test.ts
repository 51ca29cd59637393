import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../../../generator/src/host.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'extconn-host-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The same expectations hold for the real file system and for the one in memory. */
describe.each(['node', 'memory'] as const)('the %s host', (kind) => {
  function setUp(
    files: Record<string, string>,
    links: Record<string, string> = {},
  ): { host: Host; at: string } {
    if (kind === 'memory')
      return { host: createMemoryHost(files, { cwd: '/project', links }), at: '/project' };
    const host = createNodeHost(root, {});
    for (const [path, text] of Object.entries(files)) host.create(join(root, path), text);
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
    return { host, at: root };
  }

  test('reads a file, and nothing where there is none', () => {
    const { host, at } = setUp({ 'a/b.txt': 'text' });
    expect(host.read(join(at, 'a/b.txt'))).toBe('text');
    expect(host.read(join(at, 'a/c.txt'))).toBeUndefined();
    expect(host.read(join(at, 'a/b.txt/c'))).toBeUndefined();
    expect(() => host.read(join(at, 'a'))).toThrow('EISDIR');
  });

  test('lists a folder in code-point order, and nothing where there is none', () => {
    const { host, at } = setUp({ 'f/b': '', 'f/B': '', 'f/a/x': '', 'f/é': '' });
    expect(host.list(join(at, 'f'))).toEqual([
      { name: 'B', isFolder: false },
      { name: 'a', isFolder: true },
      { name: 'b', isFolder: false },
      { name: 'é', isFolder: false },
    ]);
    expect(host.list(join(at, 'none'))).toEqual([]);
    expect(host.list(join(at, 'f/b'))).toEqual([]);
  });

  test('follows links to files and folders', () => {
    const { host, at } = setUp({ 'real/x': 'text' }, { link: 'real', dangling: 'nowhere', circle: 'circle' });
    expect(host.realPath(join(at, 'link/x'))).toBe(join(host.realPath(at) ?? '', 'real/x'));
    expect(host.read(join(at, 'link/x'))).toBe('text');
    expect(host.realPath(join(at, 'dangling'))).toBeUndefined();
    expect(host.stat(join(at, 'dangling'))).toBeUndefined();
    expect(host.read(join(at, 'circle'))).toBeUndefined();
    expect(host.list(at).map(({ name, isFolder }) => [name, isFolder])).toEqual([
      ['circle', false],
      ['dangling', false],
      ['link', true],
      ['real', true],
    ]);
  });

  test('replaces a file and what a link leads to, and makes folders', () => {
    const { host, at } = setUp({ 'a.txt': 'old' }, { 'link.txt': 'a.txt' });
    host.replace(join(at, 'link.txt'), 'new');
    host.replace(join(at, 'deep/er/b.txt'), 'b');
    expect(host.read(join(at, 'a.txt'))).toBe('new');
    expect(host.read(join(at, 'deep/er/b.txt'))).toBe('b');
    expect(host.realPath(join(at, 'link.txt'))).toBe(host.realPath(join(at, 'a.txt')));
  });

  test('never overwrites with create', () => {
    const { host, at } = setUp({});
    expect(host.create(join(at, 'x/a'), 'first')).toBe(true);
    expect(host.create(join(at, 'x/a'), 'second')).toBe(false);
    expect(host.read(join(at, 'x/a'))).toBe('first');
  });

  test('removes a file and a link, not what the link leads to', () => {
    const { host, at } = setUp({ a: '1' }, { link: 'a' });
    host.remove(join(at, 'link'));
    host.remove(join(at, 'none'));
    expect(host.list(at)).toEqual([{ name: 'a', isFolder: false }]);
    host.remove(join(at, 'a'));
    expect(host.list(at)).toEqual([]);
  });

  test('says what a file is', () => {
    const { host, at } = setUp({ a: 'zwölf' });
    expect(host.stat(join(at, 'a'))).toMatchObject({ isFile: true, isFolder: false, size: 6 });
    expect(host.stat(at)).toMatchObject({ isFile: false, isFolder: true });
    expect(host.isWritable(join(at, 'not/there/yet'))).toBe(true);
  });
});

test('replace keeps the mode of a file and leaves no temporary file when it fails', () => {
  const host = createNodeHost(root, {});
  const file = join(root, 'script.gen.ts');
  writeFileSync(file, 'old');
  chmodSync(file, 0o751);
  host.replace(file, 'new');
  expect(statSync(file).mode & 0o7777).toBe(0o751);
  mkdirSync(join(root, 'folder/full'), { recursive: true });
  expect(() => host.replace(join(root, 'folder'), 'text')).toThrow();
  expect(readdirSync(root)).toEqual(['folder', 'script.gen.ts']);
});

test('replace puts a file where a link led nowhere', () => {
  const host = createNodeHost(root, {});
  symlinkSync(join(root, 'nowhere'), join(root, 'a.gen.ts'));
  host.replace(join(root, 'a.gen.ts'), 'text');
  expect(readFileSync(join(root, 'a.gen.ts'), 'utf8')).toBe('text');
  expect(existsSync(join(root, 'nowhere'))).toBe(false);
});
