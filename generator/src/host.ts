/** The outside world. Everything the generator reads or writes goes through it, so tests run in memory. */
export interface Host {
  /** Absolute folder the command works in. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; undefined where there is none. Throws where there is one that cannot be read. */
  read(path: string): string | undefined;
  /** SHA-256 of the file's text, in hexadecimal. As `read`, but it may be known without reading. */
  hash(path: string): string | undefined;
  /**
   * A text that is the same again only where the file is the same, byte for byte; undefined where that cannot be told
   * without reading it: there is none, or it changed so recently that its times may not show the next change.
   */
  stamp(path: string): string | undefined;
  /** What a folder holds, sorted; empty where there is no such folder. */
  list(path: string): readonly DirectoryEntry[];
  stat(path: string): FileStat | undefined;
  /** The path with every link followed; undefined where it leads nowhere. */
  realPath(path: string): string | undefined;
  /** Whether the file or folder may be changed; of what does not exist, whether it may be made. */
  isWritable(path: string): boolean;
  /** Puts the text in place in one step: the file is wholly old or wholly new at every moment. Makes folders. */
  replace(path: string, text: string): void;
  /** Deletes a file; nothing happens where there is none. */
  remove(path: string): void;
  /** Writes a new file; false where one is there already. Makes folders. */
  create(path: string, text: string): boolean;
  makeFolder(path: string): void;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface FileStat {
  readonly isFolder: boolean;
  readonly isFile: boolean;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}
