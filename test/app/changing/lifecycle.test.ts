import { beforeEach, describe, expect, test } from 'vitest';
import { advance, advanceAsItStands, asStored } from '../../../src/app/changing/lifecycle.ts';
import { aChange, changeIdOf, NOW } from '../../builders.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, TENANT, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

describe('a change as it is stored', () => {
  test('is read anew', async () => {
    const known = await world.stored();
    const now = await world.moved(known, claimed);
    expect(await asStored(world.ports, known)).toEqual(now);
  });

  test('is the one that was known where the store has none', async () => {
    const change = aChange();
    expect(await asStored(world.ports, change)).toBe(change);
  });

  test('is the one that was known where the store cannot be read, and the log knows', async () => {
    const change = await world.stored();
    world.store.get = noTo(MISTAKE);
    expect(await asStored(world.ports, change)).toBe(change);
    expect(world.logged).toMatchObject([{ event: 'change.unread', changeId: changeIdOf(1) }]);
  });
});

describe('a change moves on', () => {
  test('in the store, in the journal and in the log', async () => {
    const change = await world.stored();
    const moved = await advance(world.ports, change, claimed, ['request']);
    expect(moved).toMatchObject({ revision: 2, status: { state: 'applying' } });
    expect(await world.store.get(changeIdOf(1))).toEqual(moved);
    expect((await world.store.journal(changeIdOf(1)))[1]).toEqual({
      changeId: changeIdOf(1),
      event: claimed,
      requestIds: ['request'],
    });
    expect(world.logged).toMatchObject([
      {
        event: 'change.moved',
        changeId: changeIdOf(1),
        tenantId: TENANT,
        transition: 'claimed',
        state: 'applying',
        revision: 2,
        requestIds: ['request'],
      },
    ]);
  });

  test('with no request where there was none', async () => {
    await advance(world.ports, await world.stored(), claimed);
    expect((await world.store.journal(changeIdOf(1)))[1]?.requestIds).toEqual([]);
  });

  test('not by what does not fit', async () => {
    expect(await advance(world.ports, await world.stored(), { kind: 'writeStarted', at: NOW })).toBeUndefined();
    expect(world.logged).toEqual([]);
  });

  test('not where somebody was faster', async () => {
    const change = await world.stored();
    await world.moved(change, { kind: 'rejected', by: ADA, at: NOW, reason: null });
    expect(await advance(world.ports, change, claimed)).toBeUndefined();
    expect([(await world.status())?.state, world.logged]).toEqual(['rejected', []]);
  });
});

describe('what somebody wants of a change', () => {
  const rejected = { kind: 'rejected', by: BEN, at: NOW, reason: null } as const;

  test('is looked at again where it has moved on meanwhile', async () => {
    const known = await world.stored({ approval: 'secondPerson' });
    await world.moved(known, { kind: 'looked', by: BEN, at: NOW });
    const end = await advanceAsItStands(world.ports, known, () => rejected);
    expect(end?.revision).toBe(3);
  });

  test('is not done where it does not fit any more', async () => {
    const known = await world.stored();
    await world.moved(known, { kind: 'rejected', by: ADA, at: NOW, reason: null });
    expect(await advanceAsItStands(world.ports, known, () => rejected)).toBeUndefined();
  });

  test('may be nothing', async () => {
    const known = await world.stored({ approval: 'secondPerson' });
    const seen: number[] = [];
    const wanted = ({ revision }: typeof known) => {
      seen.push(revision);
      return undefined;
    };
    expect(await advanceAsItStands(world.ports, known, wanted)).toBeUndefined();
    await world.moved(known, { kind: 'looked', by: BEN, at: NOW });
    expect(await advanceAsItStands(world.ports, known, wanted)).toBeUndefined();
    expect(seen).toEqual([1, 1, 2]);
  });

  test('is nothing where the store has no such change', async () => {
    expect(await advanceAsItStands(world.ports, aChange(), () => undefined)).toBeUndefined();
  });

  test('is done once, and the change is not read again then', async () => {
    const known = await world.stored({ approval: 'secondPerson' });
    world.store.get = noTo(MISTAKE);
    expect(await advanceAsItStands(world.ports, known, () => rejected)).toMatchObject({ revision: 2 });
  });
});
