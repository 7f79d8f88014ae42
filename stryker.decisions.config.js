import { DECISIONS } from './vitest.coverage.config.ts';

/** `npm run mutation:decisions`: the part of `app` that says whether and what is written, with the tests of `test/app` only. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.decisions.config.ts' },
  mutate: DECISIONS,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation-decisions.json' },
  tempDirName: '.stryker-tmp-decisions',
  thresholds: { high: 95, low: 90, break: 90 },
};
