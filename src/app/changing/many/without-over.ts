import { openOf, withDoors } from '../../../domain/ends/door.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { LeftOut, Member } from '../../../domain/policy/many.ts';
import { planOf, steps } from '../../../domain/policy/plan.ts';

/** What has come to its end meanwhile is not opened again, and said: only a freeze kept it from being closed by that. */
export function withoutOver(
  members: readonly Member[],
  endings: readonly Ending[],
  now: Instant,
): { readonly members: readonly Member[]; readonly left: readonly LeftOut[] } {
  const left: LeftOut[] = [];
  const open = members.flatMap((member): readonly Member[] => {
    const { partner, plan } = member;
    const over = endings.filter(({ partner: of, end }) => of.tenantId === plan.tenantId && now >= end.at);
    const doors = openOf(
      plan.after,
      over.flatMap(({ end }) => end.doors),
    );
    if (doors.length === 0 || plan.after.kind === 'template') return [member];
    left.push({ partner, why: 'endCame' });
    const rest = planOf(plan.tenantId, plan.before, withDoors(plan.after, doors, false, partner));
    return steps(rest).length === 0 ? [] : [{ ...member, plan: rest }];
  });
  return { members: open, left };
}
