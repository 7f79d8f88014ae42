import { beforeEach, describe, expect, test } from 'vitest';
import { manyKeeper, type ManyKeeper } from '../../../src/app/changing/many/keep-many.ts';
import { stillOpen } from '../../../src/app/changing/many/still-open.ts';
import { proposeMany } from '../../../src/app/changing/many/propose-many.ts';
import { provePart } from '../../../src/app/changing/many/prove-part.ts';
import { proveWrite } from '../../../src/app/changing/prove-write.ts';
import { stopChange } from '../../../src/app/changing/many/stop-change.ts';
import { undoMany } from '../../../src/app/changing/many/undo-many.ts';
import { settler } from '../../../src/app/changing/settle.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { frozenPlan } from '../../../src/domain/policy/freeze.ts';
import type { Many, Member } from '../../../src/domain/policy/many.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { stateAfter } from '../../../src/domain/policy/step.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import { aConversation, aTenant, changeIdOf, HOME, MINUTE, NOW, tenantIdOf } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, OFF, ON, unreadable, World, writeStarted } from '../world.ts';

let world: World;
let keeper: ManyKeeper;
/** What each partner is. */
let states: Map<TenantId, PartnerState>;
/** The watcher’s. */
let looks: () => Promise<unknown>;
beforeEach(() => {
  world = new World();
  states = new Map();
  looks = () => Promise.reject(new Error('nobody needs a look'));
  world.directory.read = (tenantId) => Promise.resolve(states.get(tenantId) ?? ON);
  world.directory.write = (tenantId, step) => {
    world.sent.push(step);
    states.set(tenantId, stateAfter(live(states.get(tenantId) ?? ON), step).partner);
    return Promise.resolve({ requestIds: [] });
  };
  world.directory.list = everybody;
  world.directory.defaults = noTo(unreadable());
  keeper = manyKeeper(world.ports, world.settings, world.applier(), lookup, () => looks());
});

const everybody = () => Promise.resolve([...states].map(([tenantId, state]) => ({ tenantId, state })));
const member = (n: number, before: PartnerState = ON, after: PartnerState = OFF): Member => ({
  partner: aTenant({ tenantId: tenantIdOf(n) }),
  plan: { tenantId: tenantIdOf(n), before: live(before), after: live(after) },
});
const back = ({ tenantId, before, after }: Member['plan']) => ({ tenantId, before: after, after: before });
const members = (count: number): readonly Member[] => Array.from({ length: count }, (_, n) => member(n + 1));
/** Ada has asked for it and decided it, and it was found in order. */
const begun = async (many: Partial<Many> = {}): Promise<Change> => {
  const plan = planOfMany({ kind: 'list', members: members(6), left: [], ...many });
  return world.moved(await world.stored({ plan }), { ...claimed, at: world.now }, { ...writeStarted, at: world.now });
};
async function look(times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await keeper.keep();
    await world.rest();
    world.now += 1_000;
  }
}
const whole = async () => world.store.get(changeIdOf(1));
const outcomes = async () => (await whole())?.progress?.ended.map(({ how }) => how);
const parts = () => world.store.partsOf(changeIdOf(1));
const lookup = {
  list: () => world.directory.list(),
  names: (ids: readonly TenantId[]) => Promise.resolve(ids.map((tenantId) => aTenant({ tenantId }))),
};

describe('what was decided for many', () => {
  test('is carried out a few at a time, each by a change of its own, and ends when all have', async () => {
    await begun();
    await keeper.keep();
    expect(await parts()).toHaveLength(4);
    await world.rest();
    await look(4);
    expect(await outcomes()).toEqual(Array.from({ length: 6 }, () => 'applied'));
    expect((await whole())?.status.state).toBe('applied');
    expect(world.sent).toHaveLength(6);
    for (const { proposal, status } of await parts()) {
      expect(proposal).toMatchObject({ partOf: changeIdOf(1), requester: ADA, approval: 'self' });
      expect(status.state).toBe('applied');
    }
    expect(await world.store.copies((await parts())[0]?.proposal.id ?? changeIdOf(9))).toEqual([]);
  });

  test('ends at once where nobody is to be changed', async () => {
    await begun({ kind: 'freeze', members: [] });
    await look();
    expect((await whole())?.status.state).toBe('applied');
  });

  test('says who was otherwise than shown, and whom somebody else is changing', async () => {
    states.set(tenantIdOf(1), partnerWith(null, true));
    const other = await world.stored({
      id: changeIdOf(7),
      plan: { ...member(2).plan },
      partner: aTenant({ tenantId: tenantIdOf(2) }),
    });
    await world.moved(other, claimed);
    await begun({ members: members(3) });
    await look(4);
    expect(await outcomes()).toEqual(expect.arrayContaining(['stale', 'busy', 'applied']));
    expect((await whole())?.status).toMatchObject({ state: 'failed', failure: { kind: 'partlyApplied' } });
  });

  test.each(['list', 'freeze'] as const)(
    'goes on with the parts of a %s that a killed bot had begun, however long it was down: their time is not over',
    async (kind) => {
      const closed = members(2).map((one) => ({ ...one, plan: frozenPlan(one.plan.tenantId, live(ON)) }));
      await begun({ kind, members: closed });
      states = new Map([1, 2].map((n) => [tenantIdOf(n), ON]));
      const idle = { apply: () => Promise.resolve() };
      await manyKeeper(world.ports, world.settings, idle, lookup, () => looks()).keep();
      await world.rest();
      for (const part of await parts()) {
        await world.moved(part, { kind: 'released', release: { kind: 'interrupted' }, at: world.now });
      }
      world.now += 20 * 24 * 60 * MINUTE;
      await settler(world.ports, world.applier()).settleDue();
      expect((await parts()).map(({ status }) => status.state)).toEqual(['pending', 'pending']);
      await look(5);
      expect((await parts()).map(({ status }) => status.state)).toEqual(['applied', 'applied']);
      expect((await whole())?.status.state).toBe('applied');
    },
  );

  test('takes the place of what only waits for the same partner', async () => {
    await world.stored({
      id: changeIdOf(7),
      plan: { ...member(2).plan },
      partner: aTenant({ tenantId: tenantIdOf(2) }),
    });
    await begun({ members: members(2) });
    await look(4);
    expect(await outcomes()).toEqual(['applied', 'applied']);
    expect((await world.store.get(changeIdOf(7)))?.status.state).toBe('superseded');
  });

  test('stops where somebody says so: what had not begun stays', async () => {
    await begun();
    await keeper.keep();
    const stop = { kind: 'stopChange', change: changeIdOf(1) } as const;
    expect(await world.ask(stopChange(world.ports), 'change', stop, { person: BEN })).toMatchObject({
      notice: { kind: 'listStopped' },
    });
    await world.rest();
    await look(3);
    const change = await whole();
    expect(change?.progress?.halt).toMatchObject({ why: 'asked', by: BEN });
    expect(change?.status).toMatchObject({ state: 'failed' });
    expect(world.sent.length).toBeLessThanOrEqual(4);
    expect(await world.ask(stopChange(world.ports), 'change', stop)).toMatchObject({
      notice: { refusal: { kind: 'notStoppable' } },
    });
    expect(await world.ask(stopChange(world.ports), 'change', { ...stop, change: changeIdOf(8) })).toMatchObject({
      notice: { refusal: { kind: 'changeUnknown' } },
    });
  });

  test('goes no further where whoever decided it may not any more', async () => {
    await begun();
    world.onlyAdministrators(BEN);
    await look(4);
    const change = await whole();
    expect(change?.progress?.halt).toMatchObject({ why: 'mayNot' });
    expect(change?.status).toMatchObject({ state: 'failed', failure: { kind: 'notApplied' } });
    expect(world.sent).toEqual([]);
  });

  test('brings back no further what was frozen again after it, also where that freeze has ended', async () => {
    for (let n = 1; n <= 6; n += 1) states.set(tenantIdOf(n), OFF);
    await begun({ kind: 'thaw', members: members(6).map(({ partner, plan }) => ({ partner, plan: back(plan) })) });
    const plan = planOfMany({ kind: 'freeze', members: [], left: [] });
    const freeze = await world.moved(await world.stored({ id: changeIdOf(5), plan }), claimed, writeStarted);
    await world.moved(freeze, { kind: 'applied', found: plan.after, at: NOW });
    await look(4);
    const change = await whole();
    expect(change?.progress?.halt).toMatchObject({ why: 'frozen' });
    expect(change?.status).toMatchObject({ state: 'failed', failure: { kind: 'notApplied' } });
    expect(world.sent).toEqual([]);
  });

  test('waits for what cannot be read, and is tried again', async () => {
    await begun({ members: members(1) });
    const read = (tenantId: TenantId): Promise<PartnerState> => Promise.resolve(states.get(tenantId) ?? ON);
    world.directory.read = noTo(unreadable());
    await look(3);
    expect(await outcomes()).toBeUndefined();
    world.directory.read = read;
    world.now += MINUTE;
    await look(3);
    expect(await outcomes()).toEqual(['applied']);
  });

  test('goes on with all others where more cannot be read than are written at the same time', async () => {
    await begun({ members: members(7) });
    const bad = new Set([1, 2, 3, 4, 5].map(tenantIdOf));
    world.directory.read = (tenantId) =>
      bad.has(tenantId) ? Promise.reject(unreadable()) : Promise.resolve(states.get(tenantId) ?? ON);
    await look(6);
    expect(await outcomes()).toEqual(['applied', 'applied']);
    expect((await whole())?.status.state).toBe('applying');
  });

  test('begins nobody else where very many cannot be read: Graph is in trouble then', async () => {
    await begun({ members: members(40) });
    world.directory.read = noTo(unreadable());
    await look(12);
    expect(await parts()).toHaveLength(32);
  });

  test('goes on in another process from what is stored, also where one had ended and nobody noted it', async () => {
    await begun();
    await keeper.keep();
    await world.rest();
    keeper = manyKeeper(world.ports, world.settings, world.applier(), lookup, () => looks());
    const settling = settler(world.ports, world.applier());
    await settling.settleDue();
    await look(4);
    expect((await whole())?.status.state).toBe('applied');
    expect(world.sent).toHaveLength(6);
  });

  test('goes on with a part that was stored and never claimed', async () => {
    const change = await begun({ members: members(1) });
    const [one] = change.proposal.plan.many?.members ?? [];
    if (one === undefined) throw new Error('no member');
    await world.stored({ id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) });
    await look(3);
    expect(await outcomes()).toEqual(['applied']);
    expect(await parts()).toHaveLength(1);
  });

  test('does the rest where a process ended between two steps', async () => {
    const half = { ...ON, automaticRedemption: { inbound: false, outbound: null } };
    const shut = { ...OFF, automaticRedemption: { inbound: false, outbound: null } };
    const change = await begun({ members: [member(1, ON, shut)] });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    states.set(tenantIdOf(1), half);
    const failure = { kind: 'partlyApplied', problem: null, done: [], found: live(half) } as const;
    const more = { id: changeIdOf(11), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) };
    await world.moved(await world.stored(more), claimed, writeStarted, { kind: 'failed', failure, at: NOW });
    await look(3);
    expect(await outcomes()).toEqual(['applied']);
    expect(states.get(tenantIdOf(1))).toMatchObject(shut);
    expect(world.sent).toHaveLength(1);
  });

  test('leaves alone what another process carries out', async () => {
    const change = await begun({ members: members(1) });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    const part = { id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) };
    await world.moved(await world.stored(part), claimed, writeStarted);
    await look(3);
    expect(await outcomes()).toBeUndefined();
    expect(world.sent).toEqual([]);
  });

  test('carries out nothing that another process has taken, and has not ended while that runs', async () => {
    const change = await begun({ members: members(1) });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    const part = await world.stored({ id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) });
    const open = world.store.open.bind(world.store);
    await world.moved(part, claimed);
    // What this process has read is older.
    world.store.open = async () => (await open()).map((now) => (now.proposal.id === part.proposal.id ? part : now));
    await look(2);
    expect(world.sent).toEqual([]);

    await world.moved(change, { kind: 'halted', why: 'asked', by: BEN, at: NOW });
    let reads = 0;
    world.store.open = async () =>
      (await open()).filter(({ proposal }) => proposal.partOf === undefined || (reads += 1) > 1);
    await keeper.keep();
    expect((await whole())?.status.state).toBe('applying');
  });

  test('begins again what a process had begun and never sent, and does not try for ever', async () => {
    const change = await begun({ members: members(1) });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    const failed = {
      kind: 'failed',
      failure: { kind: 'notApplied', problem: null, found: live(ON) },
      at: NOW,
    } as const;
    const lost = async (n: number) => {
      const more = { id: changeIdOf(n), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) };
      await world.moved(await world.stored(more), claimed, writeStarted, failed);
    };
    await lost(11);
    await look(3);
    expect(await outcomes()).toEqual(['applied']);
    expect(await parts()).toHaveLength(2);
  });

  test('opens nobody whose end has come by then', async () => {
    const ends = { at: NOW + MINUTE, doors: ['userSync'] } as const;
    await begun({ members: [{ ...member(1), ends }, member(2)] });
    world.now = NOW + 2 * MINUTE;
    await look(4);
    expect(await outcomes()).toEqual(['endOver', 'applied']);
    expect(await parts()).toHaveLength(1);
  });

  test('keeps open what was to be kept open, also when it is begun again', async () => {
    const staying = { ...member(1, ON, ON).plan, prolongs: true } as const;
    const ends = { at: NOW + 60 * MINUTE, doors: ['userSync'] } as const;
    await begun({ members: [{ ...member(1), plan: staying, ends }] });
    const part = { id: changeIdOf(11), plan: staying, partner: member(1).partner, partOf: changeIdOf(1), ends };
    const failure = { kind: 'notApplied', problem: null, found: live(ON) } as const;
    await world.moved(await world.stored(part), claimed, writeStarted, { kind: 'failed', failure, at: NOW });
    await look(3);
    expect(await outcomes()).toEqual(['applied']);
    expect((await parts()).at(-1)?.proposal.plan).toMatchObject({ prolongs: true });
    expect(world.sent).toEqual([]);
  });
});

describe('a freeze', () => {
  const freezing = (count: number): readonly Member[] =>
    Array.from({ length: count }, (_, n) => ({
      partner: aTenant({ tenantId: tenantIdOf(n + 1) }),
      plan: frozenPlan(tenantIdOf(n + 1), live(ON)),
    }));

  test('closes what it finds, whatever its card showed, and also where that is nothing any more', async () => {
    states.set(tenantIdOf(1), partnerWith(null, true));
    states.set(tenantIdOf(2), { ...OFF, automaticRedemption: { inbound: false, outbound: false } });
    await begun({ kind: 'freeze', members: freezing(3) });
    await look(5);
    expect((await whole())?.status.state).toBe('applied');
    expect(await outcomes()).toEqual(expect.arrayContaining(['applied', 'closedAlready']));
    for (const state of states.values()) expect(state?.identitySynchronization?.userSync).toBe(false);
  });

  describe('what did not come about', () => {
    const failedParts = async (...ends: readonly object[]): Promise<void> => {
      const change = await begun({ kind: 'freeze', members: freezing(1) });
      const one = change.proposal.plan.many?.members[0] ?? member(1);
      for (const [n, end] of ends.entries()) {
        const part = { id: changeIdOf(11 + n), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) };
        await world.moved(await world.stored(part), claimed, writeStarted, { at: NOW, ...end } as never);
      }
    };
    const failed = (failure: object) => ({ kind: 'failed', failure: { found: live(OFF), ...failure } });
    const refused = failed({ kind: 'notApplied', problem: unreadable().problem });
    const closed = live({ ...OFF, automaticRedemption: { inbound: false, outbound: false } });

    test('is closed at once where a process left it half done', async () => {
      states.set(tenantIdOf(1), OFF);
      await failedParts(failed({ kind: 'partlyApplied', done: [], problem: null }));
      await look(4);
      expect(await outcomes()).toEqual(['applied']);
      expect(states.get(tenantIdOf(1))?.automaticRedemption).toEqual({ inbound: false, outbound: false });
    });

    test('is tried again after a while where Graph did not take it', async () => {
      await failedParts(refused);
      await look(3);
      expect(await outcomes()).toBeUndefined();
      world.now += 11_000;
      await look(4);
      expect(await outcomes()).toEqual(['applied']);
      expect(isClosed(1)).toBe(true);
    });

    test.each([
      ['is not tried for ever', [refused, refused, refused, refused, refused], 'notApplied'],
      ['is left to people where nothing of it is open', [failed({ kind: 'diverged', found: closed })], 'diverged'],
    ])('%s', async (_, ends, how) => {
      await failedParts(...ends);
      world.now += 11_000;
      await look(3);
      expect(await outcomes()).toEqual([how]);
    });
  });

  test.each(['list', 'thaw'] as const)(
    'waits for what is being carried out, ends every card that waits, and stops every %s',
    async (kind) => {
      const list = planOfMany({ kind, members: members(2), left: [] });
      const running = await world.moved(await world.stored({ id: changeIdOf(3), plan: list }), claimed, writeStarted);
      const waiting = await world.stored({
        id: changeIdOf(4),
        plan: member(9).plan,
        partner: aTenant({ tenantId: tenantIdOf(9) }),
      });
      const busy = await world.moved(
        await world.stored({ id: changeIdOf(7), plan: member(1).plan, partner: aTenant({ tenantId: tenantIdOf(1) }) }),
        claimed,
      );
      await begun({ kind: 'freeze', members: freezing(2) });
      await look(2);
      expect((await world.store.get(waiting.proposal.id))?.status.state).toBe('superseded');
      expect((await world.store.get(running.proposal.id))?.progress?.halt).toMatchObject({ why: 'frozen', by: ADA });
      expect(await outcomes()).toEqual(['applied']);
      await world.moved(busy, { kind: 'stopped', stop: { kind: 'ruleStricter' }, at: NOW });
      await look(3);
      expect((await whole())?.status.state).toBe('applied');
    },
  );

  test.each([
    ['what was asked for before', 'superseded', -1, member(9).plan],
    ['what opens, whenever it was asked for', 'superseded', 1, back(member(9).plan)],
    ['nothing that closes and was asked for since', 'pending', 1, member(9).plan],
  ])('that is carried out ends %s', async (_, state, after, plan) => {
    await begun({ kind: 'freeze', members: freezing(1) });
    world.directory.read = noTo(unreadable());
    world.now += 2;
    const partner = aTenant({ tenantId: tenantIdOf(9) });
    const other = await world.stored({ id: changeIdOf(7), plan, partner, requestedAt: NOW + after });
    const another = { partner: aTenant({ tenantId: tenantIdOf(8) }), plan: { ...plan, tenantId: tenantIdOf(8) } };
    const list = planOfMany({ kind: 'list', members: [another], left: [] });
    const many = await world.stored({ id: changeIdOf(8), plan: list, requestedAt: NOW + after });
    await world.moved(many, claimed, writeStarted);
    await look();
    expect((await world.store.get(other.proposal.id))?.status.state).toBe(state);
    const halt = (await world.store.get(many.proposal.id))?.progress?.halt?.why;
    expect(halt).toBe(state === 'superseded' ? 'frozen' : undefined);
  });

  test('waits for nobody but those who are being written', async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      const partner = aTenant({ tenantId: tenantIdOf(n) });
      await world.moved(await world.stored({ id: changeIdOf(n + 10), plan: member(n).plan, partner }), claimed);
    }
    await begun({ kind: 'freeze', members: freezing(7) });
    await look(4);
    expect(await outcomes()).toEqual(['applied', 'applied']);
    expect((await whole())?.status.state).toBe('applying');
  });

  test('waits for whom somebody has begun to change a moment ago', async () => {
    const partner = aTenant({ tenantId: tenantIdOf(1) });
    await world.moved(await world.stored({ id: changeIdOf(7), plan: member(1).plan, partner }), claimed);
    await begun({ kind: 'freeze', members: freezing(1) });
    const open = world.store.open.bind(world.store);
    world.store.open = async () => (await open()).filter(({ proposal }) => proposal.id !== changeIdOf(7));
    await look();
    world.store.open = open;
    expect([await outcomes(), (await whole())?.status.state]).toEqual([undefined, 'applying']);
  });

  const found = async () => (await whole())?.progress?.found?.map((one) => one.map(({ plan }) => plan.tenantId));
  const isClosed = (n: number): boolean => states.get(tenantIdOf(n))?.identitySynchronization?.userSync === false;

  test('closes who became open after its card was drawn, also where that knew nobody, in whatever process', async () => {
    states.set(tenantIdOf(1), ON);
    states.set(tenantIdOf(2), { ...OFF, automaticRedemption: { inbound: false, outbound: false } });
    await begun({ kind: 'freeze', members: [] });
    const beside = manyKeeper(world.ports, world.settings, world.applier(), lookup, () => looks());
    let lists = 0;
    world.directory.list = () => {
      lists += 1;
      return everybody();
    };
    await keeper.keep();
    await keeper.keep();
    expect(lists).toBe(1);
    await beside.keep();
    await world.rest();
    expect(await found()).toEqual([[tenantIdOf(1)]]);
    keeper = manyKeeper(world.ports, world.settings, world.applier(), lookup, () => looks());
    await look(4);
    expect(await outcomes()).toEqual(['applied']);
    expect((await whole())?.status.state).toBe('applied');
    expect([isClosed(1), await found()]).toEqual([true, [[tenantIdOf(1)]]]);
  });

  test('looks only once what opens and was under way has ended, whether or not that is known', async () => {
    const opening = { ...member(5, OFF, ON).plan };
    const other = await world.stored({ id: changeIdOf(7), plan: opening, partner: member(5).partner });
    const verifying = await world.moved(other, claimed);
    const closing = { id: changeIdOf(8), plan: member(6).plan, partner: member(6).partner };
    await world.moved(await world.stored(closing), claimed);
    await begun({ kind: 'freeze', members: [] });
    await look(2);
    const lost = await world.moved(verifying, writeStarted, { kind: 'lostSight', problem: null, at: NOW });
    await look(2);
    expect([await found(), (await whole())?.status.state]).toEqual([undefined, 'applying']);
    states.set(tenantIdOf(5), ON);
    await world.moved(lost, { kind: 'applied', found: live(ON), at: NOW });
    await look(4);
    expect([isClosed(5), (await whole())?.status.state]).toEqual([true, 'applied']);
  });

  test('does not end before it could be read who is open', async () => {
    world.directory.list = noTo(unreadable());
    await begun({ kind: 'freeze', members: [] });
    await look(2);
    states.set(tenantIdOf(1), ON);
    world.directory.list = everybody;
    await look(2);
    expect([await found(), (await whole())?.status.state]).toEqual([undefined, 'applying']);
    world.now += MINUTE;
    world.directory.list = noTo(MISTAKE);
    await look();
    expect(world.failures).toEqual([MISTAKE]);
    world.directory.list = everybody;
    await look(4);
    expect([isClosed(1), (await whole())?.status.state]).toEqual([true, 'applied']);
  });

  test('is not kept under way for ever by whoever opens one after the other', async () => {
    let n = 0;
    world.directory.list = () => {
      n += 1;
      states.set(tenantIdOf(n), ON);
      return everybody();
    };
    await begun({ kind: 'freeze', members: [] });
    await look(20);
    expect(await outcomes()).toEqual(['applied', 'applied', 'applied', 'notApplied']);
    expect((await whole())?.status).toMatchObject({ state: 'failed', failure: { kind: 'partlyApplied' } });
    expect(n).toBe(4);
  });

  test('looks at nobody once it was stopped', async () => {
    states.set(tenantIdOf(1), ON);
    await world.moved(await begun({ kind: 'freeze', members: [] }), { kind: 'halted', why: 'asked', by: BEN, at: NOW });
    await look(3);
    expect([await found(), isClosed(1), (await whole())?.status.state]).toEqual([undefined, false, 'applied']);
  });

  test('closes what applies by default where its card spoke of that, and whoever has no name', async () => {
    const inboundTrust = { name: 'inboundTrust', fingerprint: 't', value: '{"isMfaAccepted":true}' };
    const own = { ...partnerWith(null), isDefault: true as const, others: [inboundTrust] };
    const change = await begun({ kind: 'freeze', members: [] });
    const freezing = (about: Partial<Many>, known: PartnerState = own) => {
      world.directory.read = () => Promise.resolve(known);
      const plan = planOfMany({ kind: 'freeze', members: [], left: [], ...about });
      const nameless = { ...lookup, names: () => Promise.resolve([]) };
      const freeze = { ...change, proposal: { ...change.proposal, plan } };
      return stillOpen(world.ports, world.settings, nameless, freeze);
    };
    const home = aTenant({ tenantId: HOME });
    const left: Many['left'] = [
      { text: 'Contoso', why: 'notFound' },
      { partner: home, why: 'frozenSo' },
    ];
    expect(await freezing({ left })).toMatchObject([{ partner: { tenantId: HOME, displayName: null } }]);
    expect(await freezing({ left }, null)).toEqual([]);
    expect(await freezing({})).toEqual([]);
    const shown = { partner: home, plan: frozenPlan(HOME, live(own)) };
    expect(await freezing({ left, members: [shown] })).toEqual([]);
  });
});

describe('what proves a part', () => {
  test('is gone with the whole, and where the whole was stored otherwise', async () => {
    const change = await begun({ members: members(1) });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    const part = await world.stored({ id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) });
    const writing = await world.moved(part, claimed);
    expect(await provePart(world.ports, writing, changeIdOf(1))).toMatchObject({ proposal: { id: changeIdOf(1) } });
    expect(await provePart(world.ports, writing, changeIdOf(8))).toEqual({
      kind: 'stopped',
      stop: { kind: 'listStopped' },
    });
    world.store.contradictions = () => Promise.resolve(['proposal.plan']);
    expect(await provePart(world.ports, writing, changeIdOf(1))).toMatchObject({
      kind: 'stopped',
      stop: { kind: 'notAsProposed' },
    });
  });

  test('is asked for before each write', async () => {
    const one = member(1);
    const part = await world.stored({ id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(8) });
    const writing = await world.moved(part, claimed);
    expect(await proveWrite(world.ports, world.settings, writing)).toEqual({
      kind: 'stopped',
      stop: { kind: 'listStopped' },
    });
  });

  test('is there to the end of what runs, and no longer for what has not begun', async () => {
    const change = await begun({ members: members(1) });
    const one = change.proposal.plan.many?.members[0] ?? member(1);
    const part = await world.stored({ id: changeIdOf(5), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) });
    const verifying = await world.moved(part, claimed);
    await world.moved(change, { kind: 'halted', why: 'asked', by: BEN, at: NOW });
    expect(await provePart(world.ports, verifying, changeIdOf(1))).toMatchObject({ kind: 'stopped' });
    const writing = await world.moved(verifying, writeStarted);
    expect(await provePart(world.ports, writing, changeIdOf(1))).toMatchObject({ proposal: { id: changeIdOf(1) } });
  });
});

describe('a list that is asked for', () => {
  const place = { conversation: aConversation(), card: null, command: 'disable sync' };
  const wanted = { left: [], again: 'disable sync for contoso.com', reason: null };
  const asked = async (many: readonly Member[]) =>
    (
      await proposeMany(world.ports, world.settings, await world.proof(ADA, 'change'), place, {
        ...wanted,
        members: many,
      })
    ).value;
  beforeEach(() => {
    Object.assign(world.ports, { tenants: { byId: () => Promise.resolve(null) } });
  });

  test('is one pending change, with a card', async () => {
    expect(await asked(members(200))).toMatchObject({ kind: 'change', change: { status: { state: 'pending' } } });
  });

  test('has as many as a freeze had where it follows one', async () => {
    const follows = { what: 'continue', change: changeIdOf(9), purpose: 'thaw' } as const;
    const proof = await world.proof(ADA, 'change');
    const wish = {
      ...wanted,
      follows,
      members: members(250).map(({ partner, plan }) => ({ partner, plan: back(plan) })),
    };
    expect((await proposeMany(world.ports, world.settings, proof, place, wish)).value).toMatchObject({
      kind: 'change',
      change: { proposal: { approval: 'secondPerson', plan: { many: { members: { length: 250 } } } } },
    });
  });

  test.each(['freeze', 'thaw'] as const)('may be longer where it is a %s', async (kind) => {
    const proof = await world.proof(ADA, 'change');
    const closed = members(250).map((one) => ({ ...one, plan: frozenPlan(one.plan.tenantId, live(ON)) }));
    const all = kind === 'freeze' ? closed : closed.map((one) => ({ ...one, plan: back(one.plan) }));
    const wish = { ...wanted, kind, members: all };
    expect((await proposeMany(world.ports, world.settings, proof, place, wish)).value).toMatchObject({
      kind: 'change',
      change: { proposal: { plan: { many: { kind, members: { length: 250 } } } } },
    });
  });

  test('is decided before the first of its ends, and leaves out whom something else is being written of', async () => {
    const ends = (minutes: number) => ({ at: NOW + minutes * MINUTE, doors: ['userSync'] as const });
    const other = { id: changeIdOf(7), plan: member(3).plan, partner: member(3).partner };
    await world.moved(await world.stored(other), claimed);
    const reply = await asked([{ ...member(1), ends: ends(9) }, { ...member(2), ends: ends(3) }, member(3)]);
    expect(reply).toMatchObject({
      change: {
        proposal: {
          expiresAt: NOW + 3 * MINUTE,
          plan: { many: { members: [{}, {}], left: [{ partner: { tenantId: tenantIdOf(3) }, why: 'busy' }] } },
        },
      },
    });
  });

  test('is refused where it is too long, or would change nobody; that names one twice is a mistake', async () => {
    expect(await asked(members(201))).toMatchObject({ notice: { refusal: { kind: 'tooManyPartners', asked: 201 } } });
    expect(await asked([])).toMatchObject({ notice: { refusal: { kind: 'nobodyToChange' } } });
    await expect(asked([member(1), member(1)])).rejects.toThrow('twice');
  });

  test('is taken back as a list, but for whom somebody has changed since', async () => {
    states = new Map([1, 2].map((n) => [tenantIdOf(n), ON]));
    await begun({ members: members(2) });
    const undo = async (what: 'undo' | 'continue' = 'undo', of = changeIdOf(1)) => {
      const change = await world.store.get(of);
      if (change === undefined) throw new Error('no change');
      const proof = await world.proof(ADA, 'change');
      const given = await undoMany(world.ports, world.settings, lookup, proof, place, change, { what, reason: null });
      return given.value;
    };
    expect(await undo()).toMatchObject({ notice: { refusal: { kind: 'notFollowable' } } });
    await look(4);
    states.set(tenantIdOf(2), partnerWith(null, true));
    expect(await undo('continue')).toMatchObject({ notice: { refusal: { kind: 'notFollowable' } } });
    expect(await undo()).toMatchObject({
      kind: 'change',
      change: {
        proposal: {
          follows: { what: 'undo', change: changeIdOf(1) },
          plan: { many: { members: [{ plan: { tenantId: tenantIdOf(1) } }], left: [{ why: 'changedSince' }] } },
        },
      },
    });
  });
});
