import { freezeLine } from '../../../commands/many/freeze-all.ts';
import { offerLine } from '../../../commands/offer.ts';
import { frozenPlan, redeemsByDefault } from '../../../domain/policy/freeze.ts';
import type { LeftOut, Member } from '../../../domain/policy/many.ts';
import { steps } from '../../../domain/policy/plan.ts';
import type { PartnerState } from '../../../domain/policy/policy.ts';
import { live } from '../../../domain/policy/snapshot.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { PartnerLookup } from '../../finding/partner-lookup.ts';
import type { Ports, Settings } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { proposeMany } from './propose-many.ts';

/**
 * Proposes to close every partner at once, in an incident, and where it is wanted what applies by default: one
 * administrator confirms it. Nothing is written yet.
 */
export const freezeAll = (
  ports: Ports,
  settings: Settings,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
): UseCase<'freezeAll'> =>
  useCase(ports, 'freezeAll', async (proof, asked) => {
    const { withDefault, reason } = asked.request;
    const line = freezeLine(withDefault);
    if (reason === null) return proof.give({ kind: 'reasonAsked', what: 'freeze', say: offerLine(line) });
    const { homeTenant } = settings;
    const [entries, own] = await Promise.all([
      lookup.list(),
      withDefault ? ports.directory.read(homeTenant) : Promise.resolve(null),
    ]);
    const all = [...entries, ...(own === null ? [] : [{ tenantId: homeTenant, state: own }])];
    const tenants = await lookup.names(all.map(({ tenantId }) => tenantId));
    const known = all.flatMap(({ state }, n) => {
      const partner = tenants[n];
      return partner === undefined ? [] : [{ partner, state }];
    });
    const members = known.flatMap(({ partner, state }): readonly Member[] => {
      const plan = frozenPlan(partner.tenantId, live(state));
      return steps(plan).length === 0 ? [] : [{ partner, plan }];
    });
    const isMember = ({ tenantId }: TenantInformation): boolean =>
      members.some(({ partner }) => partner.tenantId === tenantId);
    return proposeMany(ports, settings, proof, asked, {
      kind: 'freeze',
      members,
      left: known.flatMap(({ partner, state }) => leftOf(partner, state, isMember(partner))),
      again: line,
      reason,
    });
  });

function leftOf(partner: TenantInformation, state: PartnerState, isMember: boolean): readonly LeftOut[] {
  const isLeftOpen = state?.isDefault === true && redeemsByDefault(state);
  return [
    ...(isLeftOpen ? [{ partner, why: 'unsettable' } as const] : []),
    ...(isMember || isLeftOpen ? [] : [{ partner, why: 'frozenSo' } as const]),
  ];
}
