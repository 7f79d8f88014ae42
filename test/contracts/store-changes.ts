import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { planOfMany } from '../../src/domain/policy/plan.ts';
import type { Many } from '../../src/domain/policy/many.ts';
import { isOpen, type Change } from '../../src/domain/change/change.ts';
import { OPEN_STATES } from '../../src/domain/change/status.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import {
  aChange,
  after,
  anEntry,
  aPerson,
  aTenant,
  changeIdOf,
  MINUTE,
  NOW,
  nthChange,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import { EVERY_CHANGE, EVERY_EVENT } from './every-change.ts';

const claimed: ChangeEvent = { kind: 'claimed', by: aPerson(), at: NOW + MINUTE };

export const inserted = async (store: Store, wanted: Change): Promise<Change> => {
  expect(await store.insert(wanted, theProposal(wanted))).toEqual({ kind: 'inserted' });
  return wanted;
};

export function changePromises(current: () => Store): void {
  describe('a proposal', () => {
    test('is read back as it was stored', async () => {
      const wanted = await inserted(current(), nthChange(1));
      expect(await current().get(wanted.proposal.id)).toStrictEqual(wanted);
      expect(await current().journal(wanted.proposal.id)).toStrictEqual([theProposal(wanted)]);
    });

    test('that nobody made is not there', async () => {
      expect(await current().get(changeIdOf(7))).toBeUndefined();
      expect(await current().journal(changeIdOf(7))).toEqual([]);
    });

    test.each(EVERY_CHANGE.filter(isOpen).map((owner) => ({ owner, state: owner.status.state })))(
      'is refused while the partner has a change that is $state, which is named; nothing of it is stored',
      async ({ owner }) => {
        await inserted(current(), owner);
        const second = aChange({ proposal: { id: changeIdOf(1), partner: owner.proposal.partner } });
        expect(await current().insert(second, theProposal(second))).toStrictEqual({ kind: 'occupied', by: owner });
        expect(await current().get(changeIdOf(1))).toBeUndefined();
        expect(await current().journal(changeIdOf(1))).toEqual([]);
        expect((await current().undrawn()).map(({ subject }) => subject)).toEqual([owner.proposal.id]);
      },
    );

    test('is accepted for a partner whose earlier changes have ended, however they ended', async () => {
      const ended = EVERY_CHANGE.filter((earlier) => !isOpen(earlier));
      for (const { status, proposal } of ended) {
        await inserted(current(), aChange({ status, proposal: { id: proposal.id } }));
      }
      await inserted(current(), nthChange(1));
      expect(await current().open()).toEqual([nthChange(1)]);
    });

    test('is the newest in the history, also where the clock was set back before it', async () => {
      const store = current();
      const later = await inserted(store, aChange({ proposal: { id: changeIdOf(1), requestedAt: NOW + 60 * MINUTE } }));
      const ended = after(later, { kind: 'stopped', stop: { kind: 'ruleStricter' }, at: NOW });
      await store.advance(ended, anEntry(ended, { kind: 'stopped', stop: { kind: 'ruleStricter' }, at: NOW }));
      await inserted(store, aChange({ proposal: { id: changeIdOf(2), requestedAt: NOW } }));
      const { changes } = await store.history(null, 10, 0);
      expect(changes.map(({ proposal }) => proposal.id)).toEqual([changeIdOf(2), changeIdOf(1)]);
    });

    test('frees its partner the moment it ends', async () => {
      const first = await inserted(current(), nthChange(1, 1));
      const ended = after(first, { kind: 'expired', at: NOW + 20 * MINUTE });
      await current().advance(ended, anEntry(ended, { kind: 'expired', at: NOW + 20 * MINUTE }));
      await inserted(current(), nthChange(2, 1));
    });

    test('wins alone when twenty are made for one partner at once, and the losers are told of the winner', async () => {
      const store = current();
      const racers = Array.from({ length: 20 }, (_, n) => nthChange(n + 1, 1));
      const outcomes = await Promise.all(racers.map((racer) => store.insert(racer, theProposal(racer))));
      const open = await store.open();
      expect(open).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === 'inserted')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === 'occupied').map((outcome) => outcome.by)).toEqual(
        Array.from({ length: 19 }, () => open[0]),
      );
    });

    test('takes the place of one that ends with it: both are stored, or neither', async () => {
      const first = await inserted(current(), nthChange(1, 1));
      const second = nthChange(2, 1);
      const event = { kind: 'superseded', by: aPerson(), instead: second.proposal.id, at: NOW } as const;
      const change = after(first, event);
      const ending = { change, entry: anEntry(change, event), tell: { notices: [], letters: [] } };
      const moved = after(first, claimed);
      await current().advance(moved, anEntry(moved, claimed));
      expect(await current().insert(second, theProposal(second), null, [], ending)).toStrictEqual({
        kind: 'occupied',
        by: moved,
      });
      expect(await current().get(second.proposal.id)).toBeUndefined();
      const third = await inserted(current(), nthChange(3, 3));
      const fourth = nthChange(4, 3);
      const instead = { ...event, instead: fourth.proposal.id };
      const over = after(third, instead);
      const tell = { notices: [], letters: [] };
      const outcome = current().insert(fourth, theProposal(fourth), null, [], {
        change: over,
        entry: anEntry(over, instead),
        tell,
      });
      expect(await outcome).toEqual({ kind: 'inserted' });
      expect(await current().get(third.proposal.id)).toStrictEqual(over);
      expect((await current().open()).map(({ proposal }) => proposal.id)).toEqual([
        first.proposal.id,
        fourth.proposal.id,
      ]);
    });

    test('never replaces a change that has its id', async () => {
      const first = await inserted(current(), nthChange(1, 1));
      const second = nthChange(1, 2);
      await expect(current().insert(second, theProposal(second))).rejects.toThrow();
      expect(await current().get(changeIdOf(1))).toStrictEqual(first);
      expect(await current().journal(changeIdOf(1))).toStrictEqual([theProposal(first)]);
    });

    test('is not stored without its own journal entry', async () => {
      await expect(current().insert(nthChange(1), theProposal(nthChange(2)))).rejects.toThrow();
      expect(await current().get(changeIdOf(1))).toBeUndefined();
      expect(await current().open()).toEqual([]);
    });

    test.each([
      ['no number', Number.NaN],
      ['no whole number', 0.5],
    ])('that could not be read back, as a time in it is %s, is not stored', async (_, claimedAt) => {
      const broken = aChange({ status: { state: 'applying', by: aPerson(), claimedAt, phase: 'writing', done: 0 } });
      await expect(current().insert(broken, theProposal(broken))).rejects.toThrow();
      expect(await current().open()).toEqual([]);
    });
  });

  describe('a step', () => {
    test('is stored together with its journal entry, which keeps the ids of the Graph requests', async () => {
      const before = await inserted(current(), nthChange(1));
      const moved = after(before, claimed);
      expect(await current().advance(moved, anEntry(moved, claimed, ['request-1', 'request-2']))).toBe(true);
      expect(await current().get(changeIdOf(1))).toStrictEqual(moved);
      expect(await current().journal(changeIdOf(1))).toStrictEqual([
        theProposal(before),
        { changeId: changeIdOf(1), event: claimed, requestIds: ['request-1', 'request-2'] },
      ]);
    });

    test.each([
      ['was already taken', 1],
      ['skips one', 3],
      ['goes back', 0],
    ])('that %s changes nothing and says so', async (_, revision) => {
      const before = await inserted(current(), nthChange(1));
      const moved = { ...after(before, claimed), revision };
      const told = await current()
        .advance(moved, anEntry(moved, claimed))
        .catch(() => false);
      expect(told).toBe(false);
      expect(await current().get(changeIdOf(1))).toStrictEqual(before);
      expect(await current().journal(changeIdOf(1))).toHaveLength(1);
    });

    test('of a change that is not stored says no', async () => {
      const moved = after(nthChange(1), claimed);
      expect(await current().advance(moved, anEntry(moved, claimed))).toBe(false);
      expect(await current().get(changeIdOf(1))).toBeUndefined();
    });

    test('wins alone when twenty are made at once, and leaves one journal entry', async () => {
      const store = current();
      const before = await inserted(store, nthChange(1));
      const racers = Array.from({ length: 20 }, (_, n) => ({ ...claimed, at: NOW + n }) as const);
      const outcomes = await Promise.all(
        racers.map((event) => {
          const moved = after(before, event);
          return store.advance(moved, anEntry(moved, event));
        }),
      );
      expect(outcomes.filter((won) => won)).toHaveLength(1);
      const winner = racers[outcomes.indexOf(true)] ?? claimed;
      expect(await store.get(changeIdOf(1))).toStrictEqual(after(before, winner));
      expect((await store.journal(changeIdOf(1))).map((entry) => entry.event)).toEqual([
        theProposal(before).event,
        winner,
      ]);
    });

    test('is not stored with the journal entry of another change', async () => {
      const before = await inserted(current(), nthChange(1));
      await inserted(current(), nthChange(2));
      const moved = after(before, claimed);
      await expect(current().advance(moved, anEntry(nthChange(2), claimed))).rejects.toThrow();
      expect(await current().get(changeIdOf(1))).toStrictEqual(before);
      expect(await current().journal(changeIdOf(2))).toHaveLength(1);
    });
  });

  describe('memory', () => {
    test('holds every change that can exist, exactly', async () => {
      for (const wanted of EVERY_CHANGE) {
        await inserted(current(), wanted);
        expect(await current().get(wanted.proposal.id)).toStrictEqual(wanted);
      }
      const open = EVERY_CHANGE.filter(isOpen);
      expect(await current().open()).toStrictEqual(open);
      expect(new Set(open.map(({ status }) => status.state))).toEqual(new Set(OPEN_STATES));
    });

    test('holds every event that can happen, exactly and in order', async () => {
      let last = await inserted(current(), nthChange(1));
      for (const event of EVERY_EVENT) {
        last = { ...last, revision: last.revision + 1 };
        expect(await current().advance(last, anEntry(last, event))).toBe(true);
      }
      const events = (await current().journal(changeIdOf(1))).map((entry) => entry.event);
      expect(events).toStrictEqual([theProposal(nthChange(1)).event, ...EVERY_EVENT]);
    });

    test('lists the changes that have not ended, oldest first, and keeps journals apart', async () => {
      for (const n of [3, 1, 2]) await inserted(current(), nthChange(n));
      expect(await current().open()).toStrictEqual([nthChange(1), nthChange(2), nthChange(3)]);
      expect(await current().journal(changeIdOf(2))).toStrictEqual([theProposal(nthChange(2))]);
    });

    test('of many knows its parts, which are on no card, and the last freeze is known by whether it was carried out', async () => {
      const members = [{ partner: aTenant(), plan: nthChange(1).proposal.plan }];
      const of = (kind: Many['kind'], n: number): Change => {
        const plan = planOfMany({ kind, members, left: [] });
        return { ...nthChange(n), proposal: { ...nthChange(n).proposal, plan } };
      };
      const freeze = await inserted(current(), of('freeze', 1));
      expect(await current().freezes()).toEqual([]);
      // It owns no partner, and there is one at a time.
      for (const kind of ['freeze', 'thaw'] as const) {
        expect(await current().insert(of(kind, 2), theProposal(of(kind, 2)))).toEqual({ kind: 'occupied', by: freeze });
      }
      await inserted(current(), of('list', 3));
      const part = nthChange(4);
      const proposal = { ...part.proposal, partOf: freeze.proposal.id };
      await inserted(current(), { ...part, proposal });
      expect((await current().partsOf(freeze.proposal.id)).map(({ proposal: { id } }) => id)).toEqual([proposal.id]);
      const about = async (n: number) => (await current().partsAbout(tenantIdOf(n))).map(({ proposal: { id } }) => id);
      expect(await Promise.all([about(4), about(3), about(5)])).toEqual([[proposal.id], [], []]);
      expect(await current().copies(proposal.id)).toEqual([]);
      const claimed = after(freeze, { kind: 'claimed', by: aPerson(), at: NOW + 1 });
      await current().advance(claimed, anEntry(claimed, { kind: 'claimed', by: aPerson(), at: NOW + 1 }));
      expect(await current().freezes()).toEqual([claimed]);
      expect(await current().insert(of('thaw', 2), theProposal(of('thaw', 2)))).toEqual({
        kind: 'occupied',
        by: claimed,
      });
    });

    test('is no freeze that waits for a thaw which is carried out, but for one that can make way', async () => {
      const of = (kind: Many['kind'], n: number): Change => {
        const plan = planOfMany({ kind, members: [], left: [] });
        return { ...nthChange(n), proposal: { ...nthChange(n).proposal, plan } };
      };
      const thaw = await inserted(current(), of('thaw', 1));
      const freeze = of('freeze', 2);
      expect(await current().insert(freeze, theProposal(freeze))).toEqual({ kind: 'occupied', by: thaw });
      const moved = after(thaw, claimed);
      await current().advance(moved, anEntry(moved, claimed));
      await inserted(current(), freeze);
      expect(await current().open()).toHaveLength(2);
    });
  });
}
