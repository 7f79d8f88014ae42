import { defineConfig } from 'vitest/config';

/** `npm run test:long`: what takes minutes, since it is about very many cases. `npm test` has everything else. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    isolate: false,
    testTimeout: 20 * 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Most of the time is spent waiting for faults.
    maxConcurrency: 8,
  },
});
