import { effectsOf } from '../../domain/change/effect.ts';
import { isCarriedOut, type Change } from '../../domain/change/change.ts';
import { risk } from '../../domain/drift/drift.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Overview, Since } from '../../domain/replies/overview.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Store } from '../ports.ts';
import { standingOf } from './overview.ts';

/** Nobody reads more of each. */
const MOST_TOLD = 3;
/** So many of the newest are looked at. */
const MOST_COUNTED = 200;

/** How the organisation stands, and what has changed since then. Nobody asks for it: whoever reads along was said before. */
export async function digestOf(
  ports: Pick<Ports, 'store'>,
  lookup: PartnerLookup,
  home: TenantId,
  since: Instant,
): Promise<Overview> {
  const standing = await standingOf(ports, lookup, home, await lookup.shown());
  return { ...standing, since: await changedSince(ports.store, since) };
}

async function changedSince(store: Pick<Store, 'history' | 'lastDrifts'>, at: Instant): Promise<Since> {
  const { changes } = await store.history(null, MOST_COUNTED, 0);
  const made = changes.filter((change) => tookEffectAt(change) >= at);
  const opening = made.filter(({ proposal }) => effectsOf(proposal.plan).includes('opens'));
  const isSure = ({ status }: Change): boolean => status.state === 'applied';
  const found = (await store.lastDrifts(null, MOST_COUNTED)).filter(({ detectedAt }) => detectedAt >= at);
  return {
    at,
    made: {
      total: made.length,
      opening: opening.filter(isSure).length,
      perhapsOpening: opening.filter((change) => !isSure(change)).length,
    },
    found: { total: found.length, opening: found.filter((drift) => risk(drift) === 'red').length },
    changes: made.slice(0, MOST_TOLD),
    drifts: found.slice(0, MOST_TOLD),
  };
}

/** When it took effect, in part or perhaps: what nobody knows yet counts. */
function tookEffectAt(change: Change): Instant {
  const { status } = change;
  if (status.state === 'unknown') return status.since;
  return isCarriedOut(change) && 'at' in status ? status.at : -Infinity;
}
