import { beforeEach, describe, expect, test } from 'vitest';
import { claimPart, partBeginner } from '../../../src/app/changing/many/begin-part.ts';
import { freezeAll } from '../../../src/app/changing/many/freeze-all.ts';
import { frozen } from '../../../src/app/changing/many/frozen.ts';
import { restoringParts } from '../../../src/app/changing/many/restore-many.ts';
import { thaw } from '../../../src/app/changing/many/thaw.ts';
import { undoMany } from '../../../src/app/changing/many/undo-many.ts';
import { whomMeant } from '../../../src/app/changing/many/whom-meant.ts';
import type { Resolution } from '../../../src/app/finding/resolution.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import type { Many, Member } from '../../../src/domain/policy/many.ts';
import { planOf, planOfMany } from '../../../src/domain/policy/plan.ts';
import type { PartnerConfiguration, PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { StoreError } from '../../../src/app/ports.ts';
import { aChange, aConversation, aTenant, changeIdOf, HOME, NOW, tenantIdOf } from '../../builders.ts';
import { ADA, claimed, MISTAKE, noTo, OFF, ON, unreadable, World, writeStarted } from '../world.ts';

const DAY = 24 * 60 * 60_000;

let world: World;
/** What each partner is. */
let states: Map<TenantId, PartnerState>;
beforeEach(() => {
  world = new World();
  states = new Map();
  world.directory.defaults = noTo(unreadable());
  Object.assign(world.ports, { tenants: { byId: () => Promise.resolve(null) } });
});

const lookup = {
  list: () => Promise.resolve([...states].map(([tenantId, state]) => ({ tenantId, state }))),
  names: (ids: readonly TenantId[]) => Promise.resolve(ids.map((tenantId) => aTenant({ tenantId }))),
};
const nameless = { ...lookup, names: () => Promise.resolve([]) };
const SHUT = { ...OFF, automaticRedemption: { inbound: false, outbound: false } };
const withGroups = (groupSync: boolean): PartnerConfiguration => ({
  ...SHUT,
  identitySynchronization: { displayName: 'Fabrikam', userSync: false, groupSync },
});

const member = (n: number, before: PartnerState = ON, after: PartnerState = SHUT): Member => ({
  partner: aTenant({ tenantId: tenantIdOf(n) }),
  plan: planOf(tenantIdOf(n), live(before), live(after)),
});
/** One of many that Ada asked for and confirmed, and the part of it that was made of its first member. */
async function decided(many: Partial<Many>, how: 'applied' | 'partly' | 'not' = 'applied'): Promise<Change> {
  const plan = planOfMany({ kind: 'freeze', members: [member(1)], left: [], ...many });
  const whole = await world.moved(await world.stored({ plan }), claimed, writeStarted);
  const [one] = many.members ?? [member(1)];
  if (one === undefined) throw new Error('nobody');
  const part = { id: changeIdOf(2), plan: one.plan, partner: one.partner, partOf: changeIdOf(1) };
  const found = one.plan.after;
  await world.moved(await world.stored(part), claimed, writeStarted, { kind: 'applied', found, at: NOW });
  if (how === 'applied') return world.moved(whole, { kind: 'applied', found: plan.after, at: NOW });
  const why = { problem: null, found: plan.after };
  const failure =
    how === 'partly'
      ? ({ kind: 'partlyApplied', done: [], ...why } as const)
      : ({ kind: 'notApplied', ...why } as const);
  return world.moved(whole, { kind: 'failed', failure, at: NOW });
}

describe('a freeze that is asked for', () => {
  const asked = async (withDefault = false, by: Parameters<typeof freezeAll>[2] = lookup) => {
    const reply = await world.ask(freezeAll(world.ports, world.settings, by), 'change', {
      kind: 'freezeAll',
      withDefault,
      reason: 'an incident',
    } as never);
    if (reply.kind !== 'change') throw new Error(`${reply.kind} is no card`);
    return reply.change.proposal.plan.many;
  };

  test('closes whom something lets in, and says who is closed already', async () => {
    states.set(tenantIdOf(1), ON);
    states.set(tenantIdOf(2), SHUT);
    expect(await asked()).toMatchObject({
      members: [{ plan: { tenantId: tenantIdOf(1) } }],
      left: [{ partner: { tenantId: tenantIdOf(2) }, why: 'frozenSo' }],
    });
  });

  test('says of the default what no app may set', async () => {
    const redeems: PartnerConfiguration = {
      ...SHUT,
      automaticRedemption: { inbound: true, outbound: false },
      identitySynchronization: null,
      isDefault: true,
    };
    world.directory.read = () => Promise.resolve(redeems);
    expect(await asked(true)).toMatchObject({ left: [{ partner: { tenantId: HOME }, why: 'unsettable' }] });
  });

  test('is about nobody of whom nothing can be said', async () => {
    states.set(tenantIdOf(1), ON);
    expect(await asked(false, nameless)).toMatchObject({ members: [], left: [] });
  });
});

describe('while everything is frozen', () => {
  test('a part of what is no thaw, or of what nobody stored, opens nothing', async () => {
    await decided({});
    const opening = { plan: member(3, OFF, ON).plan };
    expect(await frozen(world.store, { ...opening, partOf: changeIdOf(9) })).toMatchObject({ freeze: changeIdOf(1) });
    expect(await frozen(world.store, opening)).toMatchObject({ kind: 'frozen', reason: null });
  });

  test('no partner is removed that forbids something, and why is said', async () => {
    await decided({});
    const removal = (state: PartnerState) => frozen(world.store, { plan: member(3, state, null).plan });
    expect(await removal(SHUT)).toMatchObject({ kind: 'frozen', removes: true });
    const forbidsNothing = { ...SHUT, automaticRedemption: { inbound: null, outbound: null }, others: [] };
    expect(await removal(forbidsNothing)).toBeUndefined();
    expect(await frozen(world.store, { plan: member(3, OFF, ON).plan })).not.toHaveProperty('removes');
    const defaults = { automaticRedemption: { inbound: false, outbound: false }, others: [] };
    expect(
      await frozen(world.store, { plan: member(3, { ...SHUT, others: [] }, null).plan, defaults }),
    ).toBeUndefined();
  });

  test('a thaw brings back what was frozen before it, and nothing once it was frozen again after it', async () => {
    await decided({});
    const plan = planOfMany({ kind: 'thaw', members: [member(1, SHUT, ON)], left: [] });
    const thaw = await world.moved(await world.stored({ id: changeIdOf(12), plan }), claimed, writeStarted);
    const part = { plan: member(1, SHUT, ON).plan, partOf: changeIdOf(12) };
    for (const of of [{ plan }, thaw.proposal, part]) expect(await frozen(world.store, of)).toBeUndefined();
    const freeze = planOfMany({ kind: 'freeze', members: [], left: [] });
    await world.moved(await world.stored({ id: changeIdOf(13), plan: freeze }), claimed, writeStarted);
    for (const of of [thaw.proposal, part]) {
      expect(await frozen(world.store, of)).toMatchObject({ kind: 'frozen', freeze: changeIdOf(13) });
    }
  });

  test('a thaw opens no more again what ended meanwhile, and is left out where nothing else was closed', async () => {
    states.set(tenantIdOf(1), { ...ON, identitySynchronization: SHUT.identitySynchronization });
    await decided({ members: [member(1, ON, { ...ON, identitySynchronization: SHUT.identitySynchronization })] });
    const plan = { tenantId: tenantIdOf(1), before: live(SHUT), after: live(ON) };
    const over = aChange({
      proposal: { id: changeIdOf(8), plan, ends: { at: NOW - 1, doors: ['userSync'] } },
      status: { state: 'applied', by: ADA, at: NOW - 2, found: live(ON) },
    });
    world.store.decided = () => Promise.resolve({ changes: [over], drifts: [] });
    const reply = await world.ask(thaw(world.ports, world.settings, lookup), 'change', {
      kind: 'thaw',
      reason: null,
    } as never);
    expect(reply).toMatchObject({
      change: { proposal: { plan: { many: { members: [], left: [{ why: 'endCame' }] } } } },
    });
  });

  test('a thaw that needs what is switched off says so', async () => {
    states.set(tenantIdOf(1), withGroups(false));
    await decided({ members: [member(1, withGroups(true), withGroups(false))] });
    const asked = { kind: 'thaw', reason: null } as never;
    expect(await world.ask(thaw(world.ports, world.settings, lookup), 'change', asked)).toMatchObject({
      notice: { refusal: { kind: 'previewOff' } },
    });
    const allowed = { ...world.settings, preview: true };
    expect(await world.ask(thaw(world.ports, allowed, lookup), 'change', asked)).toMatchObject({ kind: 'change' });
  });
});

describe('what is taken back of many', () => {
  const place = { conversation: aConversation(), card: null, command: 'undo' };
  const undo = async (change: Change, settings = world.settings) =>
    (
      await undoMany(world.ports, settings, lookup, await world.proof(ADA, 'change'), place, change, {
        what: 'undo',
        reason: null,
      })
    ).value;

  test('is no freeze: a thaw takes that back', async () => {
    expect(await undo(await decided({}))).toMatchObject({ notice: { refusal: { kind: 'thawInstead' } } });
  });

  test('may be done in part, and is something', async () => {
    states.set(tenantIdOf(1), SHUT);
    expect(await undo(await decided({ kind: 'list' }, 'partly'))).toMatchObject({ kind: 'change' });
    world = new World();
    expect(await undo(await decided({ kind: 'list' }, 'not'))).toMatchObject({
      notice: { refusal: { kind: 'notFollowable' } },
    });
  });

  test('that needs what is switched off is refused', async () => {
    states.set(tenantIdOf(1), withGroups(false));
    const change = await decided({ kind: 'list', members: [member(1, withGroups(true), withGroups(false))] });
    expect(await undo(change)).toMatchObject({ notice: { refusal: { kind: 'previewOff' } } });
    expect(await undo(change, { ...world.settings, preview: true })).toMatchObject({ kind: 'change' });
  });

  test('is nothing of a partner that is gone; one without a name keeps the name that it had', async () => {
    const change = await decided({});
    expect(await restoringParts(world.ports, world.settings, lookup, [change])).toMatchObject({
      members: [],
      left: [{ why: 'changedSince' }],
    });
    states.set(tenantIdOf(1), SHUT);
    const { members } = await restoringParts(world.ports, world.settings, nameless, [change]);
    expect(members).toMatchObject([{ partner: aTenant({ tenantId: tenantIdOf(1) }) }]);
  });
});

describe('whom a text means', () => {
  const one: Resolution = { kind: 'one', tenant: aTenant(), exists: 'unread', inFull: true, options: [] };
  const meant = (resolve: () => Promise<Resolution>) =>
    whomMeant({ resolve }, ['x'], { home: HOME, partners: Promise.resolve([]) });

  test('is one or none, and never guessed', async () => {
    expect(await meant(() => Promise.resolve(one))).toEqual([{ tenant: aTenant(), isKnown: false }]);
    expect(await meant(() => Promise.resolve({ ...one, domain: 'x.com' }))).toMatchObject([{ domain: 'x.com' }]);
    const doubtful: readonly Resolution[] = [
      { ...one, inFull: false },
      { kind: 'several', options: [] },
      { kind: 'none', refusal: { kind: 'partnerNotFound', text: 'x' }, options: [aTenant()] },
    ];
    for (const resolution of doubtful) {
      expect(await meant(() => Promise.resolve(resolution))).toEqual([{ text: 'x', why: 'unclear' }]);
    }
  });

  test('is who is called all of it, also with an “and” in the name; each only where nobody is, or nearly', async () => {
    const nobody: Resolution = { kind: 'none', refusal: { kind: 'partnerNotFound', text: 'x' }, options: [] };
    const named = { text: 'a and b', apart: ['a', 'b'] };
    const of = (known: Readonly<Record<string, Resolution>>) =>
      whomMeant({ resolve: (text) => Promise.resolve(known[text] ?? nobody) }, [named], {
        home: HOME,
        partners: Promise.resolve([]),
      });
    expect(await of({ a: one, b: one })).toMatchObject([{ isKnown: false }, { isKnown: false }]);
    expect(await of({ a: one })).toMatchObject([{ isKnown: false }, { text: 'b', why: 'notFound' }]);
    expect(await of({ a: one, b: one, 'a and b': one })).toHaveLength(1);
    const near: Resolution = { ...nobody, options: [aTenant()] };
    expect(await of({ a: one, b: one, 'a and b': near })).toEqual([{ text: 'a and b', why: 'unclear' }]);
  });

  test('is asked once, however often it is said', async () => {
    let asked = 0;
    const resolve = (): Promise<Resolution> => Promise.resolve((asked += 1)).then(() => one);
    const all = await whomMeant({ resolve }, ['x', 'x', 'y'], { home: HOME, partners: Promise.resolve([]) });
    expect([all.length, asked]).toEqual([3, 2]);
  });

  test('may be unreadable; that the partners are is the whole list’s trouble, and a mistake is one', async () => {
    expect(await meant(noTo(unreadable({ subject: 'tenant' })))).toEqual([{ text: 'x', why: 'nameUnread' }]);
    await expect(meant(noTo(unreadable({ subject: 'partners' as never })))).rejects.toThrow();
    await expect(meant(noTo(MISTAKE))).rejects.toThrow(MISTAKE);
    await expect(meant(noTo(new StoreError('away', 'The store is away.')))).rejects.toThrow();
  });
});

test('a part knows the end that it sets, and the one that this replaces', async () => {
  const whole = await world.moved(
    await world.stored({ plan: planOfMany({ kind: 'list', members: [member(1)], left: [] }) }),
    claimed,
  );
  const beginner = partBeginner(world.ports, () => Promise.resolve());
  const ends = { at: NOW + 2 * DAY, doors: ['userSync' as const] };
  for (const [n, more] of [{ ends, endBefore: NOW + DAY }, { ends }, {}].entries()) {
    const { plan, partner } = member(n + 1);
    const begun = await beginner.begin(whole, { partner, plan, ...more }, plan);
    const { ends: set = null, endBefore } = begun?.part.proposal ?? {};
    expect({ set, endBefore }).toEqual({ set: more.ends ?? null, endBefore: more.endBefore });
  }
});

test('nothing is carried out of what nobody has decided', () => {
  const pending = { proposal: {}, status: { state: 'pending' } } as Change;
  expect(() => claimPart(world.ports, pending, pending)).toThrow('only what was decided');
});
