import { namelessTenant } from '../../../domain/partners/tenant.ts';
import type { Change } from '../../../domain/change/change.ts';
import { manyOf } from '../../../domain/change/part.ts';
import { allMembers } from '../../../domain/change/progress.ts';
import { frozenPlan } from '../../../domain/policy/freeze.ts';
import type { Member } from '../../../domain/policy/many.ts';
import { steps } from '../../../domain/policy/plan.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';

/**
 * Whom a freeze has yet to close, read now: who became open after its card was drawn. Of what applies by default only where
 * that is to be closed, too. Rejects with DirectoryError.
 */
export async function stillOpen(
  { directory }: Pick<Ports, 'directory'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
  freeze: Change,
): Promise<readonly Member[]> {
  const many = manyOf(freeze);
  const members = allMembers(many, freeze.progress);
  const turnedTo = new Set(members.map(({ plan }) => plan.tenantId));
  // The card spoke of what applies by default among its partners.
  const withDefault = many.left.some((one) => 'partner' in one && one.partner.tenantId === homeTenant);
  const [entries, own] = await Promise.all([
    lookup.list(),
    withDefault && !turnedTo.has(homeTenant) ? directory.read(homeTenant) : null,
  ]);
  const plans = [...entries, ...(own === null ? [] : [{ tenantId: homeTenant, state: own }])]
    .filter(({ tenantId }) => !turnedTo.has(tenantId))
    .map(({ tenantId, state }) => frozenPlan(tenantId, live(state)))
    .filter((plan) => steps(plan).length > 0);
  const names = await lookup.names(plans.map(({ tenantId }) => tenantId));
  return plans.map((plan, n) => ({ partner: names[n] ?? namelessTenant(plan.tenantId), plan }));
}
