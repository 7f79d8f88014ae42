import type { Change } from '../../domain/change/change.ts';
import { OPEN_STATES } from '../../domain/change/status.ts';
import type { Instant } from '../../domain/instant.ts';
import { listenersOf } from '../../domain/telling/subscription.ts';
import { StoreError, type Figure, type Ports } from '../ports.ts';

/** The figures of this moment: those of the store, which each process that shares it tells alike, and of this process. */
export async function figures(ports: Pick<Ports, 'store' | 'clock'>): Promise<readonly Figure[]> {
  const { leadership } = ports.store;
  let stored: readonly Figure[] | undefined;
  try {
    stored = await storedFigures(ports);
  } catch (error) {
    // Whoever watches is to be told that it is away, and by which process; the log has why.
    if (!(error instanceof StoreError)) throw error;
  }
  return [
    ...(stored ?? []),
    { name: 'bridgekeeper.store.readable', value: stored === undefined ? 0 : 1 },
    { name: 'bridgekeeper.leader', value: leadership.leads() ? 1 : 0 },
    { name: 'bridgekeeper.epoch', value: leadership.epoch() },
  ];
}

async function storedFigures({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<readonly Figure[]> {
  const now = clock.now();
  const secondsSince = (then: Instant): number => Math.max(0, now - then) / 1000;
  const open = await store.open();
  const ofChanges = OPEN_STATES.flatMap((state): readonly Figure[] => {
    const ages = open.filter(({ status }) => status.state === state).map((change) => secondsSince(sinceOf(change)));
    const attributes = { 'bridgekeeper.change.state': state };
    return [
      { name: 'bridgekeeper.changes.open', value: ages.length, attributes },
      { name: 'bridgekeeper.changes.oldest', value: Math.max(0, ...ages), attributes },
    ];
  });
  const depth = (kind: string, { length }: readonly unknown[]): Figure => ({
    name: 'bridgekeeper.outbox.depth',
    value: length,
    attributes: { 'bridgekeeper.outbox.kind': kind },
  });
  const { lookedAt, drifts } = await store.driftsNow();
  return [
    ...ofChanges,
    ...(lookedAt === null ? [] : [{ name: 'bridgekeeper.look.age', value: secondsSince(lookedAt) } as const]),
    { name: 'bridgekeeper.drifts.open', value: drifts.length },
    depth('cards', await store.undrawn()),
    depth('letters', await store.unsent()),
    depth('circulars', await store.circulars()),
    depth('parked', await store.parked()),
    { name: 'bridgekeeper.listeners', value: listenersOf(await store.subscriptions(), 'drift') },
  ];
}

/** Since when a change is in the state that it is in. */
function sinceOf({ proposal, status }: Change): Instant {
  if (status.state === 'applying') return status.claimedAt;
  return status.state === 'unknown' ? status.since : proposal.requestedAt;
}
