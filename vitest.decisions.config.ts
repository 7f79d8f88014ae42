import { defineConfig } from 'vitest/config';

/** The tests of `npm run mutation:decisions`: the rules one by one, with everything outside in memory. */
export default defineConfig({
  test: {
    include: ['test/app/**/*.test.ts'],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
