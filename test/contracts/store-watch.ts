import { describe, expect, test } from 'vitest';
import type { PartnerEntry, Sighting, Store } from '../../src/app/ports.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import type { Proposal } from '../../src/domain/change/proposal.ts';
import type { Drift } from '../../src/domain/drift/drift.ts';
import { withUserSync } from '../../src/domain/policy/goals.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import {
  aDriftActor,
  aChange,
  aConversation,
  aDrift,
  after,
  aMessage,
  anEntry,
  aPerson,
  aProblem,
  aSight,
  aTenant,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
  sightIdOf,
  tenantIdOf,
  theProposal,
} from '../builders.ts';

const OFF = withUserSync(null, false, 'Fabrikam');
const ON = withUserSync(null, true, 'Fabrikam');
const PARTNERS: readonly PartnerEntry[] = [
  { tenantId: tenantIdOf(1), state: OFF },
  { tenantId: tenantIdOf(2), state: ON },
];
const LATER = NOW + 10 * MINUTE;

const drifted = (drift: Drift, revision = 1): Sighting => ({
  tenantId: drift.partner.tenantId,
  revision,
  kind: 'drifted',
  drift,
});

/** A change that is confirmed and being written; unless told otherwise it switches sync on for partner 1. */
async function writing(
  store: Store,
  proposal: Partial<Proposal> = { plan: { tenantId: tenantIdOf(1), before: live(OFF), after: live(ON) } },
) {
  let change = aChange({ proposal });
  await store.insert(change, theProposal(change));
  const move = async (event: ChangeEvent): Promise<void> => {
    change = after(change, event);
    expect(await store.advance(change, anEntry(change, event))).toBe(true);
  };
  await move({ kind: 'claimed', by: aPerson(), at: NOW });
  await move({ kind: 'writeStarted', at: NOW });
  return move;
}

export function watchPromises(current: () => Store): void {
  const begun = async (): Promise<Store> => {
    await current().beginWatch(PARTNERS, NOW);
    return current();
  };
  const stateOf = async (n: number) =>
    (await current().watched()).baselines.find(({ tenantId }) => tenantId === tenantIdOf(n));

  test('before the first look nothing is known', async () => {
    expect(await current().watched()).toEqual({ lookedAt: null, baselines: [], drifts: [] });
  });

  test('the first look makes what is there the baselines; a second first look changes nothing', async () => {
    const store = await begun();
    const first = {
      lookedAt: NOW,
      baselines: PARTNERS.map((entry) => ({ ...entry, seenAt: NOW, revision: 1 })),
      drifts: [],
    };
    expect(await store.watched()).toStrictEqual(first);
    await store.beginWatch([], LATER);
    expect(await store.watched()).toStrictEqual(first);
  });

  test('how one tenant should look is known from the first look on, with the drift that is open', async () => {
    expect(await current().expected(tenantIdOf(1))).toBeUndefined();
    const store = await begun();
    const [first] = PARTNERS;
    expect(await store.expected(tenantIdOf(1))).toEqual({ right: first?.state, open: undefined });
    expect(await store.expected(tenantIdOf(9))).toEqual({ right: null, open: undefined });
    const drift = aDrift();
    const { tenantId } = drift.partner;
    const revision = (await store.watched()).baselines.find((one) => one.tenantId === tenantId)?.revision ?? 0;
    const expected = await store.expected(tenantId);
    await store.recordLook([{ tenantId, revision, kind: 'drifted', drift }], LATER);
    expect(await store.expected(tenantId)).toEqual({ ...expected, open: drift });
  });

  test('a first look that ended in the middle has not begun; the next one goes over what it noted, and on from it', async () => {
    const store = current();
    const many = Array.from({ length: 600 }, (_, n): PartnerEntry => ({ tenantId: tenantIdOf(n), state: OFF }));
    const broken = many.map((entry, n): PartnerEntry => {
      if (n !== 400) return entry;
      return Object.defineProperty({ ...entry }, 'state', {
        get: () => {
          throw new Error('the process died');
        },
      });
    });
    await expect(store.beginWatch(broken, NOW)).rejects.toThrow('died');
    const noted = await store.watched();
    expect(noted.lookedAt).toBeNull();
    expect(noted.baselines.length).toBeGreaterThan(0);
    expect(noted.baselines.length).toBeLessThanOrEqual(400);
    const now = many.map((entry, n) => (n === 1 ? { ...entry, state: ON } : entry));
    await store.beginWatch(now, LATER);
    const { lookedAt, baselines } = await store.watched();
    expect(lookedAt).toBe(LATER);
    expect(baselines.map(({ tenantId, state }) => ({ tenantId, state }))).toEqual(now);
    expect(baselines.filter(({ revision }) => revision !== 1).map(({ tenantId }) => tenantId)).toEqual([tenantIdOf(1)]);
  });

  test('what looks as expected is noted with the time', async () => {
    const store = await begun();
    await store.recordLook([], LATER - MINUTE, [], false);
    expect((await store.watched()).lookedAt).toBe(NOW);
    await store.recordLook([{ tenantId: tenantIdOf(1), revision: 1, kind: 'asExpected' }], LATER);
    expect((await store.watched()).lookedAt).toBe(LATER);
    expect((await stateOf(1))?.seenAt).toBe(LATER);
    expect((await stateOf(2))?.seenAt).toBe(NOW);
  });

  test('all who look as expected are noted in one go, but for those whose baseline has moved since, and the others', async () => {
    const store = await begun();
    const expected = new Map([
      [tenantIdOf(1), 1],
      [tenantIdOf(2), 1],
    ]);
    const seenAt = async () => Promise.all([1, 2].map(async (n) => (await stateOf(n))?.seenAt));
    await store.endLook({ at: NOW + 1, whole: true, expected, others: [] });
    expect(await seenAt()).toEqual([NOW + 1, NOW + 1]);
    expect((await store.watched()).lookedAt).toBe(NOW + 1);
    // It did not look as expected, and keeps its own time, also over later looks that it is missing in.
    await store.endLook({
      at: NOW + 2,
      whole: false,
      expected: new Map([[tenantIdOf(1), 1]]),
      others: [tenantIdOf(2)],
    });
    await store.endLook({ at: NOW + 3, whole: true, expected: new Map([[tenantIdOf(1), 1]]), others: [tenantIdOf(2)] });
    expect(await seenAt()).toEqual([NOW + 3, NOW + 1]);
    // Somebody accepts what was found while a look that compared with the older baseline goes on.
    const [drift] = await store.recordLook([drifted(aDrift())], NOW + 4);
    if (drift === undefined) throw new Error('no drift');
    await store.moveDrift(drift, { kind: 'accepted', by: aPerson(), reason: 'fine', at: NOW + 5 });
    await store.endLook({ at: NOW + 6, whole: true, expected, others: [] });
    expect(await seenAt()).toEqual([NOW + 4, NOW + 6]);
    const { revision } = (await stateOf(1)) ?? { revision: 0 };
    await store.endLook({ at: NOW + 7, whole: true, expected: expected.set(tenantIdOf(1), revision), others: [] });
    expect(await seenAt()).toEqual([NOW + 7, NOW + 7]);
  });

  test('of a partner that looks word for word as its baseline says, the state is the one that was listed', async () => {
    const store = await begun();
    const listed = PARTNERS.map(({ tenantId, state }) => ({ tenantId, state: structuredClone(state) }));
    const { baselines } = await store.watched(listed);
    expect(baselines.every(({ state }, n) => state === listed[n]?.state)).toBe(true);
    const other = { tenantId: tenantIdOf(1), state: ON };
    expect((await store.watched([other])).baselines.find(({ tenantId }) => tenantId === other.tenantId)?.state).toEqual(
      OFF,
    );
  });

  test('what could not be seen before becomes part of the baseline, unless that has moved since', async () => {
    const store = await begun();
    const state = { ...OFF, automaticRedemption: { inbound: true, outbound: null } };
    await store.recordLook([{ tenantId: tenantIdOf(1), revision: 2, kind: 'learned', state }], LATER);
    expect((await stateOf(1))?.state).toEqual(OFF);
    await store.recordLook([{ tenantId: tenantIdOf(1), revision: 1, kind: 'learned', state }], LATER);
    expect(await stateOf(1)).toEqual({ tenantId: tenantIdOf(1), state, seenAt: LATER, revision: 1 });
  });

  describe('a drift', () => {
    const place = (name: string) => aConversation({ conversationId: `19:${name}@thread.tacv2`, activityId: null });

    test('is stored with its journal and waits to be named; the baseline stays', async () => {
      const store = await begun();
      expect(await store.recordLook([drifted(aDrift())], LATER)).toEqual([aDrift()]);
      expect(await store.drift(driftIdOf(1))).toStrictEqual(aDrift());
      expect((await store.watched()).drifts).toStrictEqual([aDrift()]);
      expect(await store.driftJournal(driftIdOf(1))).toStrictEqual([
        { kind: 'detected', drift: aDrift(), at: aDrift().detectedAt },
      ]);
      expect(await store.subject(driftIdOf(1))).toStrictEqual({ kind: 'drift', drift: aDrift() });
      expect(await store.undrawn()).toEqual([]);
      expect(await store.unnamed(NOW)).toEqual([aDrift()]);
      expect(await store.unnamed(LATER)).toEqual([]);
      // It is asked for every other second.
      const [once, again] = [await store.unnamed(NOW), await store.unnamed(NOW)];
      expect(again[0]).toBe(once[0]);
      expect(await stateOf(1)).toMatchObject({ state: OFF, revision: 1 });
    });

    test('takes the place of the open one of its tenant', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER);
      await store.recordLook([drifted(aDrift({ id: driftIdOf(2) }))], LATER);
      expect((await store.watched()).drifts.map(({ id }) => id)).toEqual([driftIdOf(2)]);
      expect((await store.drift(driftIdOf(1)))?.status).toEqual({ state: 'superseded', by: driftIdOf(2), at: LATER });
      const newest = async (limit: number) => (await store.lastDrifts(tenantIdOf(1), limit)).map(({ id }) => id);
      expect(await newest(9)).toEqual([driftIdOf(2), driftIdOf(1)]);
      expect(await newest(1)).toEqual([driftIdOf(2)]);
      expect(await store.lastDrifts(tenantIdOf(2), 9)).toEqual([]);
      expect((await store.lastDrifts(null, 9)).map(({ id }) => id)).toEqual([driftIdOf(2), driftIdOf(1)]);
      expect((await store.lastDrifts(null, 1)).map(({ id }) => id)).toEqual([driftIdOf(2)]);
      for (const of of [null, tenantIdOf(1)]) {
        expect((await store.lastDrifts(of, 1, 1)).map(({ id }) => id)).toEqual([driftIdOf(1)]);
        expect(await store.lastDrifts(of, 1, 2)).toEqual([]);
      }
    });

    test('that is gone again waits no more', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER);
      await store.recordLook([{ tenantId: tenantIdOf(1), revision: 1, kind: 'undone' }], LATER);
      expect((await store.watched()).drifts).toEqual([]);
      expect((await store.drift(driftIdOf(1)))?.status).toEqual({ state: 'superseded', by: null, at: LATER });
    });

    test('that was compared with a baseline which has moved since is left out', async () => {
      const store = await begun();
      expect(await store.recordLook([drifted(aDrift(), 2)], LATER)).toEqual([]);
      expect(await store.drift(driftIdOf(1))).toBeUndefined();
    });

    test('of a partner that the bot is writing is left out', async () => {
      const store = await begun();
      await writing(store);
      expect(await store.recordLook([drifted(aDrift())], LATER)).toEqual([]);
      expect((await store.watched()).drifts).toEqual([]);
    });

    const drawn = (store: Store, id: number, revision: number) =>
      store.recordDrawn(id, { message: aMessage(`m-${id}`), revision });

    test('has a notice in each place that wants to be told, which waits again with every revision', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER, [place('a'), place('b')]);
      const waiting = await store.undrawn();
      expect(waiting.map(({ subject }) => subject)).toEqual([driftIdOf(1), driftIdOf(1)]);
      const [first] = await Promise.all(waiting.map(({ id }) => store.copy(id)));
      expect(first).toMatchObject({ role: 'notice', conversation: place('a'), message: null, revision: 0 });
      for (const { id } of waiting) await drawn(store, id, 1);
      expect(await store.undrawn()).toEqual([]);
      expect(await store.shownOn(aMessage(`m-${first?.id ?? 0}`))).toBe(driftIdOf(1));
      const named = await store.moveDrift(aDrift(), {
        kind: 'named',
        actors: [aDriftActor()],
        explained: true,
        at: LATER,
      });
      expect(named).toMatchObject({ actors: [aDriftActor()], explained: true, revision: 2 });
      expect(await store.undrawn()).toEqual(waiting);
      expect(await store.unnamed(NOW)).toEqual([]);
    });

    test('that another one takes the place of is to show that, and so is one that the bot took back', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift({ before: live(OFF), after: live(ON) }))], LATER, [place('a')]);
      await drawn(store, 1, 1);
      const renamed = live({ ...ON, automaticRedemption: { inbound: true, outbound: null } });
      const second = aDrift({ id: driftIdOf(2), before: live(OFF), after: renamed });
      await store.recordLook([drifted(second)], LATER, [place('a')]);
      expect((await store.undrawn()).map(({ subject }) => subject)).toEqual([driftIdOf(2), driftIdOf(1)]);
      await drawn(store, 1, 2);
      await drawn(store, 2, 1);
      const move = await writing(store, { plan: { tenantId: tenantIdOf(1), before: renamed, after: live(OFF) } });
      await move({ kind: 'applied', found: live(OFF), at: LATER });
      expect((await store.undrawn()).map(({ subject }) => subject)).toContain(driftIdOf(2));
    });

    test('that is left out tells nobody', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift(), 2)], LATER, [place('a')]);
      expect(await store.undrawn()).toEqual([]);
    });

    test('that is accepted becomes the baseline, once', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER);
      const accepted = { kind: 'accepted', by: aPerson(), reason: 'agreed', at: LATER } as const;
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.moveDrift(aDrift(), accepted)));
      expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
      expect(await stateOf(1)).toMatchObject({ state: ON, revision: 2 });
      expect(await store.driftJournal(driftIdOf(1))).toHaveLength(2);
    });
  });

  describe('whether the policies can be read', () => {
    test('is what was recorded last, and told to those who want to be', async () => {
      expect(await current().sight()).toBeUndefined();
      expect(await current().subject(sightIdOf(1))).toBeUndefined();
      await current().recordSight(aSight(), [aConversation()]);
      expect(await current().sight()).toStrictEqual(aSight());
      expect(await current().subject(sightIdOf(1))).toStrictEqual({ kind: 'sight', sight: aSight() });
      expect((await current().undrawn()).map(({ subject }) => subject)).toEqual([sightIdOf(1)]);
      const back = aSight({ id: sightIdOf(2), at: LATER, turn: { kind: 'back', lostAt: NOW } });
      await current().recordSight(back, []);
      expect(await current().sight()).toStrictEqual(back);
    });
  });

  describe('a change of the bot’s', () => {
    const found = live(ON);

    test('that was applied becomes part of the baseline', async () => {
      const store = await begun();
      await (
        await writing(store)
      )({ kind: 'applied', found, at: LATER });
      expect(await stateOf(1)).toMatchObject({ state: ON, revision: 2 });
      expect(await stateOf(2)).toMatchObject({ state: ON, revision: 1 });
    });

    test('that was not applied leaves the baseline as it was, but what was compared meanwhile is void', async () => {
      const store = await begun();
      const failure = { kind: 'notApplied', problem: aProblem(), found: live(OFF) } as const;
      await (
        await writing(store)
      )({ kind: 'failed', failure, at: LATER });
      expect(await stateOf(1)).toMatchObject({ state: OFF, revision: 2 });
    });

    test('of which Graph beta showed the group setting leaves that in the baseline', async () => {
      const store = await begun();
      const read = { ...ON, identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: false } };
      await (
        await writing(store)
      )({ kind: 'applied', found: live(read), at: LATER });
      expect((await stateOf(1))?.state).toEqual(read);
    });

    test('does not take over what somebody else changed at the same time', async () => {
      const store = await begun();
      const both = live({ ...ON, automaticRedemption: { inbound: true, outbound: null } });
      await (
        await writing(store)
      )({ kind: 'applied', found: both, at: LATER });
      expect((await stateOf(1))?.state).toEqual(ON);
    });

    test('that takes an open drift back closes it', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift({ before: live(OFF), after: live(ON) }))], LATER);
      const move = await writing(store, { plan: { tenantId: tenantIdOf(1), before: live(ON), after: live(OFF) } });
      await move({ kind: 'applied', found: live(OFF), at: LATER });
      expect((await store.drift(driftIdOf(1)))?.status).toEqual({
        state: 'reverted',
        change: changeIdOf(1),
        at: LATER,
      });
    });

    test('before the first look is nobody’s baseline', async () => {
      await (
        await writing(current())
      )({ kind: 'applied', found, at: LATER });
      expect((await current().watched()).baselines).toEqual([]);
    });

    test('that added a partner gives it a baseline', async () => {
      const store = await begun();
      const partner = aTenant({ tenantId: tenantIdOf(3) });
      const plan = { tenantId: partner.tenantId, before: live(null), after: live(ON) };
      await (
        await writing(store, { partner, plan })
      )({ kind: 'applied', found, at: LATER });
      expect((await stateOf(3))?.state).toEqual(ON);
    });
  });
}
