import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { JsonObject } from '../located.ts';
import type { LockSystem } from '../output/lock-system.ts';
import type { Progress } from '../progress.ts';
import type { FrameSource } from '../report/frame-source.ts';

/** What every command works with. */
export interface CommandContext {
  readonly host: Host;
  readonly lockSystem: LockSystem;
  readonly diagnostics: Diagnostics;
  /** Asks a person; undefined where nobody is there to answer. */
  readonly ask: ((question: string, fallback?: string) => Promise<string>) | undefined;
  /** Is told how far the command is; nobody is unless given. */
  readonly progress?: Progress;
}

/** What a command has to say beside its diagnostics. */
export interface CommandOutcome {
  /** For `--format pretty`, on standard output. */
  readonly text: string;
  /** For `--format json`: more members of the one object. */
  readonly members: JsonObject;
  /** Whether there are findings that are no diagnostics, such as a connection that failed. */
  readonly hasFindings?: boolean;
  /** How a file may be shown in a code frame; for files it does not know there is a safe default. */
  readonly frame?: (file: string) => FrameSource | undefined;
}
