import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 30_000,
    // Many tests start processes and wait for them, so more workers than cores keep the cores busy.
    maxWorkers: 6,
  },
});
