import type { Change } from '../../../domain/change/change.ts';
import { frozenPlan } from '../../../domain/policy/freeze.ts';
import type { Member, OnePlan } from '../../../domain/policy/many.ts';
import { planOf, steps, type Plan } from '../../../domain/policy/plan.ts';
import { continued } from '../../../domain/policy/revert.ts';
import type { Snapshot } from '../../../domain/policy/snapshot.ts';

/** What is there of a part that a process left in the middle because it ended; undefined: it ended otherwise. */
function leftBehind(status: Change['status']): Snapshot | undefined {
  if (status.state !== 'failed' || status.failure.kind === 'diverged') return undefined;
  const { problem, halt, found } = status.failure;
  return problem === null && halt === undefined ? found : undefined;
}

/** What is still to be done of it, as it was decided; undefined: that is for people to say. */
export function restOf(plan: Plan, status: Change['status']): OnePlan | undefined {
  const found = leftBehind(status);
  if (found === undefined) return undefined;
  const rest = planOf(plan.tenantId, found, continued(plan, found));
  return { ...rest, ...(plan.prolongs === true && { prolongs: true }) };
}

/** What still closes it, whyever it did not come about; undefined: nothing does, or it must not. */
export function closingAgain({ plan }: Member, status: Change['status']): OnePlan | undefined {
  if (status.state === 'expired') return plan;
  if (status.state === 'stale') return frozenPlan(plan.tenantId, status.found);
  if (status.state !== 'failed') return undefined;
  const rest = frozenPlan(plan.tenantId, status.failure.found);
  return steps(rest).length === 0 && leftBehind(status) === undefined ? undefined : rest;
}

/** What Graph did not take is tried again in so long, in milliseconds. */
const PAUSE_MS = 10_000;

/** After what Graph did not take it is given some time. */
export const isTooSoon = (status: Change['status'], now: number): boolean =>
  status.state === 'failed' && leftBehind(status) === undefined && now < status.at + PAUSE_MS;
