import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';

const PASSWORD = 'Pässw0rd of the test';
/** PostgreSQL refuses to run as root. */
const RUN_AS = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];

/** Where the system's packages keep the server; undefined where there is none. */
export const postgresBinaries: string | undefined = findBinaries();

/** A real PostgreSQL of its own, on a free loopback port and a Unix socket, that asks for a password. */
export class PostgresServer {
  readonly host = '127.0.0.1';
  readonly user = 'app';
  readonly password = PASSWORD;
  readonly database = 'postgres';
  readonly port: number;
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, port: number, process: ChildProcess) {
    this.folder = folder;
    this.port = port;
    this.#process = process;
  }

  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    // The server's own user has to get in; what is in the folder is the server's.
    chmodSync(folder, 0o777);
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
    const login = ['-U', 'app', `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
    run('initdb', ['-D', data, ...login, '-N', '-E', 'UTF8', '--locale=C']);
    const port = await freePort();
    const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
    const options = Object.entries({ ...settings, ...tlsSettings(folder, tls) });
    const parameters = options.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(...command('postgres', ['-D', data, '-p', String(port), ...parameters]), {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
    return new PostgresServer(folder, port, server);
  }

  /** Stops at once, its sessions ended. */
  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    // `runuser` passes it on; the postmaster takes it for 'fast'.
    if (this.#process.exitCode === null) {
      run('pg_ctl', ['-D', join(this.folder, 'data'), '-m', 'immediate', '-W', 'stop']);
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function tlsSettings(folder: string, tls: { readonly key: string; readonly cert: string } | undefined) {
  if (tls === undefined) return {};
  const [ssl_key_file, ssl_cert_file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(ssl_key_file, tls.key, { mode: 0o600 });
  writeFileSync(ssl_cert_file, tls.cert);
  if (RUN_AS.length > 0) execFileSync('chown', ['postgres', ssl_key_file]);
  return { ssl: 'on', ssl_key_file, ssl_cert_file };
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}

function run(program: string, parameters: readonly string[]): void {
  execFileSync(...command(program, parameters), { stdio: 'pipe' });
}

function command(program: string, parameters: readonly string[]): [string, string[]] {
  const [first = '', ...rest] = [...RUN_AS, join(postgresBinaries ?? '', program), ...parameters];
  return [first, rest];
}

function findBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}
