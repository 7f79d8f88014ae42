import type { Instant } from '../../domain/instant.ts';
import type { Word } from '../../domain/telling/letter.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { PartnerEntry } from '../ports.ts';

/** Nobody reads more, and a card has a size; the rest is counted. */
const MOST_NAMED = 15;

/**
 * What the first look of a store found, and takes as right. Told like an alarm: a store that was lost begins in the same
 * way, and would take a drift for right.
 */
export async function firstLook(
  lookup: Pick<PartnerLookup, 'names'>,
  listed: readonly PartnerEntry[],
  at: Instant,
): Promise<Word> {
  const open = listed.filter(isOpen).map(({ tenantId }) => tenantId);
  return {
    kind: 'watchBegan',
    at,
    partners: listed.length,
    open: await lookup.names(open.slice(0, MOST_NAMED)),
    openCount: open.length,
  };
}

/** Whether users or groups may be synchronised in, or come in without being asked. */
function isOpen({ state }: PartnerEntry): boolean {
  const policy = state?.identitySynchronization;
  return policy?.userSync === true || policy?.groupSync === true || state?.automaticRedemption.inbound === true;
}
