import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type CommandResult, REPOSITORY, ScratchProject } from '../support/scratch-project.ts';

/** The main job, for real, in a new temporary project: each step says what a user would type. */

const FIXTURES = join(REPOSITORY, 'test/demo/project');
const TOKEN = 'desk-token-that-nobody-may-see';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a step and what its command said; stops the demo where it did not end as it should. */
async function step(
  title: string,
  typed: string,
  expected: number,
  work: () => Promise<CommandResult>,
): Promise<void> {
  say(`\n== ${title}\n$ ${typed}`);
  const { code, stdout, stderr } = await work();
  const output = `${stdout}${stderr}`;
  say(output.trimEnd());
  if (output.includes(TOKEN)) throw new Error('A secret was printed');
  if (code !== expected) throw new Error(`Exit code ${code} instead of ${expected}`);
  if (code !== 0) say(`(exit code ${code}, as it should be)`);
}

/** A ticket desk on this machine: the system that the scaffolded provider connects to. */
function startDesk(): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const isAllowed = request.headers.authorization === `Bearer ${TOKEN}`;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://desk');
    const tickets = [1, 2, 3].map((id) => ({
      id,
      title: `Ticket ${id} of the ${searchParams.get('region')} desk`,
    }));
    const body = pathname === '/version' ? { version: '7.2' } : pathname === '/tickets' ? tickets : undefined;
    response.writeHead(isAllowed ? (body === undefined ? 404 : 200) : 401, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(isAllowed ? body : { error: 'unauthorized' }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ port, close: () => server.close() });
    });
  });
}

const desk = await startDesk();
await using project = await ScratchProject.create([
  '@extconn/runtime',
  '@extconn/providers',
  'libsql',
  'zod',
]);
try {
  say(`A new project in ${project.root}`);
  for (const name of ['ticket-desk.yaml', 'main.ts', 'connections.json', 'bad-connections.json']) {
    await project.copy(join(FIXTURES, name), name);
  }
  const environment = { DESK_PORT: String(desk.port), DESK_TOKEN: TOKEN };
  await step('Scaffold a provider from a manifest', 'extconn new TicketDesk --from ticket-desk.yaml', 0, () =>
    project.extconn('new', 'TicketDesk', '--from', 'ticket-desk.yaml'),
  );
  await project.copy(join(FIXTURES, 'connection.ts'), 'providers/ticket-desk/connection.ts');
  say('\n(The author writes the four methods of providers/ticket-desk/connection.ts.)');
  await step(
    'Regenerate the registry, with typed connection names',
    'extconn generate --config connections.json',
    0,
    () => project.extconn('generate', '--config', 'connections.json'),
  );
  await step('See it', 'extconn list', 0, () => project.extconn('list'));
  await step('Type-check the project', 'tsc -p .', 0, () => project.tsc());
  await step('Validate a good configuration file', 'extconn validate connections.json', 0, () =>
    project.extconn('validate', 'connections.json'),
  );
  await step('Validate a bad one', 'extconn validate bad-connections.json', 1, () =>
    project.extconn('validate', 'bad-connections.json'),
  );
  await step('Test the named connections', 'extconn test connections.json', 0, () =>
    project.run(
      process.execPath,
      [join(REPOSITORY, 'generator/dist/cli.cjs'), 'test', 'connections.json'],
      environment,
    ),
  );
  await step('Open, query, test and close connections', 'tsx main.ts', 0, () =>
    project.run(
      process.execPath,
      [join(project.root, 'node_modules/tsx/dist/cli.mjs'), 'main.ts'],
      environment,
    ),
  );
  say(`
The same in a project of your own:

  npm install @extconn/runtime @extconn/providers libsql zod
  npm install --save-dev extconn typescript
  npx extconn init
  npx extconn new TicketDesk        # then write the four methods of connection.ts
  npx extconn generate --check      # in CI
  npx extconn validate connections.json
  npx extconn test connections.json`);
} finally {
  desk.close();
}
