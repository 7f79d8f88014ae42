import { defineConfig } from 'vitest/config';
import { quickFolder } from './test/support/quick-folder.ts';
import { LONG } from './vitest.long.config.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', ...LONG],
    // Loading the SDKs anew for each file took a third of the time. No module keeps anything that a test changes.
    isolate: false,
    globalSetup: 'test/support/postgres/for-the-run.ts',
    env: { TMPDIR: quickFolder() },
    // Limits for a machine that does something else at the same time: a test that is well is far from them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests start processes and wait for them, so more workers than cores keep the cores busy.
    maxWorkers: 4,
    // Each of these is a process of its own with all the SDKs.
    maxConcurrency: 3,
  },
});
