import type { Host } from '../host.ts';
import { hashFound, hashText } from '../output/hash.ts';

/** The questions about the file system whose answers decide what a run produces, each as a short text. */
export const QUESTIONS = {
  read: (text: ReturnType<Host['read']>) => contentAnswer(hashFound(text)),
  list: (entries: ReturnType<Host['list']>) =>
    hashText(entries.map(({ name, isFolder }) => `${isFolder ? '/' : ''}${name}`).join('\n'), 32),
  // Sizes and times say nothing that the content does not say.
  stat: (found: ReturnType<Host['stat']>) =>
    found === undefined ? '-' : found.isFolder ? 'folder' : found.isFile ? 'file' : 'other',
  realPath: (path: ReturnType<Host['realPath']>) => path ?? '-',
} as const;

export type Question = keyof typeof QUESTIONS;

/** The answer to `read` of a file with this hash. */
export function contentAnswer(hash: ReturnType<Host['hash']>): string {
  return hash?.slice(0, 32) ?? '-';
}

/** What the file system answers now. */
export function observe(host: Host, question: Question, path: string): string {
  if (question === 'read') return contentAnswer(host.hash(path));
  return QUESTIONS[question](host[question](path) as never);
}
