import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import type { Subscription } from '../../src/domain/telling/subscription.ts';
import type { PartnerState } from '../../src/domain/policy/policy.ts';
import { toEveryAdministrator } from '../../src/domain/telling/letter.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import {
  after,
  aDrift,
  anEntry,
  aPerson,
  aTenant,
  changeIdOf,
  NOW,
  nthChange,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import { place } from '../contracts/store-cards.ts';
import { oldStore } from './old-store.ts';
import { aFolder, entriesOf, journalOf, opened } from './support.ts';

const by = aPerson();
const subscription: Subscription = { conversation: place('a'), topics: ['drift'], by, at: NOW, state: 'alive' };
const { conversationId } = subscription.conversation;

const partnerWith = (groupSync: boolean | 'unknown'): PartnerState => ({
  automaticRedemption: { inbound: true, outbound: null },
  identitySynchronization: { displayName: null, userSync: true, groupSync },
});
const PARTNER = partnerWith(false);

let path: string;
let store: SqliteStore;
beforeEach(() => {
  path = join(aFolder(), 'store.db');
  store = opened(path);
});

/** What the journal says beside changes and drifts, as whoever checks it reads it. */
async function notesIn(file: string): Promise<unknown[]> {
  const journal = journalOf(file);
  expect((await journal.verify(null)).faults).toEqual([]);
  return (await entriesOf(journal, { first: 1, last: 1_000 }))
    .map(({ line }) => JSON.parse(line) as { of: string; id: string; event: unknown })
    .filter(({ of }) => of !== 'changes' && of !== 'drifts')
    .map(({ of, id, event }) => ({ of, id, event }));
}

test('who hears, from the first to the last', async () => {
  await store.subscribe(subscription);
  await store.turnSubscription(conversationId, 'lost', 'dead', NOW + 1);
  await store.turnSubscription(conversationId, 'alive', 'lost', NOW + 2);
  await store.unsubscribe('19:nobody@thread.tacv2', { how: 'asked', by, at: NOW + 3 });
  await store.unsubscribe(conversationId, { how: 'appRemoved', by: null, at: NOW + 4 });
  const about = { of: 'subscriptions', id: conversationId };
  expect(await notesIn(path)).toEqual([
    { ...about, event: { kind: 'subscribed', subscription, at: NOW } },
    { ...about, event: { kind: 'turned', from: 'alive', to: 'lost', at: NOW + 2 } },
    { ...about, event: { kind: 'ended', how: 'appRemoved', by: null, at: NOW + 4 } },
  ]);
});

test('every move of a baseline, and why', async () => {
  const blind = partnerWith('unknown');
  const seen = PARTNER;
  await store.beginWatch([{ tenantId: tenantIdOf(7), state: blind }], NOW);
  await store.recordLook([{ tenantId: tenantIdOf(7), revision: 1, kind: 'learned', state: seen }], NOW + 1);
  const drift = aDrift({ partner: aTenant({ tenantId: tenantIdOf(8) }) });
  await store.recordLook([{ tenantId: tenantIdOf(8), revision: 0, kind: 'drifted', drift }], NOW + 2);
  await store.moveDrift(drift, { kind: 'accepted', by, reason: 'known', at: NOW + 3 });
  let change = nthChange(1);
  await store.insert(change, theProposal(change));
  const at = NOW + 4;
  const events: ChangeEvent[] = [
    { kind: 'claimed', by, at },
    { kind: 'writeStarted', at },
    { kind: 'applied', found: change.proposal.plan.after, at },
  ];
  for (const event of events) {
    change = after(change, event);
    await store.advance(change, anEntry(change, event));
  }
  const [, , written] = (await store.watched()).baselines.map(({ state }) => state);
  expect(await notesIn(path)).toEqual([
    { of: 'baselines', id: tenantIdOf(7), event: { kind: 'begun', state: blind, revision: 1, at: NOW } },
    { of: 'baselines', id: tenantIdOf(7), event: { kind: 'learned', state: seen, revision: 1, at: NOW + 1 } },
    {
      of: 'baselines',
      id: tenantIdOf(8),
      event: { kind: 'accepted', drift: drift.id, state: drift.after.partner, revision: 1, at: NOW + 3 },
    },
    {
      of: 'baselines',
      id: change.proposal.plan.tenantId,
      event: { kind: 'written', change: changeIdOf(1), state: expect.anything() as unknown, revision: 1, at },
    },
  ]);
  expect(written).toBeDefined();
});

test('what was refused, and which rule is in force where it is another than before', async () => {
  const refusal = { by, command: 'enable sync', line: 'enable sync for x', change: null, tenantId: null };
  await store.noteRefusal({ ...refusal, why: 'roleMissing', at: NOW });
  const self = { rule: 'self', approvers: 1 } as const;
  const two = { rule: 'risk', approvers: 2 } as const;
  expect(await store.noteApprovals(self, NOW)).toBeNull();
  expect(await store.noteApprovals(self, NOW + 1)).toEqual(self);
  expect(await store.noteApprovals(two, NOW + 2)).toEqual(self);
  expect(await store.noteApprovals({ ...two, approvers: 3 }, NOW + 3)).toEqual(two);
  expect(await notesIn(path)).toEqual([
    { of: 'refusals', id: by.objectId, event: { kind: 'refused', ...refusal, why: 'roleMissing', at: NOW } },
    { of: 'settings', id: 'approvals', event: { kind: 'approvals', approvals: self, at: NOW } },
    { of: 'settings', id: 'approvals', event: { kind: 'approvals', approvals: two, at: NOW + 2 } },
    { of: 'settings', id: 'approvals', event: { kind: 'approvals', approvals: { ...two, approvers: 3 }, at: NOW + 3 } },
  ]);
});

test('a burst with what tells of it, and up to when it was told', async () => {
  const burst = { partner: aTenant(), domain: 'fabrikam.com', count: 51, limit: 50, from: NOW - 1, until: NOW };
  const nobodys = { ...burst, partner: null };
  const bulletin = { kind: 'bulletin', place: subscription.conversation, word: { kind: 'syncBurst', burst } } as const;
  const circular = toEveryAdministrator({ kind: 'syncBurst', burst: nobodys });
  expect(await store.burstToldUntil(['a', 'fabrikam.com'])).toBeUndefined();
  await store.noteBurst(burst, ['a', 'b'], [bulletin], NOW);
  await store.noteBurst(nobodys, ['fabrikam.com'], [circular], NOW);
  await store.noteMoreOfBurst(['a'], NOW + 1);
  await store.noteMoreOfBurst(['fabrikam.com'], NOW - 1);
  const until = (...names: string[]) => store.burstToldUntil(names);
  expect(await Promise.all([until('a', 'b'), until('b', 'a'), until('b'), until('fabrikam.com'), until('c')])).toEqual([
    NOW + 1,
    NOW + 1,
    NOW,
    NOW,
    undefined,
  ]);
  expect((await store.unsent()).map(({ letter }) => letter)).toEqual([bulletin]);
  expect((await store.circulars()).map(({ letter }) => letter)).toEqual([circular]);
  expect(await notesIn(path)).toEqual([
    { of: 'bursts', id: aTenant().tenantId, event: { kind: 'told', burst, at: NOW } },
    { of: 'bursts', id: 'fabrikam.com', event: { kind: 'told', burst: nobodys, at: NOW } },
  ]);
});

test('of what is told outside, baselines and refusals are no part', async () => {
  await store.beginTelling();
  await store.noteRefusal({ by, command: 'undo', line: null, change: null, tenantId: null, why: 'x', at: NOW });
  await store.beginWatch([{ tenantId: tenantIdOf(7), state: null }], NOW);
  await store.subscribe(subscription);
  const untold = await store.untold();
  expect(untold).toEqual({
    of: 'notes',
    seq: 3,
    hash: expect.any(String) as string,
    note: { of: 'subscriptions', id: conversationId, event: { kind: 'subscribed', subscription, at: NOW } },
  });
  if (untold !== undefined) await store.recordTold(untold);
  expect(await store.untold()).toBeUndefined();
});

describe('a store from before there were such lines', () => {
  test('goes on with its chain, in which what is there already is stated once', async () => {
    const file = oldStore();
    opened(file).close();
    const later = opened(file);
    const at = expect.any(Number) as number;
    const kept = await later.subscriptions();
    const { baselines } = await later.watched();
    expect([kept.length, baselines.length]).toEqual([2, 12]);
    expect(await notesIn(file)).toEqual([
      ...kept.map((one) => ({
        of: 'subscriptions',
        id: one.conversation.conversationId,
        event: { kind: 'restated', subscription: one, at },
      })),
      ...baselines.map(({ tenantId, state, revision }) => ({
        of: 'baselines',
        id: tenantId,
        event: { kind: 'restated', state, revision, at },
      })),
    ]);
    const pending = (await later.open()).find(({ status }) => status.state === 'pending');
    if (pending === undefined) throw new Error('none is pending');
    const claimed: ChangeEvent = {
      kind: 'claimed',
      by: pending.proposal.requester,
      at: pending.proposal.requestedAt + 1,
    };
    const moved = after(pending, claimed);
    expect(await later.advance(moved, anEntry(moved, claimed))).toBe(true);
    expect((await journalOf(file).verify(null)).faults).toEqual([]);
    expect(await later.journal(moved.proposal.id)).toHaveLength(2);
  });
});
