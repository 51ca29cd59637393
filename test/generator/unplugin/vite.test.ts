import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScratchProject } from '../../support/scratch-project.ts';
import { manifest } from '../watch/sample-project.ts';
import { createBundledProject, NOTES, runScript } from './bundled-project.ts';

let project: ScratchProject;

beforeEach(async () => {
  project = await createBundledProject('vite');
});

afterEach(() => project[Symbol.asyncDispose]());

const OPTIONS = `configFile: false, logLevel: 'silent', plugins: [extconn.vite()]`;

const BUILD = `import { build } from 'vite';
import extconn from 'extconn/unplugin';
const made = await build({ ${OPTIONS}, build: { ssr: 'main.ts' }, ssr: { noExternal: true } }).catch((error) => error);
console.log(JSON.stringify(made.errors ?? [made.message]));
`;

describe('vite build', () => {
  it('builds from what it just generated', async () => {
    expect(await runScript(project, BUILD)).toEqual([[null]]);
    expect((await project.run(process.execPath, ['dist/main.js'])).stdout).toBe('10\n');
  });

  it('ends with every mistake, the first with its place', async () => {
    await project.write(NOTES, manifest('Notes', 1000).replace('minimum', 'minimun').replace('1000', 'x'));
    const [[error]] = (await runScript(
      project,
      BUILD.replace('made.errors', 'made.errors?.map((error) => ({ ...error, message: error.message }))'),
    )) as [[object]];
    expect(error).toMatchObject({
      plugin: 'extconn',
      pluginCode: 'EXT1104',
      id: project.path(NOTES),
      loc: { file: project.path(NOTES), line: 2, column: 4 },
      frame: expect.stringContaining('> 2 | id: x'),
      message: expect.stringContaining(`${NOTES}:12:29  EXT1102  `),
    });
  });
});

describe('the development server', () => {
  it('goes on through a mistake, shows it in the browser, and serves what was generated last', async () => {
    const good = manifest('Notes', 1000, 11);
    const seen = await runScript(
      project,
      `import { writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import extconn from 'extconn/unplugin';
const server = await createServer({ ${OPTIONS}, server: { middlewareMode: true, ws: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } });
const sent = [];
server.ws.send = (payload) => sent.push(payload);
const until = async (test) => { while (!test()) await new Promise((resolve) => setTimeout(resolve, 20)); };
const limit = async () => (await server.transformRequest('/providers/notes/configuration.gen.ts')).code.match(/default\\((\\d+)\\)/)[1];
console.log(JSON.stringify({ first: await limit() }));
writeFileSync('${NOTES}', ${JSON.stringify(good.replace('minimum', 'minimun'))});
await until(() => sent.some(({ type }) => type === 'error'));
const { err } = sent.find(({ type }) => type === 'error');
console.log(JSON.stringify({ err, during: await limit() }));
writeFileSync('${NOTES}', ${JSON.stringify(good)});
await until(() => sent.some(({ type }) => type === 'full-reload'));
await until(() => sent.length > 1);
server.moduleGraph.invalidateAll();
console.log(JSON.stringify({ after: await limit() }));
await server.close();
`,
    );
    expect(seen).toMatchObject([
      { first: '10' },
      { err: { plugin: 'extconn', loc: { line: 12, column: 28 } }, during: '10' },
      { after: '11' },
    ]);
  }, 60_000);
});

describe('where the bundler works elsewhere', () => {
  it('generates in the folder that it is told', async () => {
    await project.write('app/main.ts', "export * from '../providers/notes/configuration.gen.ts';\n");
    const build = BUILD.replace('configFile', "root: 'app', configFile").replace(
      'vite()',
      "vite({ cwd: '..' })",
    );
    expect(await runScript(project, build)).toEqual([[null]]);
    expect(await readFile(project.path('providers/index.gen.ts'), 'utf8')).toContain(
      'NotesConnectionProvider',
    );
  });
});
