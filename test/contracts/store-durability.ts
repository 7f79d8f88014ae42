import { expect, test } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import type { ChangeId } from '../../src/domain/ids.ts';
import { after, nthChange, aMessage, anEntry, aPerson, changeIdOf, MINUTE, NOW, theProposal } from '../builders.ts';
import { ownCopyOf } from './store-cards.ts';
import { inserted } from './store-changes.ts';
import { delivery } from './store-deliveries.ts';
import type { DurableMemory } from './store-memory.ts';

export function durabilityPromises(current: () => DurableMemory): void {
  test('what is asked while a connection breaks is asked again, and done once', async () => {
    const store = await current().start('run-1');
    const change = nthChange(1);
    expect(await current().broken(() => store.insert(change, theProposal(change)))).toEqual({ kind: 'inserted' });
    expect(await current().broken(() => store.take(delivery('a'), NOW))).toBe(true);
    expect(await current().broken(() => store.hold('look'))).toBeDefined();
    expect(await store.open()).toStrictEqual([change]);
  });

  test('changes, journal and cards are there in the next run', async () => {
    const before = await current().start('run-1');
    const pending = await inserted(before, nthChange(1));
    await inserted(before, nthChange(2));
    const rejected = { kind: 'rejected', by: aPerson(), at: NOW + MINUTE, reason: null } as const;
    const ended = after(pending, rejected);
    await before.advance(ended, anEntry(ended, rejected, ['request-1']));
    await before.recordDrawn(await ownCopyOf(before, 1), { message: aMessage('m-1'), revision: 2 });

    const store = await current().start('run-2');
    expect(await store.get(changeIdOf(1))).toStrictEqual(ended);
    expect(await store.open()).toStrictEqual([nthChange(2)]);
    expect(await store.journal(changeIdOf(1))).toStrictEqual([
      theProposal(pending),
      anEntry(ended, rejected, ['request-1']),
    ]);
    expect(await store.ownCopy(changeIdOf(1))).toMatchObject({ message: aMessage('m-1'), revision: 2 });
    expect((await store.undrawn()).map(({ subject }) => subject)).toEqual([changeIdOf(2)]);
  });

  test('a message that the last run handled is not taken again; one that it left unfinished is, once', async () => {
    const before = await current().start('run-1');
    await before.take(delivery('handled'), NOW);
    await before.finish(delivery('handled'));
    await before.take(delivery('left'), NOW);

    const store = await current().start('run-2');
    expect(await store.take(delivery('handled'), NOW + MINUTE)).toBe(false);
    expect(await store.take(delivery('left'), NOW + MINUTE)).toBe(true);
    expect(await store.take(delivery('left'), NOW + MINUTE)).toBe(false);

    await store.finish(delivery('left'));
    const last = await current().start('run-3');
    expect(await last.take(delivery('left'), NOW + MINUTE)).toBe(false);
  });

  test('a message that is taken again is as old as its second taking', async () => {
    await (await current().start('run-1')).take(delivery(), NOW);
    const store = await current().start('run-2');
    await store.take(delivery(), NOW + MINUTE);
    await store.finish(delivery());
    await store.forgetDeliveries(NOW + MINUTE);
    expect(await store.take(delivery(), NOW + MINUTE)).toBe(false);
  });

  test('what a process was told to be stored is there after it was killed, and nothing is there by half', async () => {
    const told = await current().killedWriter(100);
    expect(told.length).toBeGreaterThanOrEqual(100);

    const store = await current().start('run-2');
    for (const fact of told) {
      if (fact.kind === 'finished') {
        expect(await store.take(fact.delivery, NOW)).toBe(false);
      } else {
        const found = await store.get(fact.id);
        expect(found?.revision).toBeGreaterThanOrEqual(fact.revision);
      }
    }
    // The last one may have been stored and not told.
    const ids = new Set([
      ...told.flatMap((fact) => (fact.kind === 'change' ? [fact.id] : [])),
      ...(await idsOf(store)),
    ]);
    for (const id of ids) {
      expect(await store.journal(id)).toHaveLength((await store.get(id))?.revision ?? 0);
    }
    expect((await current().audit()).faults).toEqual([]);
  });
}

const idsOf = async (store: Store): Promise<readonly ChangeId[]> =>
  (await store.open()).map(({ proposal }) => proposal.id);
