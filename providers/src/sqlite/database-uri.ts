import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SettingError } from '@extconn/runtime';

/** Absolute, with nothing to resolve or to escape. */
const PLAIN_PATH = /^(?:\/[\w-][\w.-]*)+$/;

/** How SQLite opens the file. */
type OpenMode = 'rwc' | 'ro';

/**
 * What libsql is told to open: always a URI, because only in a URI does it listen to `mode=ro`, and because a bare
 * text that looks like a URL would make it connect to a server.
 */
export function databaseUri(path: string, mode: OpenMode): string {
  // Most paths are absolute and need no escapes; all the rest takes a good part of the time in which a file is opened.
  if (PLAIN_PATH.test(path)) return `file://${path}?mode=${mode}`;
  if (path === ':memory:') return path;
  if (path.includes('\0')) throw new SettingError('invalid-configuration', 'Database path contains NUL');
  if (/^file:/i.test(path)) return withMode(path, mode);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw new SettingError(
      'unsupported-setting',
      'Database path must be a file or :memory:; remote databases are not supported',
    );
  }
  return `${pathToFileURL(resolve(path)).href}?mode=${mode}`;
}

/** A URI as it was given; `ro` replaces the mode it asks for. */
function withMode(uri: string, mode: OpenMode): string {
  const [location = '', query = ''] = uri
    .split('#', 1)
    .join('')
    .split(/\?(.*)/s);
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  if (mode !== 'ro' || parameters.includes('mode=memory')) return uri;
  return `${location}?${[...parameters.filter((parameter) => !parameter.startsWith('mode=')), 'mode=ro'].join('&')}`;
}
