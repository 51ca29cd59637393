import { mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStamp } from '../../../generator/src/file-stamp.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { hashText } from '../../../generator/src/output/hash.ts';
import { stampedHost } from '../../../generator/src/replay/stamped-host.ts';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.ts';

/** The host, with a list of what was read to be hashed. */
function counting(host: MemoryHost) {
  const hashed: string[] = [];
  const hash = (path: string): string | undefined => {
    hashed.push(path);
    return host.hash(path);
  };
  return { host: { ...host, hash }, hashed };
}

describe('a host that trusts stamps', () => {
  it('reads a file once, and again only when its stamp is another', () => {
    const memory = createMemoryHost({ 'a.txt': 'a', 'b.txt': 'b' });
    const ask = (): readonly string[] => {
      const { host, hashed } = counting(memory);
      const stamped = stampedHost(host, '/project');
      for (const name of ['a', 'b', 'a'])
        expect(stamped.host.hash(`/project/${name}.txt`)).toBe(
          hashText(memory.read(`/project/${name}.txt`) ?? ''),
        );
      stamped.save();
      return hashed;
    };
    expect(ask()).toEqual(['/project/a.txt', '/project/b.txt']);
    expect(ask()).toEqual([]);
    memory.edit('b.txt', 'c');
    expect(ask()).toEqual(['/project/b.txt']);
    expect(ask()).toEqual([]);
  });

  it('writes nothing where it learned nothing, and learns nothing of what is not there', () => {
    const memory = createMemoryHost({ 'a.txt': 'a' });
    const run = (): readonly string[] => {
      const before = memory.changes.length;
      const stamped = stampedHost(memory, '/project');
      stamped.host.hash('/project/a.txt');
      expect(stamped.host.hash('/project/none.txt')).toBeUndefined();
      stamped.save();
      return memory.changes.slice(before);
    };
    expect(run()).toContain('replace /project/.extconn/stamps.json');
    expect(run()).toEqual([]);
  });

  it.each(['', 'x', 'null', '{}', '[1]', '[["/project/a.txt"]]', '[["/project/a.txt",["1"]]]'])(
    'takes damaged stamps (%s) for none',
    (text) => {
      const memory = createMemoryHost({ 'a.txt': 'a', '.extconn/stamps.json': text });
      const stamped = stampedHost(memory, '/project');
      expect(stamped.host.hash('/project/a.txt')).toBe(hashText('a'));
      stamped.save();
      expect(stampedHost(memory, '/project').host.hash('/project/a.txt')).toBe(hashText('a'));
    },
  );

  it('throws for a file that cannot be read, as reading does', () => {
    const memory = createMemoryHost({ 'a.txt': 'a' }, { unreadable: ['/project/a.txt'] });
    expect(() => stampedHost(memory, '/project').host.hash('/project/a.txt')).toThrow('EACCES');
  });
});

describe('the stamp of a real file', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'extconn-stamps-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not given while its times may hide the next change', () => {
    const file = join(folder, 'a.txt');
    writeFileSync(file, 'a');
    expect(fileStamp(file)).toBeUndefined();
    expect(fileStamp(join(folder, 'none.txt'))).toBeUndefined();
    expect(fileStamp(folder)).toBeUndefined();
  });

  it('is another after a change that kept size and time of modification', async () => {
    const file = join(folder, 'a.txt');
    const host = createNodeHost(folder, {});
    writeFileSync(file, 'a');
    await setTimeout(2_100);
    const { atime, mtime } = statSync(file);
    const stamp = fileStamp(file);
    expect(stamp).toBeDefined();
    const first = stampedHost(host, folder);
    expect(first.host.hash(file)).toBe(hashText('a'));
    first.save();
    writeFileSync(file, 'b');
    utimesSync(file, atime, mtime);
    expect(stampedHost(host, folder).host.hash(file)).toBe(hashText('b'));
    await setTimeout(2_100);
    expect(fileStamp(file)).not.toBe(stamp);
    expect(stampedHost(host, folder).host.hash(file)).toBe(hashText('b'));
  });
});
