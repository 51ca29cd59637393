import { join } from 'node:path';
import type { Host } from '../host.ts';
import { tolerateFault } from '../output/fault.ts';
import { preparePrivateFolder, privateFolder } from '../output/private-folder.ts';
import { observe, type Question } from './observation.ts';
import type { Recording } from './recording-host.ts';

/** What an earlier run found up to date, and everything it asked to find that out. */
interface UpToDate {
  /** Of the generator: another one may ask and answer differently. */
  readonly build: string;
  readonly root: string;
  /** How many files are generated. */
  readonly files: number;
  readonly recording: Recording;
}

/** What `generate` says when it has nothing to do. */
export function upToDateText(files: number): string {
  return `Up to date: ${files} files.\n`;
}

const FILE = 'up-to-date.json';

/**
 * How many generated files there are, where an earlier run found them all up to date and every file it looked at is
 * as it was, byte for byte; undefined where that is not known.
 */
export function replayUpToDate(host: Host, root: string, build: string): number | undefined {
  let found: number | undefined;
  // A record that is absent, damaged or made up counts as none: every answer in it is asked again.
  tolerateFault(() => {
    const record = JSON.parse(host.read(join(privateFolder(root), FILE)) ?? '{}') as Partial<UpToDate>;
    if (record.build !== build || record.root !== root || !Array.isArray(record.recording)) return;
    const isSame = ([question, path, answer]: Recording[number]): boolean =>
      observe(host, question as Question, path) === answer;
    if (record.recording.length > 0 && record.recording.every(isSame)) found = Number(record.files);
  });
  return found;
}

/** Keeps what a run asked that found everything up to date. */
export function rememberUpToDate(host: Host, record: UpToDate): void {
  tolerateFault(() => {
    preparePrivateFolder(host, record.root);
    host.replace(join(privateFolder(record.root), FILE), JSON.stringify(record));
  });
}
