import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { live } from '../../src/domain/policy/snapshot.ts';
import { withUserSync } from '../../src/domain/policy/goals.ts';
import { toEveryAdministrator } from '../../src/domain/telling/letter.ts';
import {
  aDrift,
  after,
  anEntry,
  aPerson,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
  nthChange,
  objectIdOf,
  tenantIdOf,
} from '../builders.ts';
import { inserted } from './store-changes.ts';

const by = aPerson();
const other = aPerson({ objectId: objectIdOf(9) });
const CLOSED = live(withUserSync(null, false, 'Fabrikam'));
const OPENED = live(withUserSync(null, true, 'Fabrikam'));

type Way = 'opens' | 'closes' | 'prolongs' | 'undoes' | 'thaws';

const BACK: Readonly<Partial<Record<Way, object>>> = {
  undoes: { again: 'undo C-00000001' },
  thaws: { again: 'thaw', partOf: changeIdOf(8) },
};

async function opening(
  store: Store,
  n: number,
  at: number,
  way: Way = 'opens',
): Promise<ReturnType<typeof tenantIdOf>> {
  const proposed = nthChange(n, 1);
  const { tenantId } = proposed.proposal.plan;
  const requester = way === 'undoes' || way === 'thaws' ? by : other;
  const before = way === 'closes' || way === 'prolongs' ? OPENED : CLOSED;
  const found = way === 'closes' ? CLOSED : OPENED;
  const plan = { tenantId, before, after: found, ...(way === 'prolongs' && { prolongs: true as const }) };
  let change = await inserted(store, {
    ...proposed,
    proposal: { ...proposed.proposal, plan, requester, ...BACK[way] },
  });
  for (const event of [
    { kind: 'claimed', by: requester, at: NOW + n * MINUTE } as const,
    { kind: 'writeStarted', at } as const,
    { kind: 'applied', found, at } as const,
  ]) {
    change = after(change, event);
    expect(await store.advance(change, anEntry(change, event))).toBe(true);
  }
  return tenantId;
}

export function recertificationPromises(current: () => Store): void {
  test('who answers for a partner is nobody until it is opened, which the first look begins', async () => {
    const store = current();
    const id = tenantIdOf(1);
    expect(await store.recertifications([id], NOW)).toEqual([
      { tenantId: id, owner: null, since: NOW, asked: null, revision: 0 },
    ]);
    await store.beginWatch([], NOW - MINUTE);
    expect(await store.recertifications([id], NOW)).toMatchObject([{ since: NOW - MINUTE }]);
    expect(await store.recertifications([], NOW)).toEqual([]);
  });

  test('is asked of many as of each alone, in the order in which they were asked about', async () => {
    const store = current();
    await store.beginWatch([], NOW - MINUTE);
    const opened = await opening(store, 2, NOW + 10);
    const asked = [9, 2, 5, 7, 1].map(tenantIdOf);
    const [owned] = await store.recertifications([tenantIdOf(5)], NOW);
    if (owned === undefined) throw new Error('it does not stand anyhow');
    await store.moveRecertification(owned, { kind: 'owned', by, at: NOW });
    const alone = await Promise.all(asked.map(async (id) => (await store.recertifications([id], NOW))[0]));
    expect(await store.recertifications(asked, NOW)).toEqual(alone);
    expect(alone.flatMap((one) => (one?.owner ? [one.tenantId] : []))).toEqual([tenantIdOf(5), opened]);
  });

  describe('a recertification', () => {
    test('begins with the last opening, whatever was closed since', async () => {
      const store = current();
      const id = await opening(store, 1, NOW + 10);
      expect(await store.recertifications([id], NOW)).toMatchObject([{ owner: other, since: NOW + 10 }]);
      await opening(store, 2, NOW + 20, 'closes');
      expect(await store.recertifications([id], NOW)).toMatchObject([{ owner: other, since: NOW + 10 }]);
    });

    test('begins with what kept it open beyond its end', async () => {
      const store = current();
      const id = await opening(store, 1, NOW + 10);
      expect(await opening(store, 2, NOW + 20, 'prolongs')).toBe(id);
      expect(await store.recertifications([id], NOW)).toMatchObject([{ owner: other, since: NOW + 20 }]);
    });

    test('begins with what somebody brought back by its name once it was asked, and never with a thaw', async () => {
      const store = current();
      const id = await opening(store, 1, NOW + 10);
      await opening(store, 2, NOW + 20, 'undoes');
      const [now] = await store.recertifications([id], NOW);
      expect(now).toMatchObject({ owner: other, since: NOW + 10 });
      if (now === undefined) throw new Error('missing');
      await store.moveRecertification(now, { kind: 'asked', by: null, at: NOW + 30 });
      await opening(store, 3, NOW + 40, 'thaws');
      expect(await store.recertifications([id], NOW)).toMatchObject([{ owner: other, asked: { at: NOW + 30 } }]);
      await opening(store, 4, NOW + 50, 'undoes');
      expect(await store.recertifications([id], NOW)).toMatchObject([{ owner: by, since: NOW + 50, asked: null }]);
    });

    test('begins with what was accepted, without an owner', async () => {
      const store = current();
      const drift = aDrift({ id: driftIdOf(1), before: CLOSED, after: OPENED });
      const { tenantId } = drift.partner;
      await store.beginWatch([], NOW);
      await store.recordLook([{ kind: 'drifted', tenantId, revision: 0, drift }], NOW);
      await store.moveDrift(drift, { kind: 'accepted', by, reason: 'x', at: NOW + 5 });
      expect(await store.recertifications([tenantId], NOW)).toMatchObject([{ owner: null, since: NOW + 5 }]);
    });

    test('moves on once for each revision, with what is told', async () => {
      const store = current();
      const id = tenantIdOf(1);
      const [now] = await store.recertifications([id], NOW);
      if (now === undefined) throw new Error('missing');
      const word = { kind: 'recertify', partner: { tenantId: id, displayName: null, defaultDomainName: null }, doors: ['userSync'], stage: 'asked', asked: NOW, closes: false } as const; // prettier-ignore
      const asked = await store.moveRecertification(now, { kind: 'asked', by: null, at: NOW }, [
        toEveryAdministrator(word),
      ]);
      expect(asked).toMatchObject({ revision: 1, asked: { at: NOW, stage: 'asked' } });
      expect(await store.circulars()).toHaveLength(1);
      expect(await store.moveRecertification(now, { kind: 'owned', by, at: NOW })).toBeUndefined();
      if (asked === undefined) throw new Error('missing');
      expect(await store.moveRecertification(asked, { kind: 'unanswered', at: NOW })).toBeUndefined();
      const owned = await store.moveRecertification(asked, { kind: 'owned', by, at: NOW + 1 });
      expect(await store.recertifications([id], NOW)).toEqual([owned]);
      expect(await store.moveRecertification(asked, { kind: 'owned', by, at: NOW + 1 })).toBeUndefined();
    });
  });
}
