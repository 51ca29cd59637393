import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createLockSystem } from '../../../generator/src/output/lock-system.ts';
import { generateSynthetic } from './synthetic-output.ts';

// Started by tests: brings the files under a root to each version that comes in on standard input, one a line. Says
// `ready`, then of each version `writing` before the first file changes, and `done` or what was reported.
const [, , root = ''] = process.argv;
const system = createLockSystem(process);
const host = createNodeHost(root, {});
const say = (words: string): void => void process.stdout.write(`${words}\n`);
process.stdin.on('data', async (data) => {
  let isWriting = false;
  const replace = (path: string, text: string): void => {
    if (!isWriting) say('writing');
    isWriting = true;
    host.replace(path, text);
  };
  const diagnostics = await generateSynthetic({ ...host, replace }, root, Number(String(data)), system);
  say(diagnostics.sorted.map(({ code }) => code).join(' ') || 'done');
});
say('ready');
