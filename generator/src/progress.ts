import type { Host } from './host.ts';

/** Is told how far a command is. */
export interface Progress {
  /** A part of the work begins, and the one before it ends. */
  phase(name: string): void;
  /** So many things of the phase are done. */
  step(done: number, total: number): void;
}

/** For who does not want to know. */
export const SILENT: Progress = { phase: () => undefined, step: () => undefined };

export interface ProgressOptions {
  /** Milliseconds since the process began. */
  readonly now: () => number;
  /** Shows a line in place of the one before; undefined where nobody looks on, as where output is piped. */
  readonly draw: ((line: string) => void) | undefined;
  /** Takes the time of each phase, at the end; undefined where nobody asked for it. */
  readonly tell: ((text: string) => void) | undefined;
}

/** Milliseconds that work may take before it counts as long. */
const PATIENCE = 400;
/** Milliseconds between two lines. */
const INTERVAL = 80;

/** Shows long work on a terminal while it goes on, and says at the end how long each phase took. */
export class CommandProgress implements Progress {
  readonly #options: ProgressOptions;
  readonly #phases = [{ name: 'starting', start: 0 }];
  #drawn = PATIENCE - INTERVAL;
  #isDrawn = false;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  phase(name: string): void {
    this.#phases.push({ name, start: this.#options.now() });
    this.#draw(() => name);
  }

  step(done: number, total: number): void {
    this.#draw(() => `${this.#phases.at(-1)?.name ?? ''} ${done} of ${total}`);
  }

  /** The command is done: the line goes away, and the times are told. */
  end(): void {
    if (this.#isDrawn) this.#options.draw?.('');
    this.#options.tell?.(this.#times());
  }

  #draw(line: () => string): void {
    const { now, draw } = this.#options;
    if (draw === undefined || now() - this.#drawn < INTERVAL) return;
    this.#drawn = now();
    this.#isDrawn = true;
    draw(line());
  }

  #times(): string {
    const end = this.#options.now();
    const ends = [...this.#phases.slice(1).map(({ start }) => start), end];
    const lines = this.#phases.map(({ name, start }, index) => timeLine(name, (ends[index] ?? end) - start));
    return [...lines, timeLine('in all', end)].join('');
  }
}

function timeLine(name: string, milliseconds: number): string {
  return `${milliseconds.toFixed(1).padStart(9)} ms  ${name}\n`;
}

/** A host that says which of so many files was replaced. */
export function countWrites(host: Host, progress: Progress, total: number): Host {
  let done = 0;
  const replace = (path: string, text: string): void => {
    host.replace(path, text);
    progress.step(++done, total);
  };
  return { ...host, replace };
}
