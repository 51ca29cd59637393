import type { Host } from '../host.ts';
import { contentAnswer, QUESTIONS, type Question } from './observation.ts';

/** Every question of a run and its answer: `[question, path, answer]`. */
export type Recording = readonly (readonly [Question, string, string])[];

/**
 * Remembers what a run asked the file system. A run's outcome is a pure function of the answers, so where they are all
 * the same again, so is the outcome.
 *
 * @param isPrivate - paths whose content never decides an outcome: caches and locks.
 */
export function recordHost(
  host: Host,
  isPrivate: (path: string) => boolean,
): { readonly host: Host; readonly recording: () => Recording | undefined } {
  const answers = new Map<string, Recording[number]>();
  let isStable = true;
  const note = (question: Question, path: string, answer: string): void => {
    const key = `${question} ${path}`;
    // Something changed while the run was on: what it saw is no one state of the files.
    if ((answers.get(key)?.[2] ?? answer) !== answer) isStable = false;
    answers.set(key, [question, path, answer]);
  };
  const asking = <Q extends Question>(question: Q): Host[Q] => {
    const ask = host[question] as (path: string) => unknown;
    const asked = (path: string): unknown => {
      const result = ask(path);
      if (!isPrivate(path)) note(question, path, QUESTIONS[question](result as never));
      return result;
    };
    return asked as Host[Q];
  };
  const hash = (path: string): string | undefined => {
    const found = host.hash(path);
    if (!isPrivate(path)) note('read', path, contentAnswer(found));
    return found;
  };
  return {
    host: {
      ...host,
      read: asking('read'),
      hash,
      list: asking('list'),
      stat: asking('stat'),
      realPath: asking('realPath'),
    },
    recording: () => (isStable ? [...answers.values()] : undefined),
  };
}
