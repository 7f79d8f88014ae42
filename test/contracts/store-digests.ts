import { describe, expect, test } from 'vitest';
import type { Sighting, Store } from '../../src/app/ports.ts';
import type { Drift } from '../../src/domain/drift/drift.ts';
import { withUserSync } from '../../src/domain/policy/goals.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import {
  aConversation,
  aDrift,
  aDriftActor,
  aMessage,
  aPerson,
  aTenant,
  digestIdOf,
  driftIdOf,
  HOME,
  MINUTE,
  NOW,
  tenantIdOf,
} from '../builders.ts';

const OFF = withUserSync(null, false, 'Fabrikam');
const ON = withUserSync(null, true, 'Fabrikam');
const LATER = NOW + 10 * MINUTE;
const DIGEST = { id: digestIdOf(1), tenantId: HOME, at: LATER };

const place = (name: string) => aConversation({ conversationId: `19:${name}@thread.v2`, activityId: null });

/** The nth partner's sync was switched on, or off. */
const found = (n: number, opens = true): Drift =>
  aDrift({
    id: driftIdOf(n),
    partner: aTenant({ tenantId: tenantIdOf(n) }),
    before: live(opens ? OFF : ON),
    after: live(opens ? ON : OFF),
    detectedAt: LATER,
  });
const drifted = (drift: Drift): Sighting => ({
  tenantId: drift.partner.tenantId,
  revision: 1,
  kind: 'drifted',
  drift,
});

/** Many drifts of one look, told together. */
export function digestPromises(current: () => Store): void {
  const begun = async (...drifts: readonly Drift[]): Promise<Store> => {
    const partners = drifts.map(({ partner, before }) => ({ tenantId: partner.tenantId, state: before.partner }));
    await current().beginWatch(partners, NOW);
    return current();
  };
  const take = (store: Store, drifts: readonly Drift[], tell = [place('a')]) =>
    store.recordLook(drifts.map(drifted), LATER, tell, false, DIGEST);
  const digest = async (store: Store) => {
    const subject = await store.subject(digestIdOf(1));
    if (subject?.kind !== 'digest') throw new Error('no digest');
    return subject.digest;
  };
  const waiting = async (store: Store) => (await store.undrawn()).map(({ subject }) => subject);

  describe('many drifts of one look', () => {
    const closed = found(1, false);
    const opened = found(2);
    const more = found(3);

    test('have one notice in each place, and are drifts as others are', async () => {
      const store = await begun(closed, opened, more);
      expect(await store.subject(digestIdOf(1))).toBeUndefined();
      expect(await take(store, [closed, opened], [place('a'), place('b')])).toEqual([closed, opened]);
      expect(await waiting(store)).toEqual([digestIdOf(1), digestIdOf(1)]);
      expect(await digest(store)).toEqual({
        ...DIGEST,
        revision: 1,
        shown: [opened],
        counts: { all: 2, open: 2, openings: 1, openOpenings: 1 },
      });
      expect((await store.watched()).drifts).toEqual([closed, opened]);
    });

    test('show on top what opens the tenant, also where no way in is open yet', async () => {
      const removed = { ...found(4), before: live(ON), after: live(null) };
      const store = await begun(closed, removed);
      await take(store, [closed, removed]);
      expect(await digest(store)).toMatchObject({ shown: [removed], counts: { openings: 1, openOpenings: 1 } });
      expect(await store.undrawn()).toMatchObject([{ subject: digestIdOf(1), isUrgent: true }]);
    });

    test('come in parts: the notice waits again with each of them', async () => {
      const store = await begun(closed, opened, more);
      await take(store, [closed]);
      const [copy] = await store.undrawn();
      expect(copy?.isUrgent).toBe(false);
      await store.recordDrawn(copy?.id ?? 0, { message: aMessage(), revision: 1 });
      await take(store, [opened, more]);
      expect(await store.undrawn()).toEqual([{ ...copy, isUrgent: true }]);
      expect(await digest(store)).toMatchObject({ revision: 2, counts: { all: 3, openings: 2 } });
      expect(await store.shownOn(aMessage())).toBe(digestIdOf(1));
    });

    test('are shown as they stand: those that are open first', async () => {
      const store = await begun(closed, opened, more);
      await take(store, [closed, opened, more]);
      const [copy] = await store.undrawn();
      await store.recordDrawn(copy?.id ?? 0, { message: aMessage(), revision: 1 });
      const accepted = { kind: 'accepted', by: aPerson(), reason: 'agreed', at: LATER } as const;
      await store.moveDrift(opened, accepted);
      expect(await waiting(store)).toEqual([digestIdOf(1)]);
      const { revision, shown, counts } = await digest(store);
      expect(revision).toBe(2);
      expect(shown.map(({ id }) => id)).toEqual([driftIdOf(3), driftIdOf(2)]);
      expect(counts).toEqual({ all: 3, open: 2, openings: 2, openOpenings: 1 });
    });

    test('whose maker is known now are drawn anew only where the card shows them', async () => {
      const store = await begun(closed, opened);
      await take(store, [closed, opened]);
      const named = { kind: 'named', explained: true, at: LATER } as const;
      await store.moveDrift(closed, { ...named, actors: [aDriftActor()] });
      expect((await digest(store)).revision).toBe(1);
      await store.moveDrift(opened, { ...named, actors: [aDriftActor({ auditId: 'audit-2' })] });
      expect((await digest(store)).revision).toBe(2);
    });

    test('are not told of by themselves, and those of another look are not in it', async () => {
      const store = await begun(closed, opened);
      await take(store, [closed]);
      await store.recordLook([drifted(opened)], LATER, [place('a')]);
      expect(await waiting(store)).toEqual([driftIdOf(2), digestIdOf(1)]);
      expect((await digest(store)).counts.all).toBe(1);
    });

    test('of which at most five are shown', async () => {
      const all = Array.from({ length: 12 }, (_, n) => found(n + 1));
      const store = await begun(...all);
      await take(store, all);
      const { shown, counts } = await digest(store);
      expect(shown.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5].map(driftIdOf));
      expect(counts).toEqual({ all: 12, open: 12, openings: 12, openOpenings: 12 });
    });
  });

  test('what opens is drawn first; what holds it up there is, too', async () => {
    const rename = (n: number) => found(n, false);
    const store = await begun(...[1, 2, 3].map((n) => rename(n)));
    await store.recordLook(
      [1, 2, 3].map((n) => drifted(rename(n))),
      LATER,
      [place('a')],
    );
    expect(await waiting(store)).toEqual([1, 2, 3].map(driftIdOf));
    await store.recordLook([drifted({ ...found(4), partner: rename(3).partner })], LATER, [place('a')]);
    expect(await store.undrawn()).toMatchObject([
      { subject: driftIdOf(3), isUrgent: true },
      { subject: driftIdOf(1), isUrgent: false },
      { subject: driftIdOf(2), isUrgent: false },
    ]);
    const [first] = await store.undrawn();
    await store.recordDrawn(first?.id ?? 0, { message: aMessage(), revision: 2 });
    expect(await waiting(store)).toEqual([driftIdOf(4), driftIdOf(1), driftIdOf(2)]);
  });
}
