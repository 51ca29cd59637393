import { basename, dirname } from 'node:path';
import type { Host } from '../host.ts';
import { faultCode } from '../output/fault.ts';
import { hashFound } from '../output/hash.ts';
import { QUESTIONS } from '../replay/observation.ts';

/** What changed since a run saw it. */
export interface Change {
  readonly path: string;
  /** A folder changes where something in it appears or goes. */
  readonly kind: 'file' | 'folder';
}

interface SeenFile {
  /** Undefined where a run was content with the stamp. */
  readonly answer: string | undefined;
  readonly stamp: string | undefined;
}

/**
 * What a run saw of the file system, with what the run itself wrote: exactly what it depends on. Events say that
 * something may have changed; this says whether it did. So the echo of the run's own writing is silent, and so is a
 * change of files that nothing depends on.
 */
export class Sight {
  readonly #host: Host;
  readonly #files = new Map<string, SeenFile>();
  readonly #lists = new Map<string, Map<string, boolean>>();
  readonly #kinds = new Map<string, string>();
  readonly #links = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
  }

  /**
   * The host for one run.
   *
   * @param isPrivate - paths whose content never decides an outcome: caches and locks.
   */
  watching(isPrivate: (path: string) => boolean): Host {
    const host = this.#host;
    const seeing =
      <T>(see: (path: string) => T, ask: (path: string) => T) =>
      (path: string): T =>
        isPrivate(path) ? ask(path) : see(path);
    const writing =
      <A extends readonly unknown[], T>(write: (path: string, ...more: A) => T, note: typeof write) =>
      (path: string, ...more: A): T => {
        const result = write(path, ...more);
        if (!isPrivate(path)) note(path, ...more);
        return result;
      };
    return {
      ...host,
      read: seeing((path) => this.#read(path), host.read),
      hash: seeing((path) => hashFound(this.#read(path)), host.hash),
      stamp: seeing((path) => this.#stamp(path), host.stamp),
      list: seeing((path) => this.#list(path), host.list),
      stat: seeing((path) => this.#stat(path), host.stat),
      realPath: seeing((path) => this.#realPath(path), host.realPath),
      replace: writing(host.replace, (path, text) => this.#wrote(path, text)),
      remove: writing(host.remove, (path) => this.#removed(path)),
    };
  }

  /** What is not as it was seen. */
  changes(): readonly Change[] {
    return [
      ...[...this.#files].filter(([path, seen]) => this.#isOtherFile(path, seen)).map(asFile),
      ...[...this.#lists].filter(([path, seen]) => this.#isOtherList(path, seen)).map(asFolder),
      ...[...this.#kinds].filter(([path, seen]) => kindOf(this.#host, path) !== seen).map(asFolder),
      ...[...this.#links].filter(([path, seen]) => linkOf(this.#host, path) !== seen).map(asFolder),
    ];
  }

  /** Whether a file that was read is gone: for a moment it is, where an editor replaces files in two steps. */
  hasLost(changes: readonly Change[]): boolean {
    return changes.some(({ path }) => this.#files.has(path) && this.#host.stat(path) === undefined);
  }

  /** Everything that was asked for. */
  get paths(): Iterable<string> {
    return new Set([
      ...this.#files.keys(),
      ...this.#lists.keys(),
      ...this.#kinds.keys(),
      ...this.#links.keys(),
    ]);
  }

  /** The folders that were listed. */
  get folders(): Iterable<string> {
    return this.#lists.keys();
  }

  #read(path: string): string | undefined {
    // The stamp before the content: a change between the two shows.
    const stamp = this.#host.stamp(path);
    const saw = (answer: string): void => {
      // What was seen first counts: if it changed while the run was on, another run is due.
      const first = this.#files.get(path);
      if (first?.answer === undefined) this.#files.set(path, { answer, stamp: first?.stamp ?? stamp });
    };
    try {
      const text = this.#host.read(path);
      saw(QUESTIONS.read(text));
      return text;
    } catch (error) {
      saw(faultCode(error));
      throw error;
    }
  }

  #stamp(path: string): string | undefined {
    const stamp = this.#host.stamp(path);
    if (stamp !== undefined && !this.#files.has(path)) this.#files.set(path, { answer: undefined, stamp });
    return stamp;
  }

  #list(path: string): ReturnType<Host['list']> {
    const entries = this.#host.list(path);
    if (!this.#lists.has(path))
      this.#lists.set(path, new Map(entries.map(({ name, isFolder }) => [name, isFolder])));
    return entries;
  }

  #stat(path: string): ReturnType<Host['stat']> {
    const found = this.#host.stat(path);
    if (!this.#kinds.has(path)) this.#kinds.set(path, QUESTIONS.stat(found));
    return found;
  }

  #realPath(path: string): string | undefined {
    const found = this.#host.realPath(path);
    if (!this.#links.has(path)) this.#links.set(path, QUESTIONS.realPath(found));
    return found;
  }

  #wrote(path: string, text: string): void {
    this.#files.set(path, { answer: QUESTIONS.read(text), stamp: undefined });
    this.#appeared(path, false);
  }

  #appeared(path: string, isFolder: boolean): void {
    if (this.#kinds.has(path)) this.#kinds.set(path, isFolder ? 'folder' : 'file');
    if (this.#links.has(path)) this.#links.set(path, linkOf(this.#host, path));
    const parent = dirname(path);
    const list = this.#lists.get(parent);
    if (list?.get(basename(path)) === isFolder || parent === path) return;
    list?.set(basename(path), isFolder);
    this.#appeared(parent, true);
  }

  #removed(path: string): void {
    if (this.#files.has(path)) this.#files.set(path, { answer: QUESTIONS.read(undefined), stamp: undefined });
    if (this.#kinds.has(path)) this.#kinds.set(path, QUESTIONS.stat(undefined));
    this.#lists.get(dirname(path))?.delete(basename(path));
  }

  #isOtherFile(path: string, seen: SeenFile): boolean {
    const stamp = this.#host.stamp(path);
    if (stamp !== undefined && stamp === seen.stamp) return false;
    if (fileAnswer(this.#host, path) !== seen.answer) return true;
    this.#files.set(path, { answer: seen.answer, stamp });
    return false;
  }

  #isOtherList(path: string, seen: ReadonlyMap<string, boolean>): boolean {
    try {
      const entries = this.#host.list(path);
      return (
        entries.length !== seen.size || entries.some(({ name, isFolder }) => seen.get(name) !== isFolder)
      );
    } catch {
      return true;
    }
  }
}

function asFile([path]: readonly [string, unknown]): Change {
  return { path, kind: 'file' };
}

function asFolder([path]: readonly [string, unknown]): Change {
  return { path, kind: 'folder' };
}

function fileAnswer(host: Host, path: string): string {
  try {
    return QUESTIONS.read(host.read(path));
  } catch (error) {
    return faultCode(error);
  }
}

function kindOf(host: Host, path: string): string {
  return QUESTIONS.stat(host.stat(path));
}

function linkOf(host: Host, path: string): string {
  return QUESTIONS.realPath(host.realPath(path));
}
