import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/scratch-project.ts';

const HOOK = `
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export async function load(url, context, next) { writeSync(2, url + '\\\\n'); return next(url, context); }
\`));`;

/** Every module that the built package loads when a program runs these statements. */
async function loadedBy(statements: string): Promise<readonly string[]> {
  const index = pathToFileURL(join(REPOSITORY, 'providers/dist/index.gen.js')).href;
  const program = `const { ExternalConnectionProviders: providers } = await import('${index}');\n${statements}`;
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stderr } = await promisify(execFile)(process.execPath, [
    '--import',
    hook,
    '--input-type=module',
    '-e',
    program,
  ]);
  return stderr.split('\n').filter((line) => line.startsWith('file:'));
}

describe('importing the shipped index', () => {
  it('loads no driver, no Zod, no factory, no configuration and no connection', async () => {
    const loaded = await loadedBy('');
    const of = (folder: string): readonly string[] => loaded.filter((url) => url.includes(folder));
    const providers = of('/providers/dist/').map((url) => url.split('/providers/dist/')[1]);
    // What is left would be a driver, Zod, or anything else that nobody asked for.
    expect(loaded.length).toBe(providers.length + of('/runtime/dist/').length);
    expect(providers).toEqual(['index.gen.js']);
    expect(of('/runtime/dist/').map((url) => url.split('/runtime/dist/')[1])).toEqual([
      'codegen/v1-providers.js',
    ]);
  });

  it("gives the class that each provider's own subpath gives", async () => {
    const names = readdirSync(join(REPOSITORY, 'providers/models')).map((file) => file.replace('.json', ''));
    const program = `
      const { ExternalConnectionProviders } = await import('@extconn/providers');
      const modules = await Promise.all(${JSON.stringify(names)}.map((name) => import('@extconn/providers/' + name)));
      const instances = modules.flatMap((module) => Object.values(module).map(({ instance }) => instance));
      console.log(JSON.stringify(instances.map((one) => ExternalConnectionProviders.getByName(one.name) === one)));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: REPOSITORY,
    });
    expect(JSON.parse(stdout)).toEqual(names.map(() => true));
  });

  it('loads one driver when its factory is asked for', async () => {
    const loaded = await loadedBy(
      'const created = await providers.Sqlite.createConnectionFactory(); if (created.isFailure) throw new Error(created.errorMessage);',
    );
    expect(loaded.some((url) => url.includes('/node_modules/libsql/'))).toBe(true);
    expect(loaded.filter((url) => /node_modules\/(mssql|mongodb|oracledb)\//.test(url))).toEqual([]);
  });
});
