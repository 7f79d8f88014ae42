import { opens } from '../domain/change/approval.ts';
import { isMicrosoftSupport, type TenantInformation } from '../domain/partners/tenant.ts';
import { planOf } from '../domain/policy/plan.ts';
import { syncState, type PartnerState } from '../domain/policy/policy.ts';
import { difference, fieldsOf, live, type FieldName, type Snapshot } from '../domain/policy/snapshot.ts';
import type { Offer, OfferTitle } from '../domain/replies/offer.ts';
import type { Command } from './command.ts';
import { offer } from './offer.ts';
import { addPartner } from './partners/add-partner.ts';
import { createSyncPolicy } from './partners/create-sync-policy.ts';
import { deleteSyncPolicy } from './partners/delete-sync-policy.ts';
import { disableAutoRedemption } from './partners/disable-auto-redemption.ts';
import { disableGroupSync } from './partners/disable-group-sync.ts';
import { disableSync } from './partners/disable-sync.ts';
import { enableAutoRedemption } from './partners/enable-auto-redemption.ts';
import { enableGroupSync } from './partners/enable-group-sync.ts';
import { enableSync } from './partners/enable-sync.ts';
import { removePartner } from './partners/remove-partner.ts';
import type { Slots } from './reading/phrase.ts';
import type { ChangeRequest, ManyRequest } from './requests.ts';

type Known = {
  readonly command: Command<ChangeRequest | ManyRequest>;
  readonly slots?: Slots;
  readonly called?: OfferTitle;
};

/** What can be changed of a partner without a further word, what matters most first and what destroys last. */
const CHANGES: readonly Known[] = [
  { command: disableSync },
  { command: enableSync },
  { command: addPartner },
  { command: disableGroupSync },
  { command: enableGroupSync },
  { command: enableAutoRedemption, slots: { direction: 'from' }, called: 'enableInbound' },
  { command: disableAutoRedemption, slots: { direction: 'from' }, called: 'disableInbound' },
  { command: enableAutoRedemption, slots: { direction: 'to' }, called: 'enableOutbound' },
  { command: disableAutoRedemption, slots: { direction: 'to' }, called: 'disableOutbound' },
  { command: createSyncPolicy },
  { command: deleteSyncPolicy },
  { command: removePartner },
];

/** Of whom there is no policy, nobody comes in: a policy that says so would change nothing. */
const STOPS: readonly Known['command'][] = [disableSync, disableGroupSync];

/** Graph: the default for automatic redemption is false, always; to say so of a partner that follows it changes nothing. */
function isOffAnyway(before: Snapshot, after: Snapshot): boolean {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const differing = difference(before, after);
  return (
    differing.length > 0 &&
    differing.every((name) => REDEMPTION.includes(name) && was[name] === null && is[name] === false)
  );
}

const REDEMPTION: readonly FieldName[] = ['redemptionInbound', 'redemptionOutbound'];

/**
 * What makes sense for a partner as it is: what would change something.
 * @param typed what to type for the partner
 * @param preview whether there is what only Graph beta has
 */
export function changesOf(
  tenant: TenantInformation,
  state: PartnerState,
  typed: string,
  preview: boolean,
): readonly Offer[] {
  const before = live(state);
  return CHANGES.filter(({ command }) => preview || !command.preview).flatMap(({ command, slots, called }) => {
    const said = { ...slots, partner: typed };
    const read = command.read(said);
    const goal = read.ok ? read.request.goal(before, tenant) : undefined;
    if (goal?.kind !== 'change') return [];
    if (isOffAnyway(before, goal.after) || (syncState(state) === 'none' && STOPS.includes(command))) return [];
    // Microsoft's support signs in to help; nothing of it is to be let in.
    const isOpening = opens(planOf(tenant.tenantId, before, goal.after));
    return isOpening && isMicrosoftSupport(tenant.tenantId) ? [] : [offer(command, said, called)];
  });
}
