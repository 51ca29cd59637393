/** One session on the fake server. */
export interface FakeDriver {
  readonly serial: number;
  /** The host that the configuration named. */
  readonly host: string;
  isAlive: boolean;
}

/** A server in memory that counts its sessions and fails on demand. */
export class FakeServer {
  readonly live = new Set<FakeDriver>();
  opened = 0;
  closed = 0;
  pings = 0;
  /** The largest number of sessions that were alive at once. */
  peak = 0;
  /** Thrown by `open` while it is set. */
  openError: Error | undefined;
  /** Thrown by `ping` while it is set; by host where it is a function. */
  pingError: Error | ((host: string) => Error | undefined) | undefined;
  /** Awaited by `open`, `ping` and `close` while it is set. */
  delay: (() => Promise<void>) | undefined;

  async open(host: string): Promise<FakeDriver> {
    await this.delay?.();
    if (this.openError !== undefined) throw this.openError;
    this.opened += 1;
    const driver = { serial: this.opened, host, isAlive: true };
    this.live.add(driver);
    this.peak = Math.max(this.peak, this.live.size);
    return driver;
  }

  async close(driver: FakeDriver): Promise<void> {
    await this.delay?.();
    if (!this.live.delete(driver)) throw new Error(`session ${driver.serial} was closed twice`);
    driver.isAlive = false;
    this.closed += 1;
  }

  async ping(driver: FakeDriver): Promise<void> {
    this.pings += 1;
    await this.delay?.();
    const error = typeof this.pingError === 'function' ? this.pingError(driver.host) : this.pingError;
    if (error !== undefined) throw error;
    if (!driver.isAlive) throw lostError();
  }

  /** Ends sessions without a word, as a network does. */
  kill(driver: FakeDriver): void {
    driver.isAlive = false;
  }
}

/** What a driver says about a connection that died. */
export function lostError(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}
