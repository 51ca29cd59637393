import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';

/** The package's own script: the one on the path goes on as another user, with that user's folders. */
const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const PASSWORD = 'Pässw0rd/of the@test';

/** Whether the system's package is installed. */
export const isRabbitMqInstalled: boolean = existsSync(PROGRAM);

/** Regular expressions for the names that a user may do it to. */
interface Rights {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/**
 * A real RabbitMQ of its own on free loopback ports, in a folder of its own, with a port mapper of its own: nothing
 * is left when it has stopped. Its user `app` may do everything, `reader` only read; virtual hosts are `/` and
 * `shop/1`.
 */
export class RabbitMqServer {
  readonly host = '127.0.0.1';
  readonly user = 'app';
  readonly password = PASSWORD;
  readonly port: number;
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(folder: string, port: number, processes: readonly ChildProcess[]) {
    this.port = port;
    this.#folder = folder;
    this.#processes = processes;
  }

  /** Takes ten seconds or so. */
  static async start(): Promise<RabbitMqServer> {
    const folder = mkdtempSync(join(tmpdir(), 'rabbitmq-'));
    const [port = 0, mapper = 0, distribution = 0] = await freePorts(3);
    writeSettings(folder, port);
    const loopback = ['-address', '127.0.0.1'];
    const portMapper = spawn('epmd', ['-port', String(mapper), ...loopback], { stdio: 'ignore' });
    const broker = spawn(PROGRAM, {
      env: { ...process.env, ...environment(folder, mapper, distribution) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const server = new RabbitMqServer(folder, port, [broker, portMapper]);
    process.once('exit', server.#kill);
    await ready(broker).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return server;
  }

  /** Kills it at once, as a crash would. */
  async stop(): Promise<void> {
    const running = this.#processes.filter(
      ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
    );
    const ended = running.map((child) => once(child, 'exit'));
    this.#kill();
    await Promise.all(ended);
    process.off('exit', this.#kill);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }

  readonly #kill = (): void => {
    for (const child of this.#processes) child.kill('SIGKILL');
  };
}

async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

function environment(folder: string, mapper: number, distribution: number): Record<string, string> {
  const at = (name: string): string => join(folder, name);
  return {
    // Where the cookie is.
    HOME: folder,
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `test-${mapper}@localhost`,
    RABBITMQ_DIST_PORT: String(distribution),
    // The script becomes the broker then, instead of its parent, and can be killed as such.
    RABBITMQ_ALLOW_INPUT: 'true',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-noinput -kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CONF_ENV_FILE: at('none'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: at('none.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
    RABBITMQ_MNESIA_BASE: at('data'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_PID_FILE: at('pid'),
    RABBITMQ_SCHEMA_DIR: at('schema'),
    RABBITMQ_GENERATED_CONFIG_DIR: at('generated'),
  };
}

function writeSettings(folder: string, port: number): void {
  const settings: Record<string, string | number | boolean> = {
    'listeners.tcp.1': `127.0.0.1:${port}`,
    load_definitions: join(folder, 'definitions.json'),
    loopback_users: 'none',
    'log.console': true,
    'log.console.level': 'error',
    'log.file': false,
    // A disk that is nearly full must not block the tests.
    'disk_free_limit.absolute': 1,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(folder, 'rabbitmq.conf'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'definitions.json'), JSON.stringify(definitions()));
  writeFileSync(join(folder, 'plugins'), '[].');
  mkdirSync(join(folder, 'log'));
}

function definitions() {
  const hosts = ['/', 'shop/1'];
  const all: Rights = { configure: '.*', write: '.*', read: '.*' };
  const permissions = (user: string, rights: Rights) => hosts.map((vhost) => ({ user, vhost, ...rights }));
  return {
    users: ['app', 'reader'].map((name) => ({ name, password: PASSWORD, tags: [] })),
    vhosts: hosts.map((name) => ({ name })),
    permissions: [...permissions('app', all), ...permissions('reader', { ...all, configure: '', write: '' })],
  };
}

async function ready(broker: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString();
      if (said.includes('completed with')) resolve();
    };
    broker.stdout?.on('data', hear);
    broker.stderr?.on('data', hear);
    broker.once('error', reject);
    broker.once('exit', () => reject(new Error(`RabbitMQ did not start: ${said}`)));
  });
}
