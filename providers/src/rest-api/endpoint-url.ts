import { SettingError } from '@extconn/runtime';

/** The base URL, checked: HTTP or HTTPS, and no user or password, which `fetch` would refuse and logs repeat. */
export function parseBaseUrl(text: string): URL {
  const base = URL.canParse(text) ? new URL(text) : undefined;
  if (base === undefined || !/^https?:$/.test(base.protocol)) {
    throw new SettingError('invalid-configuration', 'Base URL must begin with http:// or https://');
  }
  if (base.username !== '' || base.password !== '') {
    throw new SettingError(
      'invalid-configuration',
      'Base URL must not contain user and password; use apiKey',
    );
  }
  base.hash = '';
  return base;
}

/**
 * The base URL with an endpoint appended: its path and query stay, which `new URL(endpoint, base)` would drop.
 * An endpoint with or without a leading slash means the same.
 *
 * @throws Error where the endpoint names a server itself or leads out of the base path.
 */
export function endpointUrl(base: URL, endpoint: string): URL {
  if (/^[a-z][a-z0-9+.-]*:/i.test(endpoint)) {
    throw new Error('An endpoint is relative to the base URL; it cannot name a server');
  }
  const [, path = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/s.exec(endpoint) ?? [];
  const root = base.pathname.replace(/\/+$/, '');
  const url = new URL(base);
  if (path !== '') url.pathname = `${root}/${path.replace(/^\/+/, '')}`;
  if (!`${url.pathname}/`.startsWith(`${root}/`)) {
    throw new Error("An endpoint cannot leave the base URL's path");
  }
  url.search = [base.search.slice(1), query].filter((part) => part !== '').join('&');
  return url;
}
