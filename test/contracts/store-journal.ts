import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { ChangeEvent } from '../../src/domain/change/event.ts';
import {
  after,
  aDrift,
  anEntry,
  aPerson,
  aTenant,
  driftIdOf,
  MINUTE,
  NOW,
  nthChange,
  tenantIdOf,
  theProposal,
} from '../builders.ts';
import type { DurableMemory } from './store-memory.ts';

/** How many entries `writeJournal` writes for one round. */
export const ENTRIES = 9;

/**
 * A change that is applied and one that is rejected; between them somebody changes a partner, and accepts it. Both move a
 * baseline.
 */
export async function writeJournal(store: Store, round = 1): Promise<void> {
  const [applied, rejected, drift] = [2 * round - 1, 2 * round, round];
  const at = NOW + (applied + 1) * MINUTE;
  const by = aPerson();
  await store.beginWatch([], NOW);
  let change = nthChange(applied);
  await store.insert(change, theProposal(change));
  const events: ChangeEvent[] = [
    { kind: 'claimed', by, at },
    { kind: 'writeStarted', at },
    { kind: 'applied', found: change.proposal.plan.after, at },
  ];
  for (const event of events) {
    change = after(change, event);
    expect(await store.advance(change, anEntry(change, event, ['request-1']))).toBe(true);
    if (event.kind !== 'claimed') continue;
    const partner = aTenant({
      tenantId: tenantIdOf(1000 + round),
      displayName: 'Ünïcode “& Söhne” \u2028 \ud83d\udc69',
    });
    const found = aDrift({ id: driftIdOf(drift), partner, detectedAt: at });
    await store.recordLook([{ tenantId: partner.tenantId, revision: 0, kind: 'drifted', drift: found }], at);
    expect(await store.moveDrift(found, { kind: 'accepted', by, reason: 'known', at: at + 1 })).toBeDefined();
  }
  await store.insert(nthChange(rejected), theProposal(nthChange(rejected)));
}

/** Promises about what the journal is in whatever keeps it: one chain, that nobody can fork. */
export function journalPromises(current: () => DurableMemory): void {
  test('what happens to changes and drifts is one chain, in the order in which it was stored', async () => {
    const store = await current().start('run-1');
    expect(await current().audit()).toEqual({ entries: 0, faults: [] });
    await writeJournal(store);
    expect(await current().audit()).toEqual({ entries: ENTRIES, faults: [] });
  });

  test('the next run goes on with the same chain', async () => {
    await writeJournal(await current().start('run-1'), 1);
    await writeJournal(await current().start('run-2'), 2);
    expect(await current().audit()).toEqual({ entries: 2 * ENTRIES, faults: [] });
  });

  test('what was refused is no part of it', async () => {
    const store = await current().start('run-1');
    const change = nthChange(1);
    await store.insert(change, theProposal(change));
    expect(await store.insert(nthChange(2, 1), theProposal(nthChange(2, 1)))).toMatchObject({ kind: 'occupied' });
    const claimed: ChangeEvent = { kind: 'claimed', by: aPerson(), at: NOW };
    const moved = after(change, claimed);
    expect(await store.advance({ ...moved, revision: 7 }, anEntry(moved, claimed))).toBe(false);
    await expect(store.advance(moved, anEntry(nthChange(2), claimed))).rejects.toThrow();
    await expect(store.advance(moved, anEntry(moved, { ...claimed, at: 0.5 }))).rejects.toThrow();
    expect(await current().audit()).toEqual({ entries: 1, faults: [] });
    expect(await store.advance(moved, anEntry(moved, claimed))).toBe(true);
    expect(await current().audit()).toEqual({ entries: 2, faults: [] });
  });

  test('many who write at once do not fork it', async () => {
    const store = await current().start('run-1');
    const rounds = [1, 2, 3, 4, 5, 6, 7, 8];
    await Promise.all(rounds.map((round) => writeJournal(store, round)));
    expect(await current().audit()).toEqual({ entries: rounds.length * ENTRIES, faults: [] });
  });
}
