// @ts-nocheck
import { defineConfig } from 'vitest/config';

/** The tests of `npm run mutation:decisions`: the rules one by one, and the stories of asking, confirming and approving. */
export default defineConfig({
  test: {
    include: ['test/app/**/*.test.ts', 'test/stories/{approvals,changing,gate,restart}.test.ts'],
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
