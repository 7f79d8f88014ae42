import type { Ends } from '../../../domain/ends/end.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Goal } from '../../../domain/policy/goals.ts';
import { planOf, type Plan } from '../../../domain/policy/plan.ts';
import type { PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import { prolonging } from '../ends/ends-of.ts';

type Nothing = Extract<Goal, { kind: 'nothingToDo' }>;

/** What leads to a goal. What is open already may still be given an end, or another one; `what`: why nothing would change. */
export function planFor(tenantId: TenantId, before: PartnerSnapshot, goal: Goal, ends: Ends | null): Plan | Nothing {
  if (goal.kind === 'change') return planOf(tenantId, before, goal.after);
  return (ends && prolonging(tenantId, before, ends)) ?? goal;
}

/** What is so already, and of which setting. */
export const soOf = ({ what, field }: Nothing): Pick<Nothing, 'what' | 'field'> => ({
  what,
  ...(field !== undefined && { field }),
});
