import { beforeEach, expect, test } from 'vitest';
import { figures } from '../../../src/app/running/figures.ts';
import { ALONE, StoreError } from '../../../src/app/ports.ts';
import type { SqliteStore } from '../../../src/store/sqlite-store.ts';
import {
  aChange,
  aConversation,
  after,
  anEntry,
  aPerson,
  aTenant,
  changeIdOf,
  MINUTE,
  NOW,
  tenantIdOf,
  theProposal,
} from '../../builders.ts';
import { opened } from '../../store/support.ts';

let store: SqliteStore;
beforeEach(() => {
  store = opened(':memory:');
});

const clock = { now: () => NOW + 10 * MINUTE, elapsed: () => 0, sleep: () => Promise.resolve() };

/** All figures by their names and what divides them. */
async function told(leadership = ALONE.leadership): Promise<Readonly<Record<string, number>>> {
  const all = await figures({ store: { ...store, leadership }, clock });
  return Object.fromEntries(
    all.map(({ name, value, attributes = {} }) => [[name, ...Object.values(attributes)].join(' '), value]),
  );
}

/** A change of a partner of its own that is asked for at a moment. */
async function asked(number: number, requestedAt: number) {
  const tenantId = tenantIdOf(number);
  const change = aChange({ proposal: { id: changeIdOf(number), partner: aTenant({ tenantId }), requestedAt } });
  const plan = { ...change.proposal.plan, tenantId };
  const own = { ...change, proposal: { ...change.proposal, plan } };
  await store.insert(own, theProposal(own));
  return own;
}

test('of an empty store: nothing waits, nobody hears, there was no look, and this process leads', async () => {
  const all = await told();
  expect(all).not.toHaveProperty('bridgekeeper.look.age');
  expect(all).toMatchObject({
    'bridgekeeper.changes.open pending': 0,
    'bridgekeeper.changes.oldest pending': 0,
    'bridgekeeper.drifts.open': 0,
    'bridgekeeper.outbox.depth cards': 0,
    'bridgekeeper.outbox.depth parked': 0,
    'bridgekeeper.listeners': 0,
    'bridgekeeper.store.readable': 1,
    'bridgekeeper.leader': 1,
    'bridgekeeper.epoch': 0,
  });
});

test('changes are counted by their state, and the oldest tells since when it is so', async () => {
  await asked(1, NOW);
  await asked(2, NOW + 4 * MINUTE);
  const third = await asked(3, NOW);
  const claimed = { kind: 'claimed', by: aPerson(), at: NOW + 7 * MINUTE } as const;
  const applying = after(third, claimed);
  await store.advance(applying, anEntry(third, claimed));
  expect(await told()).toMatchObject({
    'bridgekeeper.changes.open pending': 2,
    'bridgekeeper.changes.oldest pending': 600,
    'bridgekeeper.changes.open applying': 1,
    'bridgekeeper.changes.oldest applying': 180,
    'bridgekeeper.changes.open unknown': 0,
    // Their cards.
    'bridgekeeper.outbox.depth cards': 3,
  });
  const started = { kind: 'writeStarted', at: NOW + 8 * MINUTE } as const;
  const writing = after(applying, started);
  await store.advance(writing, anEntry(applying, started));
  const lost = { kind: 'lostSight', problem: null, at: NOW + 9 * MINUTE } as const;
  await store.advance(after(writing, lost), anEntry(writing, lost));
  expect(await told()).toMatchObject({
    'bridgekeeper.changes.open unknown': 1,
    'bridgekeeper.changes.oldest unknown': 180,
  });
});

test('who hears, what waits to be told, when all was compared last, and who leads', async () => {
  const topics = ['drift'] as const;
  await store.subscribe({ conversation: aConversation(), topics, by: aPerson(), at: NOW, state: 'alive' });
  await store.beginWatch([], NOW + 9 * MINUTE);
  const word = { kind: 'nobodyHears', since: NOW } as const;
  await store.write({ kind: 'administrator', to: aPerson().objectId, word });
  expect(await told({ ...ALONE.leadership, leads: () => false, epoch: () => 7 })).toMatchObject({
    'bridgekeeper.listeners': 1,
    'bridgekeeper.look.age': 60,
    'bridgekeeper.outbox.depth letters': 1,
    'bridgekeeper.leader': 0,
    'bridgekeeper.epoch': 7,
  });
});

test('where the store is away, that and who leads are told all the same', async () => {
  const away = {
    ...store,
    open: () => Promise.reject(new StoreError('away', 'The store is away.')),
    leadership: { ...ALONE.leadership, epoch: () => 7 },
  };
  expect(await figures({ store: away, clock })).toEqual([
    { name: 'bridgekeeper.store.readable', value: 0 },
    { name: 'bridgekeeper.leader', value: 1 },
    { name: 'bridgekeeper.epoch', value: 7 },
  ]);
});

test('a mistake is no store that is away: it is nobody’s figure', async () => {
  const wrong = { ...store, open: () => Promise.reject(new TypeError('a mistake')) };
  await expect(figures({ store: wrong, clock })).rejects.toThrow(TypeError);
});
