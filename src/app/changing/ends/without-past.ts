import { bringsBack } from '../../../commands/bringing-back.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { openedBy, openedByDefault, openOf, withDoors, type EndingDoor } from '../../../domain/ends/door.ts';
import { doorsPast } from '../../../domain/ends/ending.ts';
import type { LeftOut, Member, OnePlan } from '../../../domain/policy/many.ts';
import { planOf, steps, waypoints } from '../../../domain/policy/plan.ts';
import type { DefaultConfiguration } from '../../../domain/policy/policy.ts';
import type { Ports } from '../../ports.ts';

type Asked = Pick<Proposal, 'partner'> & { readonly plan: OnePlan };

/**
 * A plan without what has come to its end. `shut`: those doors. `plan` undefined: nothing is left of it, or not without opening
 * them on its way.
 */
export type WithoutPast = { readonly plan: OnePlan | undefined; readonly shut: readonly EndingDoor[] };

/**
 * What brings back how a partner was opens nothing whose end is past: that was to be open until then, whatever closed it
 * meanwhile. What was opened anew since, by a decision of its own, has the end of that, or none. Rejects with StoreError.
 * @param defaults null: what is left to the default may be open
 */
export async function withoutPast(
  ports: Pick<Ports, 'store' | 'clock'>,
  { partner, plan }: Asked,
  defaults: DefaultConfiguration | null,
): Promise<WithoutPast> {
  const shut = await pastDoorsOf(ports, plan, defaults);
  if (shut.length === 0 || plan.after.kind === 'template') return { plan, shut };
  const rest = planOf(plan.tenantId, plan.before, withDoors(plan.after, shut, false, partner));
  const opensOnItsWay = waypoints(rest).some((point) => openOf(point, shut).length > 0);
  return { plan: opensOnItsWay || steps(rest).length === 0 ? undefined : rest, shut };
}

/** As above, of many: whose doors stay shut is said, and who else is left of it. */
export async function membersWithoutPast(
  ports: Pick<Ports, 'store' | 'clock'>,
  members: readonly Member[],
  defaults: DefaultConfiguration | null,
): Promise<{ readonly members: readonly Member[]; readonly left: readonly LeftOut[] }> {
  const open: Member[] = [];
  const left: LeftOut[] = [];
  for (const member of members) {
    const { plan, shut } = await withoutPast(ports, member, defaults);
    if (shut.length > 0) left.push({ partner: member.partner, why: 'endCame' });
    if (plan !== undefined) open.push({ ...member, plan });
  }
  return { members: open, left };
}

/**
 * Whether what brings something back would open, by now, what has come to its end: it may have been decided before. Rejects
 * with StoreError, and then nothing is written.
 */
export async function opensPast(
  ports: Pick<Ports, 'store' | 'clock'>,
  proposal: Pick<Proposal, 'plan' | 'again' | 'partOf'>,
  defaults: DefaultConfiguration | null,
): Promise<boolean> {
  if (!bringsBack(proposal) || proposal.plan.many !== undefined) return false;
  return (await pastDoorsOf(ports, proposal.plan, defaults)).length > 0;
}

async function pastDoorsOf(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  plan: OnePlan,
  defaults: DefaultConfiguration | null,
): Promise<readonly EndingDoor[]> {
  const opened = [...openedBy(plan), ...openedByDefault(plan, defaults)];
  if (opened.length === 0) return [];
  const past = doorsPast(await store.decided(plan.tenantId), clock.now());
  return opened.filter((door) => past.includes(door));
}
