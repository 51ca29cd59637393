import { resolve } from 'node:path';
import { cwd, env, kill, pid, platform } from 'node:process';
import type { PluginBuild } from 'esbuild';
import { createUnplugin } from 'unplugin';
import type { ExtconnOptions, ExtconnUnplugin } from '../unplugin.d.ts';
import { createNodeHost } from './node-host.ts';
import { createLockSystem } from './output/lock-system.ts';
import { setupEsbuild } from './unplugin/esbuild.ts';
import type { Machine } from './unplugin/machine.ts';
import { type RollupContext, startBuild } from './unplugin/rollup.ts';
import { serve, type ViteServer } from './unplugin/vite.ts';
import { applyToWebpack, type WebpackCompiler } from './unplugin/webpack.ts';
import { nodeWatchSystem } from './watch/node-watch-system.ts';

const machine: Machine = {
  lockSystem: createLockSystem({ pid, platform, kill }),
  watchSystem: nodeWatchSystem,
  host: (folder) => createNodeHost(resolve(folder), env),
};

/** What the package's declaration file says. */
export const extconn: ExtconnUnplugin = createUnplugin<ExtconnOptions | undefined, false>((options) => {
  const folderOf = (root: string | undefined): string => resolve(root ?? cwd(), options?.cwd ?? '.');
  const rollup = {
    buildStart(this: RollupContext) {
      return startBuild(this, machine, folderOf(undefined));
    },
  };
  return {
    name: 'extconn',
    rollup,
    rolldown: rollup,
    vite: vitePart(folderOf),
    esbuild: {
      setup: (build: PluginBuild) =>
        setupEsbuild(build, machine, folderOf(build.initialOptions.absWorkingDir)),
    },
    webpack: (compiler: WebpackCompiler) => applyToWebpack(compiler, machine, folderOf(compiler.context)),
    rspack: (compiler: WebpackCompiler) => applyToWebpack(compiler, machine, folderOf(compiler.context)),
  };
});

export default extconn;

/** Vite builds as Rollup does; its development server is something else. */
function vitePart(folderOf: (root: string) => string) {
  const ended = new AbortController();
  let folder = '';
  let isServer = false;
  return {
    configResolved({ root, command }: { readonly root: string; readonly command: string }) {
      folder = folderOf(root);
      isServer = command === 'serve';
    },
    configureServer: (server: ViteServer) => serve(server, machine, folder, ended.signal),
    async buildStart(this: RollupContext) {
      if (!isServer) await startBuild(this, machine, folder);
    },
    closeBundle() {
      if (isServer) ended.abort();
    },
  };
}
