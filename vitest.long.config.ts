import { defineConfig } from 'vitest/config';
import { quickFolder } from './test/support/quick-folder.ts';
import { SlowestFirst } from './test/support/slowest-first.ts';

/**
 * What takes minutes: very many cases, processes that are started, starved and killed one after the other, and stories that
 * tell one thing in many variations, of which `npm test` has the plain ones elsewhere.
 */
export const LONG = [
  'test/long/**/*.test.ts',
  'test/{cards/hostile,docs/log-lines,store/checks/inspect,store/processes,telemetry/trouble,words/numbers,words/sentences}.test.ts',
  'test/{demo/ended,runtime/log,store/disk,teams/spoken}.test.ts',
  'test/deploy/{backup,postgres-backup}.test.ts',
  'test/store/copying/*.test.ts',
  'test/store/postgres/*.test.ts',
  'test/stories/{accepted-until,actors,approvals,approvers,as-proposed,between-looks,bursts,closing-first,defaults,digests,door,drift-cards,ends-for-good,ends-past-ways,events,faults,freezing,freezing-again,freezing-others,gate,guests,heard-first,hearing,late-effect,limits,lookalike-rows,many-drifts,names,one-alert,one-refusal,opened-past,own-drift,partners-of-change,policy,readers,reading,recertify,replicas,right-eyes-cards,right-eyes-variations,rule-told,secrecy,stolen-identity,store-faults,store-unnoted,targeted,tenant-wide,thaw-changed,thawing,twice,typed-decisions,typing,unheard,unlost,urgency,views,visitors,watcher,webhook,who-may,whole-partner,whose-word}.test.ts',
  'test/production/{clouds,credentials,doctor,export,hanging,npm,outbound,postgres,refusals,signals,stalled-reader,start,strangers,telemetry,watch}.test.ts',
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
    sequence: { sequencer: SlowestFirst },
    // Most of the time is spent waiting for faults.
    maxConcurrency: 4,
  },
});
