import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import { ownRecord, aMessage, after, anEntry, aPerson, MINUTE, NOW, nthChange } from '../builders.ts';
import { inserted } from './store-changes.ts';

const at = NOW + 10 * MINUTE;
const matchedWith = (auditId: string, step = 0): ChangeEvent => ({
  kind: 'matched',
  step,
  record: ownRecord(auditId, at),
  at: at + MINUTE,
});

async function moved(store: Store, change: Change, event: ChangeEvent): Promise<Change> {
  const next = after(change, event);
  expect(await store.advance(next, anEntry(next, event))).toBe(true);
  return next;
}

async function applied(store: Store, n: number, endedAt = at): Promise<Change> {
  let change = await inserted(store, nthChange(n));
  change = await moved(store, change, { kind: 'claimed', by: aPerson(), at: NOW + n * MINUTE });
  change = await moved(store, change, { kind: 'writeStarted', at });
  return moved(store, change, { kind: 'applied', found: change.proposal.plan.after, at: endedAt });
}

export function evidencePromises(current: () => Store): void {
  describe('a change that was written', () => {
    test('awaits its audit record until it has it', async () => {
      const change = await applied(current(), 1);
      expect(await current().awaitingEvidence(at)).toStrictEqual([change]);
      const half = await moved(current(), change, matchedWith('audit-1'));
      expect(await current().awaitingEvidence(at)).toStrictEqual([half]);
      const matched = await moved(current(), half, matchedWith('audit-2', 1));
      expect(await current().awaitingEvidence(at)).toEqual([]);
      expect(await current().get(change.proposal.id)).toStrictEqual(matched);
    });

    test('awaits it from its end on only, oldest first', async () => {
      const late = await applied(current(), 1, at + 2);
      const early = await applied(current(), 2, at + 1);
      expect(await current().awaitingEvidence(at)).toStrictEqual([early, late]);
      expect(await current().awaitingEvidence(at + 2)).toStrictEqual([late]);
    });

    test('has a record that no other change can have', async () => {
      const [first, second] = [await applied(current(), 1), await applied(current(), 2)];
      expect(await current().isMatched('audit-1')).toBe(false);
      await moved(current(), first, matchedWith('audit-1'));
      expect([await current().isMatched('audit-1'), await current().isMatched('audit-2')]).toEqual([true, false]);
      const next = after(second, matchedWith('audit-1'));
      await expect(current().advance(next, anEntry(next, matchedWith('audit-1')))).rejects.toThrow();
      expect(await current().get(second.proposal.id)).toStrictEqual(second);
    });

    test('is not drawn anew for it; what was behind stays behind', async () => {
      const change = await applied(current(), 1);
      const [own] = await current().copies(change.proposal.id);
      if (own === undefined) throw new Error('no copy');
      const behind = await moved(current(), change, matchedWith('audit-1'));
      expect(await current().undrawn()).toMatchObject([{ id: own.id }]);
      await current().recordDrawn(own.id, { message: aMessage(), revision: behind.revision });
      expect(await current().undrawn()).toEqual([]);

      const other = await applied(current(), 2);
      const [copy] = await current().copies(other.proposal.id);
      if (copy === undefined) throw new Error('no copy');
      await current().recordDrawn(copy.id, { message: aMessage('1700000000003'), revision: other.revision });
      await moved(current(), other, matchedWith('audit-2'));
      expect(await current().undrawn()).toEqual([]);
    });
  });
}
