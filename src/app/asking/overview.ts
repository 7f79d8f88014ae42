import { isThawing } from '../../commands/bringing-back.ts';
import type { Change } from '../../domain/change/change.ts';
import { doorOf, type Door } from '../../domain/change/effect.ts';
import { risk } from '../../domain/drift/drift.ts';
import { openedAt } from '../../domain/drift/opened-at.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { isAlike } from '../../domain/partners/lookalike.ts';
import { namelessTenant, isNameless, type TenantInformation } from '../../domain/partners/tenant.ts';
import { syncState } from '../../domain/policy/policy.ts';
import type { OpenDoor, Overview } from '../../domain/replies/overview.ts';
import { listenersOf } from '../../domain/telling/subscription.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { PartnerEntry, Ports } from '../ports.ts';
import { inParallel } from '../promises.ts';
import { useCaseReading, type UseCase } from '../use-case.ts';

const LONGEST_OPEN = 3;
const LAST_CHANGES = 3;
/** Of so many it is read since when they are open: nobody waits for thousands. */
const MOST_LOOKED_INTO = 300;
/** A partner that was changed more often since it was opened has been open for longer than is told. */
const PAST = 50;
const AT_ONCE = 8;

/** How the organisation stands. Of Graph it takes the list of partners alone; all else is in the store. */
export const overview = (ports: Ports, lookup: PartnerLookup): UseCase<'overview'> =>
  useCaseReading(ports, 'overview', {
    early: () => lookup.shown(),
    answer: async (proof, _, listed) => proof.give(await standingOf(ports, lookup, proof.person.tenantId, listed)),
  });

/** @param listed the partners as they are now */
export async function standingOf(
  ports: Pick<Ports, 'store'>,
  lookup: PartnerLookup,
  home: TenantId,
  listed: readonly PartnerEntry[],
): Promise<Overview> {
  const { store } = ports;
  const open = await lookup.namesToSortBy(listed.filter(isOpen).map(({ tenantId }) => tenantId));
  const { drifts } = await store.driftsNow();
  const subscriptions = await store.subscriptions();
  return {
    kind: 'overview',
    doors: countedDoors(listed, open),
    longestOpen: await longestOpen(ports, lookup, home, open),
    lookedInto: Math.min(open.length, MOST_LOOKED_INTO),
    drift: { total: drifts.length, opening: drifts.filter((drift) => risk(drift) === 'red').length },
    waiting: (await store.open()).length,
    reviews: (await store.unreviewed()).length,
    changes: (await store.history(null, LAST_CHANGES, 0)).changes,
    hears: {
      changes: listenersOf(subscriptions, 'changes'),
      drift: listenersOf(subscriptions, 'drift'),
      approvals: listenersOf(subscriptions, 'approvals'),
      evidence: listenersOf(subscriptions, 'evidence'),
    },
  };
}

const isOpen = ({ state }: PartnerEntry): boolean => syncState(state) === 'on';

/** Only of what is open it matters whether it has a name. */
function countedDoors(
  listed: readonly PartnerEntry[],
  open: readonly TenantInformation[],
): Readonly<Record<Door, number>> {
  const named = new Map(open.map((tenant) => [tenant.tenantId, tenant]));
  const doors = listed.map(({ tenantId, state }) =>
    doorOf(syncState(state), named.get(tenantId) ?? namelessTenant(tenantId)),
  );
  const count = (door: Door): number => doors.filter((one) => one === door).length;
  return { openToUnknown: count('openToUnknown'), open: count('open'), closed: count('closed'), none: count('none') };
}

async function longestOpen(
  { store }: Pick<Ports, 'store'>,
  lookup: PartnerLookup,
  home: TenantId,
  open: readonly TenantInformation[],
): Promise<readonly OpenDoor[]> {
  // Of two that are open for as long, one that nobody knows the name of comes first.
  const namelessFirst = [...open].sort((a, b) => Number(isNameless(b)) - Number(isNameless(a)));
  const since = await inParallel(namelessFirst.slice(0, MOST_LOOKED_INTO), AT_ONCE, async ({ tenantId }) => {
    const { changes } = await store.history(tenantId, PAST, 0);
    return { tenantId, since: openedAt(changes.filter(isOpening), await store.lastDrifts(tenantId, PAST)) };
  });
  // Nobody knows whom an open door without a name lets in: it comes first, however long it is open.
  const nameless = new Set(open.filter(isNameless).map(({ tenantId }) => tenantId));
  const rank = (one: (typeof since)[number]): number => Number(!nameless.has(one.tenantId));
  const longest = [...since].sort((a, b) => rank(a) - rank(b) || age(a.since) - age(b.since)).slice(0, LONGEST_OPEN);
  const named = await lookup.names(longest.map(({ tenantId }) => tenantId));
  const known = lookup.remembered(home);
  const sinceOf = new Map(longest.map((door) => [door.tenantId, door.since]));
  return Promise.all(
    named.map(async (tenant) => ({
      tenant,
      isAlike: isAlike(await lookup.lookalikes(tenant, known)),
      since: sinceOf.get(tenant.tenantId) ?? null,
    })),
  );
}

/** What a thaw brings back has been open since before the freeze. */
const isOpening = ({ proposal }: Change): boolean => !isThawing(proposal);

const age = (since: Instant | null): Instant => since ?? Number.MIN_SAFE_INTEGER;
