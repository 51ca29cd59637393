import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  errorCode,
  SettingError,
} from '@extconn/runtime';
import type { FileSystemConfiguration } from './configuration.gen.ts';
import { Folder } from './folder.ts';

/** Too many open files; somebody else is at it. */
const TRANSIENT: ReadonlySet<unknown> = new Set(['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE']);

/** The root itself is gone, and with it all that the connection is about. */
class RootLost extends Error {
  override readonly name = 'RootLost';
}

/**
 * A connection to the files below a local folder. `execute` hands out a `Folder`; `read` and `write` take
 * `context.signal`.
 *
 * Absolute paths, `..`, NUL, colons, the names of Windows' devices and every link below the root are refused with the
 * code `driver-error` (EACCES), on every system. The root itself may be a link; it is resolved when the connection
 * opens. Files are opened without following a link in their last name, and the path is looked at again once they
 * are open. Node has no way to open a file relative to an open folder: a program that exchanges folders for links
 * at that very moment may have an empty file made, a folder made, listed or removed outside of the root; keep the
 * root out of the reach of programs that are not trusted. Hard links and mounts are not told from files and folders.
 *
 * - `ReadWrite` makes folders below the root on the way, not the root.
 * - `ReadOnly` refuses `write` and `remove` (EROFS, `driver-error`).
 *
 * @example
 * ```ts
 * const text = await connection.execute((folder, { signal }) => folder.readText('reports/may.csv', signal));
 * ```
 */
export class FileSystemConnection extends ConnectionBase<FileSystemConfiguration, Folder> {
  protected override async openDriver(): Promise<Folder> {
    const { rootPath } = this.configuration;
    if (rootPath.includes('\0')) throw new SettingError('invalid-configuration', 'Root path contains NUL');
    const isReadOnly = this.connectionMode === 'ReadOnly';
    const path = resolve(rootPath);
    const root = await realpath(path).catch((error: unknown) => {
      throw new Error(`The folder '${path}' does not exist or cannot be reached`, { cause: error });
    });
    if (!(await stat(root)).isDirectory()) throw new Error(`'${path}' is no folder`);
    await access(root, isReadOnly ? constants.R_OK : constants.R_OK | constants.W_OK);
    return new Folder(root, isReadOnly);
  }

  protected override async closeDriver(folder: Folder): Promise<void> {
    folder.close();
  }

  protected override async pingDriver(folder: Folder, _context: DriverContext): Promise<void> {
    const isThere = await stat(folder.root).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isThere) throw new RootLost(`The folder '${folder.root}' is gone`);
  }

  protected override async readMetadata(folder: Folder, context: DriverContext): Promise<ConnectionMetadata> {
    await this.pingDriver(folder, context);
    return {
      systemName: 'File system',
      version: process.versions.node,
      properties: { root: folder.root, platform: process.platform, isReadOnly: folder.isReadOnly },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    if (error instanceof RootLost) return 'connectionLost';
    return TRANSIENT.has(errorCode(error)) ? 'transient' : 'other';
  }
}
