/** Where a SQL Server listens: on a port, or under the name of an instance that its browser service resolves. */
export interface SqlServerAddress {
  readonly server: string;
  readonly port?: number;
  readonly instanceName?: string;
}

const LOCAL: ReadonlySet<string> = new Set(['.', '(local)', 'localhost']);
const HOST = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_.])?$/u;
const IPV6 = /^[0-9a-f:.]+(?:%[\w.-]+)?$/i;
const FORMS = 'host, host\\instance or host,port';

/**
 * Reads the value of `Data Source`: `[tcp:]host[\instance][,port]`, with `.` and `(local)` for this machine.
 * A port makes the instance meaningless, as in SqlClient, and `MSSQLSERVER` is the instance without a name.
 *
 * @returns the address, or what the value must be instead.
 */
export function parseSqlServerAddress(value: string): SqlServerAddress | string {
  const text = value.trim();
  if (/^\(localdb\)/i.test(text)) return 'a network address: LocalDB cannot be reached from Node';
  if (/^(?:np|lpc):/i.test(text) || text.startsWith('\\\\')) {
    return 'a TCP address: named pipes and shared memory are not supported';
  }
  if (/^admin:/i.test(text))
    return 'a normal address: the dedicated administrator connection is not supported';
  const [place = '', port, ...more] = text.replace(/^tcp:/i, '').split(',');
  const [host = '', instance, ...rest] = place.trim().split('\\');
  if (more.length > 0 || rest.length > 0) return FORMS;
  return addressOf(host.trim(), instance?.trim(), port?.trim());
}

function addressOf(
  host: string,
  instance: string | undefined,
  port: string | undefined,
): SqlServerAddress | string {
  const server = hostOf(host);
  if (server === undefined) {
    return host.includes(':') ? `${FORMS}: the port follows a comma, not a colon` : FORMS;
  }
  if (port !== undefined) {
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
      return `${FORMS}, with a port from 1 to 65535`;
    }
    return { server, port: Number(port) };
  }
  if (instance === undefined || instance.toUpperCase() === 'MSSQLSERVER') return { server };
  return /^[\p{L}_#][\p{L}\p{N}_#$]*$/u.test(instance) ? { server, instanceName: instance } : FORMS;
}

function hostOf(host: string): string | undefined {
  if (LOCAL.has(host.toLowerCase())) return 'localhost';
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (IPV6.test(bare) && bare.split(':').length > 2) return bare;
  return bare === host && HOST.test(host) ? host : undefined;
}
