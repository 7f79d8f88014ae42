import { beforeEach, describe, expect, test } from 'vitest';
import { endKeeper, type EndKeeper } from '../../../src/app/changing/ends/keep-ends.ts';
import { proveEnd } from '../../../src/app/changing/ends/prove-end.ts';
import type { Directory } from '../../../src/app/ports.ts';
import { settler } from '../../../src/app/changing/settle.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import type { EndingDoor } from '../../../src/domain/ends/door.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { stateAfter } from '../../../src/domain/policy/step.ts';
import {
  aConversation,
  aDrift,
  aTenant,
  changeIdOf,
  driftIdOf,
  MINUTE,
  NOW,
  tenantIdOf,
  theProposal,
} from '../../builders.ts';
import { aChange, aPerson, objectIdOf } from '../../builders.ts';
import { ADA, claimed, MISTAKE, noTo, OFF, ON, TENANT, unreadable, World, writeStarted } from '../world.ts';

const AT = NOW + 10 * DAY_MS;
const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';

let world: World;
let ends: EndKeeper;
beforeEach(() => {
  world = new World();
  const settings = { ...world.settings, appId: APP };
  ends = endKeeper(world.ports, settings, world.applier());
});

/** Ada has opened it until then. */
async function opened(doors: readonly EndingDoor[] = ['userSync'], n = 1): Promise<Change> {
  const change = await world.stored({ id: changeIdOf(n), ends: { at: AT, doors } });
  world.partner = ON;
  return world.moved(change, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + n });
}
/** Time passes, and the bot looks so often. */
async function look(at: number, times = 3): Promise<void> {
  world.now = Math.max(world.now, at);
  for (let n = 0; n < times; n += 1) {
    await ends.keep();
    await world.rest();
    world.now += 1_000;
  }
}
/** So many partners that all end then. */
async function openedMany(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const tenantId = tenantIdOf(n);
    const plan = { tenantId, before: live(OFF), after: live(ON) };
    const partner = aTenant({ tenantId });
    const change = await world.stored({ id: changeIdOf(n), partner, plan, ends: { at: AT, doors: ['userSync'] } });
    await world.moved(change, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + n });
  }
}
/** Something of Graph does not work until it is mended. */
const broken = (what: Partial<Directory>): (() => void) => {
  const was = { ...world.directory };
  Object.assign(world.directory, what);
  return () => void Object.assign(world.directory, was);
};
const cameTo = async (n = 1) => (await world.store.ending(changeIdOf(n)))?.end.came?.how;
const words = async () =>
  [...(await world.store.unsent()), ...(await world.store.circulars())].map(({ letter }) =>
    'word' in letter ? `${letter.kind} ${letter.word.kind}` : letter.kind,
  );
const closings = async () =>
  (await world.store.history(TENANT, 20, 0)).changes.filter(({ proposal }) => proposal.endOf !== null);

describe('an end that has come', () => {
  test('is closed by the bot as itself, and told', async () => {
    await opened();
    await look(AT - MINUTE);
    expect(await closings()).toEqual([]);
    await look(AT);
    expect([world.partner, await cameTo()]).toEqual([OFF, 'closed']);
    const [closing] = await closings();
    expect(closing?.proposal).toMatchObject({ requester: { objectId: APP }, approval: 'self', command: 'end now' });
    expect(world.sent).toHaveLength(1);
    expect(await words()).toContain('administrator endCame');
    await look(AT + DAY_MS);
    expect(world.sent).toHaveLength(1);
  });

  test('finds nothing to close where that was done before', async () => {
    await opened();
    world.partner = OFF;
    await look(AT);
    // A replica may be behind.
    expect(await cameTo()).toBeUndefined();
    await look(AT + 5 * MINUTE);
    expect([await cameTo(), world.sent]).toEqual(['nothing', []]);
  });

  test('waits where a thaw could not bring back its partner, and then another one may', async () => {
    await opened();
    const many = (kind: 'freeze' | 'thaw', n: number, status: Change['status']) =>
      aChange({ proposal: { id: changeIdOf(n), plan: planOfMany({ kind, members: [], left: [] }) }, status });
    const part = {
      id: changeIdOf(12),
      partOf: changeIdOf(11),
      plan: { tenantId: TENANT, before: live(ON), after: live(OFF) },
    };
    const applied = { state: 'applied', by: ADA, at: NOW, found: live(OFF) } as const;
    const failure = { kind: 'partlyApplied', problem: null, done: [], found: live(OFF) } as const;
    const wholes = [many('thaw', 13, { state: 'failed', by: ADA, at: NOW, failure }), many('freeze', 11, applied)];
    const was = { ...world.store };
    Object.assign(world.store, {
      freezes: () => Promise.resolve(wholes),
      partsAbout: () => Promise.resolve([aChange({ proposal: part, status: applied })]),
    });
    world.partner = OFF;
    await look(AT);
    expect(await cameTo()).toBeUndefined();
    await look(AT + 6 * MINUTE);
    expect(await cameTo()).toBeUndefined();
    Object.assign(world.store, was);
    await look(AT + 8 * MINUTE);
    expect(await cameTo()).toBe('nothing');
  });

  test('waits for a partner that cannot be read, and tries again in a minute', async () => {
    await opened();
    const mend = broken({ read: noTo(unreadable()) });
    await look(AT);
    mend();
    await look(AT + 30_000);
    expect(await closings()).toEqual([]);
    await look(AT + 2 * MINUTE);
    expect(await cameTo()).toBe('closed');
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'end.unread', of: changeIdOf(1) }));
  });

  test('is not lost to a mistake in the program', async () => {
    await opened();
    const mend = broken({ read: noTo(MISTAKE) });
    await look(AT);
    expect(world.failures).toEqual([MISTAKE]);
    mend();
    await look(AT + 2 * MINUTE);
    expect(await cameTo()).toBe('closed');
  });

  test('tells every administrator of what it cannot see, and goes on trying', async () => {
    await opened(['groupSync']);
    await look(AT);
    expect([await cameTo(), await words()]).toEqual([undefined, ['circular endOverdue']]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'end.unseen' }));
  });

  test('tells every administrator where it cannot come about for ten minutes, whyever', async () => {
    await opened();
    const mend = broken({ read: noTo(unreadable()) });
    await look(AT);
    await look(AT + 9 * MINUTE);
    expect(await words()).toEqual([]);
    await look(AT + 11 * MINUTE);
    expect(await words()).toEqual(['circular endOverdue']);
    mend();
  });

  test('tells every administrator where what became of the partner’s change stays unknown', async () => {
    await opened();
    const other = await world.moved(await world.stored({ id: changeIdOf(7) }), claimed, writeStarted);
    await world.moved(other, { kind: 'lostSight', problem: null, at: AT });
    await look(AT);
    expect(await words()).toEqual([]);
    await look(AT + 11 * MINUTE);
    expect([await words(), await cameTo()]).toEqual([['circular endOverdue'], undefined]);
  });

  test('waits for what is being carried out, and takes the place of what only waits', async () => {
    await opened();
    world.now = AT;
    const waiting = aChange({
      proposal: {
        id: changeIdOf(7),
        partner: aTenant({ tenantId: TENANT }),
        requester: ADA,
        plan: world.plan(null),
        requestedAt: AT,
        expiresAt: AT + 15 * MINUTE,
      },
    });
    await world.store.insert(waiting, theProposal(waiting));
    const taken = await world.moved(waiting, { ...claimed, at: AT });
    await look(AT);
    expect(await closings()).toEqual([]);
    await world.moved(taken, { kind: 'released', release: { kind: 'interrupted' }, at: AT });
    await look(AT);
    expect([await cameTo(), (await world.store.get(changeIdOf(7)))?.status.state]).toEqual(['closed', 'superseded']);
  });

  test('is tried again where Graph refused it, ten minutes later, and every administrator knows', async () => {
    await opened();
    const mend = broken({ write: noTo(unreadable({ kind: 'rejected', reached: 'no', status: 400 })) });
    await look(AT, 8);
    expect((await closings()).map(({ status }) => status.state)).toEqual(['failed']);
    expect(await words()).toContain('circular endOverdue');
    mend();
    await look(AT + 5 * MINUTE, 8);
    expect(await closings()).toHaveLength(1);
    await look(AT + 30 * MINUTE, 8);
    expect([await cameTo(), world.partner]).toEqual(['closed', OFF]);
  });

  test('is tried again at once where the settings were others by then', async () => {
    await opened();
    await look(AT, 1);
    world.partner = { ...ON, automaticRedemption: { inbound: false, outbound: null } };
    await look(AT, 6);
    expect((await closings()).map(({ status }) => status.state)).toEqual(['applied', 'stale']);
    expect(await cameTo()).toBe('closed');
  });

  test('is claimed anew a minute after something could not be read', async () => {
    await opened();
    await look(AT, 1);
    const mend = broken({ read: noTo(unreadable()) });
    await look(AT, 3);
    expect((await closings())[0]?.status).toMatchObject({ state: 'pending', release: { kind: 'unreadable' } });
    mend();
    await look(world.now, 3);
    expect((await closings())[0]?.status.state).toBe('pending');
    await look(world.now + MINUTE, 5);
    expect(await cameTo()).toBe('closed');
  });

  test('is carried out once, whoever claims it first', async () => {
    await opened();
    await look(AT, 1);
    const waiting = await world.store.open();
    const [closing] = waiting;
    if (closing === undefined) throw new Error('nothing to close');
    await world.moved(closing, { ...claimed, by: closing.proposal.requester, at: world.now });
    await look(world.now + MINUTE, 1);
    Object.assign(world.store, { open: () => Promise.resolve(waiting) });
    await look(world.now + 2 * MINUTE, 1);
    expect(world.sent).toEqual([]);
  });

  test('is closed where somebody else closed the other of its two', async () => {
    await opened(['userSync', 'redemptionInbound']);
    world.partner = { ...ON, automaticRedemption: { inbound: null, outbound: null } };
    await look(AT, 6);
    await look(AT + 6 * MINUTE);
    expect([await cameTo(), world.sent.length]).toEqual(['closed', 1]);
  });

  test('is carried out however long the bot was down after it had decided that, and nobody is alarmed', async () => {
    await opened();
    await look(AT, 1);
    const [closing] = await closings();
    world.now += 20 * DAY_MS;
    await settler(world.ports, world.applier()).settleDue();
    ends = endKeeper(world.ports, { ...world.settings, appId: APP }, world.applier());
    await look(world.now, 3);
    expect((await closings()).map(({ proposal, status }) => [proposal.id, status.state])).toEqual([
      [closing?.proposal.id, 'applied'],
    ]);
    expect([await cameTo(), world.partner]).toEqual(['closed', OFF]);
    expect(await words()).not.toContain('circular endOverdue');
  });

  test('alarms nobody where the bot was down as it came, though closing takes a while', async () => {
    await opened();
    await look(AT + DAY_MS, 1);
    const [closing] = await closings();
    if (closing === undefined) throw new Error('nothing to close');
    await world.moved(closing, { ...claimed, by: closing.proposal.requester, at: world.now });
    await look(world.now, 3);
    expect(await words()).toEqual([]);
    await look(world.now + 11 * MINUTE, 3);
    expect(await words()).toEqual(['circular endOverdue']);
  });

  test('is proposed anew at once where a clock that was set back made it too old', async () => {
    await opened();
    await look(AT + 10 * MINUTE, 1);
    world.now -= 5 * MINUTE;
    await settler(world.ports, world.applier()).settleDue();
    expect((await closings())[0]?.status.state).toBe('expired');
    await look(world.now, 3);
    expect([await cameTo(), world.partner]).toEqual(['closed', OFF]);
    expect(await words()).not.toContain('circular endOverdue');
  });

  test('is tried again soon where Graph had no time for it, some times, and nobody is alarmed by that', async () => {
    await opened();
    const mend = broken({ write: noTo(unreadable({ kind: 'throttled', reached: 'no', status: 429 })) });
    for (let minute = 0; minute < 9; minute += 1) await look(AT + minute * MINUTE, 4);
    expect(new Set((await closings()).map(({ status }) => status.state))).toEqual(new Set(['failed']));
    expect(await closings()).toHaveLength(6);
    expect(await words()).not.toContain('circular endOverdue');
    mend();
    await look(world.now + 20 * MINUTE, 6);
    expect(await cameTo()).toBe('closed');
  });

  test('is not tried again so soon where Graph took it and nothing came of it', async () => {
    await opened();
    await look(AT, 1);
    const [closing] = await closings();
    if (closing === undefined) throw new Error('nothing to close');
    const at = world.now;
    const failure = { kind: 'notApplied', problem: null, found: closing.proposal.plan.before } as const;
    const { requester } = closing.proposal;
    await world.moved(
      closing,
      { ...claimed, by: requester, at },
      { ...writeStarted, at },
      { kind: 'failed', failure, at },
    );
    for (let minute = 1; minute < 9; minute += 1) await look(AT + minute * MINUTE, 4);
    expect(await closings()).toHaveLength(1);
    await look(AT + 11 * MINUTE, 4);
    expect(await cameTo()).toBe('closed');
  });

  test('keeps its pace where very many end at one moment: four are read and four written at the same time', async () => {
    const states = new Map<TenantId, PartnerState>();
    const most = { read: 0, write: 0 };
    const running = { read: 0, write: 0 };
    const paced = async <Result>(what: 'read' | 'write', work: () => Result): Promise<Result> => {
      running[what] += 1;
      most[what] = Math.max(most[what], running[what]);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running[what] -= 1;
      return work();
    };
    await openedMany(30);
    world.directory.write = (tenantId, step) =>
      paced('write', () => {
        states.set(tenantId, stateAfter(live(states.get(tenantId) ?? ON), step).partner);
        return { requestIds: [] };
      });
    world.now = AT;
    // Nothing is written yet, so what is read is read by whoever looks for what has ended.
    world.directory.read = (tenantId) => paced('read', () => states.get(tenantId) ?? ON);
    await ends.keep();
    await world.rest();
    expect(most).toEqual({ read: 4, write: 0 });
    await look(AT, 20);
    expect(most.write).toBe(4);
    expect(await Promise.all(Array.from({ length: 30 }, async (_, n) => cameTo(n + 1)))).toEqual(
      Array.from({ length: 30 }, () => 'closed'),
    );
  });

  test('closes what it may and asks of the rest', async () => {
    await opened(['userSync', 'redemptionInbound']);
    const again = aChange({
      proposal: {
        id: changeIdOf(8),
        partner: aTenant({ tenantId: TENANT }),
        plan: {
          tenantId: TENANT,
          before: live({ ...ON, automaticRedemption: { inbound: false, outbound: null } }),
          after: live(ON),
        },
        requester: ADA,
      },
    });
    await world.store.insert(again, theProposal(again));
    await world.moved(again, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + MINUTE });
    await look(AT, 6);
    expect([world.partner?.automaticRedemption.inbound, world.partner?.identitySynchronization?.userSync]).toEqual([
      true,
      false,
    ]);
    expect([await cameTo(), await words()]).toEqual(['asked', expect.arrayContaining(['administrator endCame'])]);
  });

  test('goes with a drift that was accepted until then', async () => {
    const partner = aTenant({ tenantId: TENANT });
    const drift = aDrift({ partner });
    await world.store.beginWatch([], NOW);
    await world.store.recordLook([{ kind: 'drifted', tenantId: TENANT, revision: 0, drift }], NOW + MINUTE);
    const until = { at: AT, doors: ['userSync'] as const, place: aConversation({ conversationType: 'personal' }) };
    await world.store.moveDrift(drift, { kind: 'accepted', by: ADA, reason: 'agreed', at: NOW + 2 * MINUTE, until });
    world.partner = ON;
    await look(AT - DAY_MS);
    await look(AT, 5);
    expect([world.partner, (await world.store.ending(driftIdOf(1)))?.end]).toMatchObject([
      OFF,
      { told: [1], came: { how: 'closed' } },
    ]);
    // Whoever decided it in their own chat sees the card there.
    expect(await words()).toEqual(['administrator endNears', 'circular endNears']);
  });
});

describe('before it comes', () => {
  test('is asked about what somebody accepted for good after it was decided, though it was found before', async () => {
    const drift = aDrift({ partner: aTenant({ tenantId: TENANT }), detectedAt: NOW });
    await world.store.beginWatch([], NOW);
    await world.store.recordLook([{ kind: 'drifted', tenantId: TENANT, revision: 0, drift }], NOW);
    world.partner = ON;
    const ends = { at: AT, doors: ['userSync'] as const };
    const plan = { tenantId: TENANT, before: live(ON), after: live(ON), prolongs: true } as const;
    const change = await world.stored({ plan, ends });
    await world.moved(change, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + 1 });
    const accepted = { kind: 'accepted', by: ADA, reason: 'agreed', at: NOW + MINUTE } as const;
    await world.store.moveDrift(drift, accepted);
    await look(AT);
    expect([world.partner, await cameTo()]).toEqual([ON, 'asked']);
  });

  test('nobody is told that it ends what was opened anew since', async () => {
    await opened();
    const again = await world.stored({
      id: changeIdOf(7),
      plan: { tenantId: TENANT, before: live(OFF), after: live(ON) },
    });
    await world.moved(again, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + MINUTE });
    await look(AT - 2 * DAY_MS);
    expect(await words()).toEqual([]);
    await look(AT);
    expect(await cameTo()).toBe('asked');
  });

  test('nobody is told of what is shut, which ends all the same where it is opened again before', async () => {
    await opened();
    world.partner = OFF;
    await look(AT - 3 * DAY_MS);
    await look(AT - DAY_MS);
    expect([await cameTo(), await words()]).toEqual([undefined, []]);
    world.partner = ON;
    await look(AT - DAY_MS + 11 * MINUTE);
    expect(await words()).toContain('administrator endNears');
    await look(AT);
    expect([world.partner, await cameTo()]).toEqual([OFF, 'closed']);
  });

  test('of two ends the one that was decided first gives way at once', async () => {
    await opened();
    const second = aChange({
      proposal: {
        id: changeIdOf(2),
        partner: aTenant({ tenantId: TENANT }),
        plan: { ...world.plan(ON), prolongs: true },
        ends: { at: AT + DAY_MS, doors: ['userSync'] },
        requester: ADA,
      },
    });
    await world.store.insert(second, theProposal(second));
    await world.moved(second, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + MINUTE });
    await look(NOW + 2 * MINUTE);
    expect([await cameTo(1), await cameTo(2)]).toEqual(['replaced', undefined]);
    await look(AT + DAY_MS, 5);
    expect(await cameTo(2)).toBe('closed');
  });
});

describe('the proof of an end', () => {
  const BOT = aPerson({ objectId: objectIdOf(99) });
  const closing = (plan = { tenantId: TENANT, before: live(ON), after: live(OFF) }): Change =>
    aChange({ proposal: { id: changeIdOf(5), endOf: changeIdOf(1), requester: BOT, plan } });
  const proved = (change = closing(), bot = BOT) => proveEnd(world.ports, change, changeIdOf(1), bot);
  const moved = { kind: 'stopped', stop: { kind: 'endMoved' } };

  test('is there from its time on, for what closes and for nobody but the bot', async () => {
    await opened();
    world.now = AT - 1;
    expect(await proved()).toEqual(moved);
    world.now = AT;
    expect(await proved()).toMatchObject({ access: 'end' });
    expect(await proved(closing(), ADA)).toEqual(moved);
    expect(await proved(closing({ tenantId: TENANT, before: live(OFF), after: live(ON) }))).toEqual(moved);
    expect(
      await proveEnd(
        world.ports,
        { ...closing(), proposal: { ...closing().proposal, endOf: null } },
        changeIdOf(1),
        BOT,
      ),
    ).toEqual(moved);
  });

  test('is not there where it has come, or where there is none', async () => {
    const change = await opened();
    expect(await proveEnd(world.ports, closing(), changeIdOf(3), BOT)).toMatchObject({
      stop: { members: ['journal'] },
    });
    expect(await proveEnd(world.ports, closing(), driftIdOf(3), BOT)).toEqual(moved);
    world.now = AT;
    await world.moved(change, { kind: 'endCame', how: 'nothing', at: AT });
    expect(await proved()).toEqual(moved);
  });
});
