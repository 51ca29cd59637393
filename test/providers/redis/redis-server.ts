import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';

/** Whether the system's package is installed. */
export const isRedisInstalled: boolean = spawnSync('redis-server', ['--version']).status === 0;

/** A real Redis of its own on a free loopback port, that asks for a password. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, port: number, process: ChildProcess) {
    this.#folder = folder;
    this.port = port;
    this.#process = process;
  }

  static async start(password: string): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const port = await freePort();
    const options = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''];
    const server = spawn('redis-server', [...options, '--requirepass', password], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes('Ready to accept connections')) resolve();
      });
      server.once('exit', () => reject(new Error(`redis-server did not start: ${said}`)));
    });
    return new RedisServer(folder, port, server);
  }

  async stop(): Promise<void> {
    if (this.#process.kill()) await once(this.#process, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
