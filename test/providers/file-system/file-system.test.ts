import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileSystemConfiguration } from '../../../providers/src/file-system/configuration.gen.ts';
import { FileSystemConnection } from '../../../providers/src/file-system/connection.ts';
import { failureOf, unwrap } from '../support/outcome.ts';

describe('FileSystemConnection, on real folders', () => {
  let base: string;
  let root: string;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'file-system-'));
    root = join(base, 'root');
    mkdirSync(root);
    mkdirSync(join(base, 'outside'));
    writeFileSync(join(base, 'outside', 'secret.txt'), 'outside');
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const connect = (rootPath = root, mode = 'ReadWrite') =>
    new FileSystemConnection(unwrap(FileSystemConfiguration.create({ rootPath })), { mode });

  async function opened(mode = 'ReadWrite'): Promise<FileSystemConnection> {
    const connection = connect(root, mode);
    unwrap(await connection.open());
    return connection;
  }

  it('opens, writes, reads, lists, describes, removes and closes', async () => {
    const connection = connect();
    unwrap(await connection.testConnection());
    expect(connection.state).toBe('Created');
    unwrap(await connection.open());
    const done = await connection.execute(async (folder, { signal }) => {
      await folder.write('a/b/long.txt', 'a longer text', signal);
      await folder.write('a\\b/long.txt', 'ünï');
      return {
        text: await folder.readText('./a//b/long.txt', signal),
        list: await folder.list('a'),
        file: await folder.stat('a/b/long.txt'),
      };
    });
    expect(unwrap(done)).toMatchObject({
      text: 'ünï',
      list: [{ name: 'b', kind: 'folder' }],
      file: { kind: 'file', size: 5, modified: expect.any(Date) },
    });
    expect(unwrap(await connection.getMetadata())).toMatchObject({
      systemName: 'File system',
      properties: { isReadOnly: false },
    });
    unwrap(await connection.execute((folder) => folder.remove('a')));
    expect(unwrap(await connection.execute((folder) => folder.list()))).toEqual([]);
    unwrap(await connection.close());
    expect(connection.state).toBe('Closed');
  });

  it.each([
    '../outside/secret.txt',
    'a/../../outside/secret.txt',
    '..\\outside\\secret.txt',
    '.. /outside/secret.txt',
    '.../x',
    '/etc/passwd',
    '\\\\server\\share',
    'C:\\x',
    'c:x',
    'file.txt:stream',
    'nul',
    'a/COM1.txt',
    'nul .txt',
    'trailing.',
    'a\0.txt',
  ])('refuses the path %j, for every call', async (path) => {
    await using connection = await opened();
    const calls = await Promise.all([
      connection.execute((folder) => folder.read(path)),
      connection.execute((folder) => folder.write(path, 'x')),
      connection.execute((folder) => folder.list(path)),
      connection.execute((folder) => folder.stat(path)),
      connection.execute((folder) => folder.remove(path)),
    ]);
    for (const call of calls) {
      expect(failureOf(call)).toMatchObject({ code: 'driver-error', exception: { code: 'EACCES' } });
    }
    expect(readFileSync(join(base, 'outside', 'secret.txt'), 'utf8')).toBe('outside');
    expect(connection.state).toBe('Open');
  });

  it('follows no link, neither to a file nor through a folder nor to nowhere', async () => {
    symlinkSync(join(base, 'outside'), join(root, 'folder'));
    symlinkSync(join(base, 'outside', 'secret.txt'), join(root, 'file'));
    symlinkSync(join(base, 'outside', 'new.txt'), join(root, 'nowhere'));
    await using connection = await opened();
    for (const path of ['folder/secret.txt', 'folder/new/new.txt', 'file', 'nowhere']) {
      for (const call of [
        await connection.execute((folder) => folder.read(path)),
        await connection.execute((folder) => folder.write(path, 'x')),
        await connection.execute((folder) => folder.list(path)),
        await connection.execute((folder) => folder.stat(path)),
      ]) {
        expect(failureOf(call).exception).toMatchObject({ code: 'EACCES' });
      }
    }
    expect((await connection.execute((folder) => folder.remove('folder/secret.txt'))).isFailure).toBe(true);
    expect(unwrap(await connection.execute((folder) => folder.list())).map(({ kind }) => kind)).toEqual([
      'other',
      'other',
      'other',
    ]);
    unwrap(await connection.execute((folder) => folder.remove('folder')));
    expect(readFileSync(join(base, 'outside', 'secret.txt'), 'utf8')).toBe('outside');
    expect(existsSync(join(base, 'outside', 'new.txt'))).toBe(false);
    expect(existsSync(join(root, 'folder'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('does not wait for the other end of a named pipe', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await using connection = await opened();
    expect((await connection.execute((folder) => folder.read('pipe'))).isFailure).toBe(true);
    expect((await connection.execute((folder) => folder.write('pipe', 'x'))).isFailure).toBe(true);
  });

  it('resolves a root that is itself a link', async () => {
    symlinkSync(root, join(base, 'link'));
    await using connection = connect(join(base, 'link'));
    unwrap(await connection.open());
    unwrap(await connection.execute((folder) => folder.write('x', 'y')));
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('y');
  });

  it('ReadOnly reads and refuses changes', async () => {
    writeFileSync(join(root, 'x'), 'y');
    await using connection = await opened('ReadOnly');
    expect(unwrap(await connection.execute((folder) => folder.readText('x')))).toBe('y');
    for (const call of [
      await connection.execute((folder) => folder.write('x', 'z')),
      await connection.execute((folder) => folder.remove('x')),
    ]) {
      expect(failureOf(call)).toMatchObject({ code: 'driver-error', exception: { code: 'EROFS' } });
    }
    expect(readFileSync(join(root, 'x'), 'utf8')).toBe('y');
  });

  it('does not remove the root', async () => {
    await using connection = await opened();
    expect((await connection.execute((folder) => folder.remove('.'))).isFailure).toBe(true);
    expect(existsSync(root)).toBe(true);
  });

  it('says that the root is absent, or no folder, or holds NUL', async () => {
    const absent = join(base, 'absent');
    expect(failureOf(await connect(absent).open())).toMatchObject({
      code: 'driver-error',
      errorMessage: `Failed to open connection: The folder '${absent}' does not exist or cannot be reached`,
    });
    const file = join(base, 'outside', 'secret.txt');
    expect(failureOf(await connect(file).testConnection()).errorMessage).toContain(`'${file}' is no folder`);
    expect(failureOf(await connect('a\0b').open()).code).toBe('invalid-configuration');
  });

  it('is Broken once the root is gone, and opens again', async () => {
    await using connection = await opened();
    rmSync(root, { recursive: true });
    expect(failureOf(await connection.testConnection()).code).toBe('connection-lost');
    expect(connection.state).toBe('Broken');
    mkdirSync(root);
    unwrap(await connection.open());
  });

  it('ends a read with its signal', async () => {
    writeFileSync(join(root, 'big'), Buffer.alloc(8 << 20));
    await using connection = await opened();
    const controller = new AbortController();
    const pending = connection.execute((folder, { signal }) => folder.read('big', signal), {
      signal: controller.signal,
    });
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    unwrap(await connection.execute((folder) => folder.stat('big')));
  });
});
