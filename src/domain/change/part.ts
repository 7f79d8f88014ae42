import { samePerson } from '../people/person.ts';
import { frozenPlan } from '../policy/freeze.ts';
import type { Many } from '../policy/many.ts';
import { waypoints } from '../policy/plan.ts';
import { sameState } from '../policy/snapshot.ts';
import type { Change } from './change.ts';
import { allMembers } from './progress.ts';

/**
 * Whether a change does what was decided for its partner in one of many, and nothing else, as the same people asked for and
 * decided it. What a freeze finds may be more than its card showed, and of more partners: all of that is closed, and nothing
 * opened.
 */
export function isPartOf({ proposal, status }: Change, whole: Change): boolean {
  const { plan: all, requester, approval, id } = whole.proposal;
  const members = all.many === undefined ? [] : allMembers(all.many, whole.progress);
  const member = members.find(({ plan }) => plan.tenantId === proposal.plan.tenantId);
  if (member === undefined || proposal.partOf !== id || proposal.approval !== approval) return false;
  if (!samePerson(proposal.requester, requester) || !sameDecider(status, whole.status)) return false;
  if (JSON.stringify(proposal.ends) !== JSON.stringify(member.ends ?? null)) return false;
  const { before, after, prolongs } = member.plan;
  const { plan } = proposal;
  if (all.many?.kind === 'freeze') return sameState(frozenPlan(plan.tenantId, plan.before).after, plan.after);
  // The rest of it, where a part of it was done before the process ended.
  const isOnItsWay = waypoints({ before, after }).some((state) => sameState(state, plan.before));
  return prolongs === plan.prolongs && isOnItsWay && sameState(after, plan.after);
}

/** Whom a change of many is about. Throws where it is about one. */
export function manyOf({ proposal: { plan } }: Change): Many {
  if (plan.many === undefined) throw new Error('only what is about many has members');
  return plan.many;
}

const sameDecider = (part: Change['status'], whole: Change['status']): boolean =>
  'by' in part && 'by' in whole && samePerson(part.by, whole.by);
