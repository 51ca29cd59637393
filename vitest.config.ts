import { defineConfig } from 'vitest/config';
import { viteTemplates } from './generator/templates-plugin.ts';

export default defineConfig({
  plugins: [viteTemplates],
  // The workspaces' own sources, not their builds.
  resolve: { conditions: ['@extconn/source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@extconn/source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
});
