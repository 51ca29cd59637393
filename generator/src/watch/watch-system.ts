/** What watching needs of the machine. */
export interface WatchSystem {
  /**
   * Calls back whenever something directly in a folder may have changed, or the folder itself; too often does no harm.
   *
   * @returns what ends it; undefined where the folder cannot be watched.
   */
  watch(folder: string, changed: () => void): (() => void) | undefined;
  /** Tells a folder from another one that takes its place; undefined where there is none. */
  identify(folder: string): string | undefined;
  /** Ends early, without a failure, where the signal is given. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
