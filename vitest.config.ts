import { defineConfig } from 'vitest/config';
import { viteTemplates } from './generator/templates-plugin.ts';

export default defineConfig({
  plugins: [viteTemplates],
  // The workspaces' own sources, not their builds.
  resolve: { conditions: ['@extconn/source', 'node'] },
  ssr: { resolve: { conditions: ['@extconn/source', 'node'] } },
  test: {
    include: ['test/**/*.test.ts'],
    // Some tests run compilers and drivers, on machines that are busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
