import { defineConfig } from 'vitest/config';
import { quickFolder } from './test/support/quick-folder.ts';

/** `npm run test:built`: the tests of the production process, which run the build where there is one of this source. */
export default defineConfig({
  test: {
    include: ['test/production/**/*.test.ts'],
    isolate: false,
    env: { TMPDIR: quickFolder(), RUNS: 'build' },
    testTimeout: 5 * 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    maxConcurrency: 4,
  },
});
