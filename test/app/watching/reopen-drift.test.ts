import { beforeEach, describe, expect, test } from 'vitest';
import { partsOf } from '../../../src/app/watching/parts-of-drift.ts';
import { reopenOwn } from '../../../src/app/watching/reopen-drift.ts';
import type { ApprovalRule } from '../../../src/domain/change/approval.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { aConversation, aDrift, anActor, aTenant, driftIdOf, NOW } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, BEN, OFF, ON, TENANT, World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = new World(ON);
  await world.store.beginWatch([{ tenantId: TENANT, state: OFF }], NOW);
});

const drift = (n: number, more: Partial<Drift> = {}): Drift =>
  aDrift({ id: driftIdOf(n), partner: aTenant({ tenantId: TENANT }), before: live(OFF), after: live(ON), ...more });
const found = async (one: Drift): Promise<Drift> => {
  const [stored] = await world.store.recordLook([{ tenantId: TENANT, revision: 1, kind: 'drifted', drift: one }], NOW);
  if (stored === undefined) throw new Error('the drift was not stored');
  return stored;
};
const accepted = async (one: Drift, by: Person): Promise<Drift> => {
  const moved = await world.store.moveDrift(one, { kind: 'accepted', by, reason: 'fine', at: NOW });
  if (moved === undefined) throw new Error('not accepted');
  return moved;
};
const named = async (one: Drift, by: Person): Promise<Drift> => {
  const { objectId, tenantId } = by;
  const actors = [{ ...anActor({ objectId, tenantId }), did: ['userSync'], may: [] }] as const;
  const moved = await world.store.moveDrift(one, { kind: 'named', actors, explained: true, at: NOW });
  if (moved === undefined) throw new Error('not named');
  return moved;
};
const reopen = (one: Drift, approvals: ApprovalRule = 'risk') => reopenOwn(world.ports, { approvals }, one);
const unheard = async () => (await world.store.circulars()).map(({ letter }) => letter.word);
const open = async () => (await world.store.watched()).drifts;

describe('a drift whose maker accepted it', () => {
  test('is a drift again, guarded, told in every conversation that hears of drift, and where none does', async () => {
    const place = aConversation({ conversationId: '19:a@thread.v2', conversationType: 'groupChat', activityId: null });
    await world.store.subscribe({ conversation: place, topics: ['drift'], by: ADA, at: NOW, state: 'alive' });
    await reopen(await named(await accepted(await found(drift(1)), BEN), BEN));
    const [again] = await open();
    expect(again).toMatchObject({ guarded: true, explained: true, half: null, before: live(OFF), after: live(ON) });
    expect(again?.id).not.toBe(driftIdOf(1));
    expect(await world.store.drift(driftIdOf(1))).toMatchObject({ status: { state: 'reopened', by: again?.id } });
    expect(await unheard()).toEqual([]);
    expect((await world.store.undrawn()).map(({ subject }) => subject)).toEqual([again?.id]);
    expect(world.logged.map(({ event }) => event)).toContain('drift.reopened');
  });

  test('is told to every administrator, with that, where no conversation hears', async () => {
    await reopen(await named(await accepted(await found(drift(1)), BEN), BEN));
    const [again] = await open();
    expect(await unheard()).toEqual([{ kind: 'driftUnheard', drift: again?.id, more: 0, from: null }]);
  });

  test('stays accepted where somebody else did', async () => {
    await reopen(await named(await accepted(await found(drift(1)), ADA), BEN));
    expect([await open(), await unheard()]).toEqual([[], []]);
  });

  test('stays accepted where everybody decides alone', async () => {
    await reopen(await named(await accepted(await found(drift(1)), BEN), BEN), 'self');
    expect([await open(), await unheard()]).toEqual([[], []]);
  });

  const changedSince = async (to: PartnerConfiguration): Promise<Drift> => {
    const one = await accepted(await found(drift(1)), BEN);
    const [later] = await world.store.recordLook(
      [{ tenantId: TENANT, revision: 2, kind: 'drifted', drift: drift(2, { before: live(ON), after: live(to) }) }],
      NOW,
    );
    if (later === undefined) throw new Error('the second drift was not stored');
    await accepted(later, ADA);
    return named(one, BEN);
  };

  test('stays accepted where what it opened is expected to be closed by now', async () => {
    await reopen(await changedSince(partnerWith(false, false)));
    expect(await open()).toEqual([]);
    expect(await unheard()).toEqual([]);
  });

  test('is a drift again where only something else was changed since, and that stays', async () => {
    const otherwise = partnerWith(true, false);
    await reopen(await changedSince(otherwise));
    expect(await open()).toMatchObject([{ before: live(partnerWith(false, false)), after: live(otherwise) }]);
    const { baselines } = await world.store.watched();
    expect(baselines).toMatchObject([{ state: partnerWith(false, false) }]);
  });

  test('stays accepted where somebody has closed it since, which nobody has accepted yet', async () => {
    const one = await accepted(await found(drift(1)), BEN);
    const closed = partnerWith(false, false);
    await world.store.recordLook(
      [{ tenantId: TENANT, revision: 2, kind: 'drifted', drift: drift(2, { before: live(ON), after: live(closed) }) }],
      NOW,
    );
    await reopen(await named(one, BEN));
    expect(await open()).toMatchObject([{ id: driftIdOf(2), after: live(closed) }]);
    expect(await unheard()).toEqual([]);
  });

  test('is looked for in the drift that took it up', async () => {
    const first = await found(drift(1));
    const both = live(partnerWith(true, false));
    const second = await found(drift(2, { after: both, follows: driftIdOf(1) }));
    await accepted(await named(second, BEN), BEN);
    const part = await world.store.drift(driftIdOf(1));
    if (part === undefined) throw new Error('no first part');
    expect(part.status.state).toBe('superseded');
    await reopen(await named(part, BEN));
    expect(await open()).toMatchObject([{ after: both, follows: first.id }]);
  });

  test('is not looked for further where it is gone again', async () => {
    const first = await found(drift(1));
    await world.store.recordLook([{ tenantId: TENANT, revision: 1, kind: 'undone' }], NOW);
    const gone = await world.store.drift(first.id);
    expect(gone?.status).toMatchObject({ state: 'superseded', by: null });
    if (gone !== undefined) await reopen(await named(gone, BEN));
    expect(await open()).toEqual([]);
  });
});

describe('the parts of a drift', () => {
  const kept = (...drifts: readonly Drift[]) => ({
    drift: (id: Drift['id']) => Promise.resolve(drifts.find((one) => one.id === id)),
  });

  test('are it, and those that it took up, the newest first', async () => {
    const [first, second, third] = [drift(1), drift(2, { follows: driftIdOf(1) }), drift(3, { follows: driftIdOf(2) })];
    expect(await partsOf(kept(first, second), third)).toEqual([third, second, first]);
    expect(await partsOf(kept(), first)).toEqual([first]);
  });

  test('one that there is not is as one that nobody is named for', async () => {
    const second = drift(2, { follows: driftIdOf(1), explained: true, actors: [{ ...anActor(), did: [], may: [] }] });
    expect(await partsOf(kept(), second)).toEqual([second, { ...second, actors: [], explained: false }]);
  });

  test('end somewhere, also where they go round in a circle', async () => {
    const circle = drift(1, { follows: driftIdOf(1) });
    expect(await partsOf(kept(circle), circle)).toHaveLength(101);
  });
});
