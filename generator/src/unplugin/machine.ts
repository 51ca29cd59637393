import type { Host } from '../host.ts';
import type { LockSystem } from '../output/lock-system.ts';
import type { WatchSystem } from '../watch/watch-system.ts';

/** What the plugin needs of the machine it runs on. */
export interface Machine {
  readonly lockSystem: LockSystem;
  readonly watchSystem: WatchSystem;
  /** The file system as seen from a folder. */
  host(cwd: string): Host;
}
