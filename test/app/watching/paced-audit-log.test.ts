import { beforeEach, expect, test } from 'vitest';
import { pacedAuditLog, type PacedAuditLog } from '../../../src/app/watching/paced-audit-log.ts';
import type { Ports } from '../../../src/app/ports.ts';
import { DirectoryError } from '../../../src/domain/problem.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { aProblem } from '../../builders.ts';

const SECOND = 1_000;
const ACTIVITY = 'Update a partner cross-tenant identity sync setting';

let elapsed: number;
let answer: () => Promise<[]>;
let over: Promise<void>;
let audit: PacedAuditLog;

beforeEach(() => {
  elapsed = 0;
  answer = () => Promise.resolve([]);
  audit = pacedAuditLog({
    auditLog: { find: () => answer() },
    clock: { now: () => elapsed, elapsed: () => elapsed, sleep: () => Promise.resolve() },
    log: createLog('silent', { write: () => undefined }),
    background: { start: (_: string, work: () => Promise<void>) => void (over = work()) },
  } as unknown as Ports);
});

/** How long nothing may be asked after a question. */
async function pauseAfter(how: typeof answer): Promise<number> {
  answer = how;
  audit.ask(ACTIVITY, 0, () => Promise.resolve());
  expect(audit.isFree()).toBe(false);
  await over;
  while (!audit.isFree()) elapsed += SECOND;
  return elapsed / SECOND;
}

const failed = (problem: Parameters<typeof aProblem>[0]) => () => Promise.reject(new DirectoryError(aProblem(problem)));

test.each<[string, () => Promise<[]>, number]>([
  ['that was answered', () => Promise.resolve([]), 2],
  ['that failed', failed({ kind: 'serverError' }), 30],
  ['that failed by a fault of our own', () => Promise.reject(new Error('no')), 30],
  ['that came too soon after others', failed({ kind: 'throttled', retryAfterSeconds: 5 }), 30],
  ['that came much too soon after others', failed({ kind: 'throttled', retryAfterSeconds: 120 }), 120],
  ['that may not be asked', failed({ kind: 'forbidden' }), 3600],
])('after a question %s there is a pause', async (_, how, seconds) => {
  expect(await pauseAfter(how)).toBe(seconds);
});
