import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';

/** Everything in which a value may show itself, one text each. */
export function everythingSaid(value: unknown): readonly string[] {
  const texts = [
    inspect(value),
    inspect(value, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true }),
    inspect(value, { showHidden: true, depth: Number.POSITIVE_INFINITY, customInspect: false }),
    attempt(() => JSON.stringify(value)),
    attempt(() => `${value}`),
    attempt(() => inspect(structuredClone(value), { showHidden: true, depth: Number.POSITIVE_INFINITY })),
    attempt(() => serialize(value).toString('latin1')),
    format('%s %o %O %j', value, value, value, value),
    printed(value),
  ];
  return [...texts, ...errorsIn(value)];
}

/** Messages, stacks and members of an error and its causes, as a logger would walk them. */
function errorsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  let at: unknown = value;
  for (let depth = 0; at instanceof Error && depth < 20; depth += 1) {
    texts.push(at.name, at.message, at.stack ?? '');
    for (const key of Reflect.ownKeys(at)) texts.push(String(key), inspect(Reflect.get(at, key)));
    at = at.cause;
  }
  return texts;
}

function printed(value: unknown): string {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const output = new Console({ stdout: stream, stderr: stream });
  output.log(value);
  output.error('failed', value);
  output.dir(value, { depth: null, showHidden: true });
  return chunks.join('');
}

function attempt(show: () => string): string {
  try {
    return show();
  } catch (error) {
    // What cannot be shown that way says so in an error, which is shown too.
    return inspect(error, { showHidden: true });
  }
}
