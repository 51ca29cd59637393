import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createLockSystem } from '../../../generator/src/output/lock-system.ts';
import { generateSynthetic } from './synthetic-output.ts';

// Started by tests: brings the files under a root to each version that comes in on standard input, one a line.
const [, , root = ''] = process.argv;
const system = createLockSystem(process);
const host = createNodeHost(root, {});
process.stdin.on('data', async (data) => {
  const diagnostics = await generateSynthetic(host, root, Number(String(data)), system);
  process.stdout.write(`${diagnostics.sorted.map(({ code }) => code).join(' ') || 'done'}\n`);
});
process.stdout.write('ready\n');
