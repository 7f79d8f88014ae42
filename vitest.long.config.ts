import { defineConfig } from 'vitest/config';
import { quickFolder } from './test/support/quick-folder.ts';

/** What takes minutes: very many cases, and processes that are started, starved and killed one after the other. */
export const LONG = [
  'test/long/**/*.test.ts',
  'test/{cards/hostile,store/processes,telemetry/trouble}.test.ts',
  'test/stories/{many-drifts,one-refusal}.test.ts',
  'test/production/{clouds,credentials,doctor,hanging,npm,outbound,postgres,refusals,signals,stalled-reader,strangers,telemetry,watch}.test.ts',
];

/** `npm run test:long`. `npm test` has everything else. */
export default defineConfig({
  test: {
    include: LONG,
    isolate: false,
    globalSetup: 'test/support/postgres/for-the-run.ts',
    env: { TMPDIR: quickFolder() },
    testTimeout: 20 * 60_000,
    hookTimeout: 60_000,
    maxWorkers: 3,
    // Most of the time is spent waiting for faults.
    maxConcurrency: 4,
  },
});
