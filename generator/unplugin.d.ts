/** The settings of the plugin. */
export interface ExtconnOptions {
  /**
   * The folder to generate in: it or one above it holds `extconn.yaml`. Default: the root that the bundler works in.
   */
  readonly cwd?: string;
}

/** A plugin of Vite, Rollup and Rolldown, which have nothing in common with it but its name that its users need. */
export interface ExtconnRollupPlugin {
  readonly name: string;
}

/** A plugin of esbuild. */
export interface ExtconnEsbuildPlugin {
  readonly name: string;
  setup(build: unknown): void;
}

/** A plugin of webpack and Rspack. */
export interface ExtconnWebpackPlugin {
  apply(compiler: unknown): void;
}

/** The plugin for each bundler. */
export interface ExtconnUnplugin {
  vite(options?: ExtconnOptions): ExtconnRollupPlugin;
  rollup(options?: ExtconnOptions): ExtconnRollupPlugin;
  rolldown(options?: ExtconnOptions): ExtconnRollupPlugin;
  esbuild(options?: ExtconnOptions): ExtconnEsbuildPlugin;
  webpack(options?: ExtconnOptions): ExtconnWebpackPlugin;
  rspack(options?: ExtconnOptions): ExtconnWebpackPlugin;
}

/**
 * Does what `extconn generate` does whenever a build starts, and again in watch mode when a manifest changes. Mistakes
 * become the build's errors and warnings, with file, line and column; generated files then stay as they are.
 *
 * @example
 * ```ts
 * // vite.config.ts
 * import extconn from 'extconn/unplugin';
 * import { defineConfig } from 'vite';
 *
 * export default defineConfig({ plugins: [extconn.vite()] });
 * ```
 */
export declare const extconn: ExtconnUnplugin;
export default extconn;
