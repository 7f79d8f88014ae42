import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { Change } from '../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import { endAsDecided } from '../../src/domain/ends/end.ts';
import type { TenantId } from '../../src/domain/ids.ts';
import {
  aConversation,
  after,
  aDrift,
  anEntry,
  aPerson,
  driftIdOf,
  MINUTE,
  NOW,
  nthChange,
  tenantIdOf,
} from '../builders.ts';
import { inserted } from './store-changes.ts';

const ENDS = { at: NOW + 60 * MINUTE, doors: ['userSync'] } as const;
const by = aPerson();

async function moved(store: Store, change: Change, event: ChangeEvent): Promise<Change> {
  const next = after(change, event);
  expect(await store.advance(next, anEntry(next, event))).toBe(true);
  return next;
}

/** A change that is applied, and ends. */
export async function applied(store: Store, n: number, at: number): Promise<Change> {
  const proposed = nthChange(n);
  const proposal = { ...proposed.proposal, ends: ENDS };
  let change = await inserted(store, { ...proposed, proposal, end: endAsDecided(ENDS, proposal.conversation) });
  change = await moved(store, change, { kind: 'claimed', by, at: NOW + n * MINUTE });
  change = await moved(store, change, { kind: 'writeStarted', at });
  return moved(store, change, { kind: 'applied', found: change.proposal.plan.after, at });
}

export function endPromises(current: () => Store): void {
  describe('an end', () => {
    test('is to come from when what opened was carried out, until it came; in the order in which they were decided', async () => {
      const late = await applied(current(), 1, NOW + 20 * MINUTE);
      const early = await applied(current(), 2, NOW + 10 * MINUTE);
      const waiting = await inserted(current(), { ...nthChange(3), end: endAsDecided(ENDS, aConversation()) });
      const ids = async () => (await current().endings()).map(({ id }) => id);
      expect(await ids()).toEqual([early.proposal.id, late.proposal.id]);
      const left = async (tenantId?: TenantId) => (await current().endingsLeft(tenantId)).map(({ id }) => id);
      expect([await left(), await left(tenantIdOf(1)), await left(tenantIdOf(9))]).toEqual([
        [early.proposal.id, late.proposal.id],
        [late.proposal.id],
        [],
      ]);
      expect(await current().ending(waiting.proposal.id)).toBeUndefined();
      await moved(current(), early, { kind: 'endTold', days: 3, at: NOW + 30 * MINUTE });
      expect(await current().ending(early.proposal.id)).toMatchObject({ end: { told: [3], came: null } });
      await moved(current(), late, { kind: 'endCame', how: 'closed', at: NOW + 60 * MINUTE });
      expect(await ids()).toEqual([early.proposal.id]);
      expect(await current().ending(late.proposal.id)).toMatchObject({ end: { came: { how: 'closed' } } });
      expect(await current().contradictions(early)).toEqual([]);
    });

    test('goes with a drift that was accepted until then, and is journaled with it', async () => {
      const tenantId = tenantIdOf(7);
      const partner = { tenantId, displayName: 'Litware', defaultDomainName: null };
      await current().beginWatch([], NOW);
      const drift = aDrift({ partner });
      await current().recordLook([{ kind: 'drifted', tenantId, revision: 0, drift }], NOW + MINUTE);
      const until = { ...ENDS, place: aConversation() };
      const accept = { kind: 'accepted', by, reason: 'agreed', at: NOW + 2 * MINUTE, until } as const;
      const accepted = await current().moveDrift(drift, accept);
      expect((await current().endings()).map(({ id }) => id)).toEqual([driftIdOf(1)]);
      expect((await current().endingsLeft(tenantId)).map(({ id }) => id)).toEqual([driftIdOf(1)]);
      expect(await current().endingsLeft(tenantIdOf(8))).toEqual([]);
      expect(await current().ending(driftIdOf(1))).toMatchObject({ decidedAt: NOW + 2 * MINUTE, end: { told: [] } });
      expect(await current().ending(driftIdOf(2))).toBeUndefined();
      const word = { kind: 'endCame', of: driftIdOf(1) } as const;
      const letter = { kind: 'administrator', to: by.objectId, word } as const;
      const came = { kind: 'endCame', how: 'nothing', at: NOW + 3 * MINUTE } as const;
      expect(accepted && (await current().moveDrift(accepted, came, [letter]))?.end?.came?.how).toBe('nothing');
      expect(await current().endings()).toEqual([]);
      expect((await current().unsent()).map((kept) => kept.letter)).toEqual([letter]);
      expect(await current().driftContradictions(driftIdOf(1))).toEqual([]);
    });
  });
}
