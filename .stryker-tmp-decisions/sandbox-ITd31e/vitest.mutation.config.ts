// @ts-nocheck
import { defineConfig } from 'vitest/config';

/** The tests of `npm run mutation`: those that state the rules one by one, without the rest of the bot. */
export default defineConfig({
  test: { include: ['test/domain/**/*.test.ts'] },
});
