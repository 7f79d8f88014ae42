import { defineConfig } from 'vitest/config';
import { quickFolder } from './test/support/quick-folder.ts';
import { LONG } from './vitest.long.config.ts';

/** The part of `app` that says whether and what is written. */
export const DECISIONS = [
  'authorize',
  'limits',
  'promises',
  'use-case',
  'changing/apply',
  'changing/as-found',
  'changing/as-proposed',
  'changing/close-review',
  'changing/decide',
  'changing/decide-other',
  'changing/ends/close-at-end',
  'changing/ends/keep-ends',
  'changing/ends/prove-end',
  'changing/hear-first',
  'changing/keep',
  'changing/lifecycle',
  'changing/prove-write',
  'changing/read-back',
  'changing/revert-drift',
  'changing/resume-writing',
  'changing/settle',
  'changing/supersede',
  'changing/take-partner',
  'changing/withdraw',
  'changing/write',
  'telling/cards/learn-card',
  'telling/readers/private-place',
  'telling/readers/readers-said',
  'telling/readers/right-eyes',
  'watching/accept-drift',
  'watching/decide-drift',
  'watching/doubts',
  'watching/explain-record',
  'watching/match-evidence',
  'watching/own-effect',
  'watching/parts-of-drift',
  'watching/reopen-drift',
].map((name) => `src/app/${name}.ts`);

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
    // `npm run coverage`: what decides is to be tested in each of its branches.
    coverage: {
      include: ['src/domain/**/*.ts', ...DECISIONS],
      reporter: ['text', 'json'],
      reportOnFailure: true,
      thresholds: { branches: 100 },
    },
  },
});
