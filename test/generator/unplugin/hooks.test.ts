import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../generator/src/unplugin/machine.ts';
import { type RollupLog, startBuild } from '../../../generator/src/unplugin/rollup.ts';
import { applyToWebpack, type WebpackCompilation } from '../../../generator/src/unplugin/webpack.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { FakeWatchSystem } from '../watch/fake-watch-system.ts';
import { provider } from '../watch/sample-project.ts';

const MANIFEST = '/project/providers/notes/provider.yaml';

/** A machine whose project has one provider, with this change in its manifest. */
function machineWith(change: (manifest: string) => string = (text) => text): Machine {
  const files = provider('Notes', 1000);
  const host = createMemoryHost({
    ...files,
    [MANIFEST]: change(files['providers/notes/provider.yaml'] ?? ''),
  });
  return {
    host: () => host,
    watchSystem: new FakeWatchSystem(host),
    lockSystem: {
      self: { machine: 'here', pid: 1, start: '' },
      startOf: () => undefined,
      now: () => 0,
      sleep: async () => {},
    },
  };
}

const misspell = (text: string): string => text.replace('minimum', 'minimun');

describe('Rollup', () => {
  it('watches what is read and the folders in which providers appear, and nothing that is generated', async () => {
    const watched: string[] = [];
    const fail = (log: RollupLog): never => {
      throw new Error(log.message);
    };
    await startBuild(
      { addWatchFile: (path) => void watched.push(path), warn: fail, error: fail },
      machineWith(),
      '/project',
    );
    expect(watched).toEqual(
      expect.arrayContaining([MANIFEST, '/project/providers/notes/connection.ts', '/project/providers']),
    );
    expect(watched.filter((path) => /\.gen\.ts$|\.schema\.json$|\.extconn/.test(path))).toEqual([]);
  });
});

/** What webpack calls, as far as the plugin takes part. */
function fakeCompiler(machine: Machine) {
  const starts = new Map<string, () => Promise<void>>();
  let compile = (_: WebpackCompilation): void => {};
  const hook = (name: string) => ({
    tapPromise: (_: string, work: () => Promise<void>) => void starts.set(name, work),
  });
  applyToWebpack(
    {
      context: '/project',
      hooks: {
        beforeRun: hook('beforeRun'),
        watchRun: hook('watchRun'),
        thisCompilation: {
          tap: (_, work) => {
            compile = work;
          },
        },
      },
    },
    machine,
    '/project',
  );
  return async (start: 'beforeRun' | 'watchRun') => {
    const compilation = {
      errors: [],
      warnings: [],
      fileDependencies: new Set<string>(),
      contextDependencies: new Set<string>(),
    };
    await starts.get(start)?.();
    compile(compilation);
    return compilation;
  };
}

describe('webpack', () => {
  it.each(['beforeRun', 'watchRun'] as const)(
    'generates before the build reads anything (%s)',
    async (start) => {
      const machine = machineWith();
      const { errors, fileDependencies, contextDependencies } = await fakeCompiler(machine)(start);
      expect(errors).toEqual([]);
      expect(machine.host('').read('/project/providers/index.gen.ts')).toContain('NotesConnectionProvider');
      expect([...fileDependencies]).toContain(MANIFEST);
      expect([...contextDependencies]).toContain('/project/providers');
    },
  );

  it('gets errors with their places, and goes on watching', async () => {
    const { errors, fileDependencies } = await fakeCompiler(machineWith(misspell))('watchRun');
    expect(errors).toMatchObject([
      { file: MANIFEST, loc: { start: { line: 12, column: 28 }, end: { line: 12, column: 35 } } },
    ]);
    expect(String(errors[0])).toContain('EXT1102');
    expect([...fileDependencies]).toContain(MANIFEST);
  });
});
