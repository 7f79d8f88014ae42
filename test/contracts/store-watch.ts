import { describe, expect, test } from 'vitest';
import type { PartnerEntry, Sighting, Store } from '../../src/app/ports.ts';
import type { ChangeEvent, Proposal } from '../../src/domain/change.ts';
import type { Drift } from '../../src/domain/drift.ts';
import { withUserSync } from '../../src/domain/goals.ts';
import { live } from '../../src/domain/snapshot.ts';
import {
  aChange,
  aDrift,
  after,
  anEntry,
  aPerson,
  aProblem,
  aTenant,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
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

  test('what looks as expected is noted with the time', async () => {
    const store = await begun();
    await store.recordLook([{ tenantId: tenantIdOf(1), revision: 1, kind: 'asExpected' }], LATER);
    expect((await store.watched()).lookedAt).toBe(LATER);
    expect((await stateOf(1))?.seenAt).toBe(LATER);
    expect((await stateOf(2))?.seenAt).toBe(NOW);
  });

  describe('a drift', () => {
    test('is stored with its journal and waits to be told and named; the baseline stays', async () => {
      const store = await begun();
      expect(await store.recordLook([drifted(aDrift())], LATER)).toEqual([aDrift()]);
      expect(await store.drift(driftIdOf(1))).toStrictEqual(aDrift());
      expect((await store.watched()).drifts).toStrictEqual([aDrift()]);
      expect(await store.driftJournal(driftIdOf(1))).toStrictEqual([
        { kind: 'detected', drift: aDrift(), at: aDrift().detectedAt },
      ]);
      expect(await store.untold()).toEqual([aDrift()]);
      expect(await store.unnamed(NOW)).toEqual([aDrift()]);
      expect(await store.unnamed(LATER)).toEqual([]);
      expect(await stateOf(1)).toMatchObject({ state: OFF, revision: 1 });
    });

    test('takes the place of the open one of its tenant', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER);
      await store.recordLook([drifted(aDrift({ id: driftIdOf(2) }))], LATER);
      expect((await store.watched()).drifts.map(({ id }) => id)).toEqual([driftIdOf(2)]);
      expect((await store.drift(driftIdOf(1)))?.status).toEqual({ state: 'superseded', by: driftIdOf(2), at: LATER });
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

    test('is told once in each revision', async () => {
      const store = await begun();
      await store.recordLook([drifted(aDrift())], LATER);
      await store.recordTold(driftIdOf(1), 1);
      expect(await store.untold()).toEqual([]);
      const actor = { name: 'Eli Novak', ip: null, at: NOW, auditId: 'audit-1' };
      const named = await store.moveDrift(aDrift(), { kind: 'named', actor, at: LATER });
      expect(named).toMatchObject({ actor, revision: 2 });
      expect(await store.untold()).toEqual([named]);
      expect(await store.unnamed(NOW)).toEqual([]);
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
