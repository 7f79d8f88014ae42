import { beforeEach, describe, expect, test } from 'vitest';
import { ALONE, StoreError } from '../../../src/app/ports.ts';
import { settler, type Settler } from '../../../src/app/changing/settle.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { changeIdOf, MINUTE, NOW, tenantIdOf, aTenant } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { claimed, MISTAKE, noTo, OFF, ON, TENANT, unreadable, World, writeStarted } from '../world.ts';

let world: World;
let settling: Settler;
/** How often the partner was read. */
let readings: number;
beforeEach(() => {
  world = new World();
  settling = settler(world.ports, world.applier());
  shows(() => world.partner);
});

function shows(state: () => PartnerState): void {
  readings = 0;
  world.directory.read = () => {
    readings += 1;
    return Promise.resolve(state());
  };
}
async function settle(): Promise<void> {
  await settling.settleDue();
  await world.rest();
}
const stateOf = async () => (await world.status())?.state;
const left = async (...events: readonly ChangeEvent[]): Promise<Change> =>
  world.moved(await world.stored(), claimed, ...events);
const stepDone = { kind: 'stepDone', at: NOW } as const;
const SECOND = 1_000;

describe('a card', () => {
  test('whose time is over expires, and no sooner', async () => {
    await world.stored();
    world.now += 15 * MINUTE - 1;
    await settle();
    expect(await stateOf()).toBe('pending');
    world.now += 1;
    await settle();
    expect(await world.status()).toEqual({ state: 'expired', at: world.now, release: null });
    expect([readings, world.sent]).toEqual([0, []]);
  });
});

describe('a change that was confirmed when the process died', () => {
  test('is carried out by the next one', async () => {
    await left();
    await settle();
    expect([await stateOf(), world.sent.length]).toEqual(['applied', 1]);
    expect(world.logged).toContainEqual(expect.objectContaining({ event: 'change.resumed', changeId: changeIdOf(1) }));
  });

  test('is carried out after the end of its card, too, where it was confirmed a moment before', async () => {
    const at = NOW + 15 * MINUTE - 5 * SECOND;
    await world.moved(await world.stored(), { ...claimed, at });
    world.now = at + 10 * SECOND;
    await settle();
    expect([await stateOf(), world.sent.length]).toEqual(['applied', 1]);
  });

  test('is given back where that was long ago, and expires where its time is over', async () => {
    await left();
    world.now += 15 * MINUTE;
    await settle();
    expect(world.sent).toEqual([]);
    expect(await world.status()).toMatchObject({ state: 'pending', release: { kind: 'interrupted' } });
    await settle();
    expect(await world.status()).toMatchObject({ state: 'expired', release: { kind: 'interrupted' } });
  });

  test.each([
    [5 * MINUTE, 'applied'],
    [5 * MINUTE + 1, 'pending'],
    [-MINUTE, 'applied'],
    [-MINUTE - 1, 'pending'],
  ])('and found %d ms later is %s', async (later, state) => {
    await left();
    world.now += later;
    await settle();
    expect([await stateOf(), world.sent.length]).toEqual([state, state === 'applied' ? 1 : 0]);
  });

  test('is given back where this process has tried it already', async () => {
    const change = await left();
    const at = world.applier();
    settling = settler(world.ports, at);
    world.roles.active = noTo(MISTAKE);
    await at.apply(change);
    await settle();
    expect(await world.status()).toMatchObject({
      state: 'pending',
      release: { kind: 'interrupted' },
    });
    expect(world.sent).toEqual([]);
  });

  test('is left alone while it is worked on', async () => {
    await left();
    const at = { ...world.applier(), isApplying: () => true };
    await settler(world.ports, at).settleDue();
    await world.rest();
    expect([await stateOf(), readings, world.sent]).toEqual(['applying', 0, []]);
  });
});

describe('a change that was being written when the process died', () => {
  test('is applied where it shows', async () => {
    await left(writeStarted);
    world.partner = ON;
    await settle();
    expect([await stateOf(), world.sent]).toEqual(['applied', []]);
  });

  test('is looked at every two seconds, and has failed when nothing can come any more', async () => {
    await left(writeStarted);
    for (let ms = 0; ms < 15 * SECOND; ms += SECOND) {
      await settle();
      expect(await stateOf()).toBe('applying');
      world.now += SECOND;
    }
    expect(readings).toBe(8);
    world.now += SECOND;
    await settle();
    const failure = { kind: 'notApplied', problem: null, found: live(OFF) };
    expect(await world.status()).toMatchObject({ state: 'failed', failure });
    expect(world.sent).toEqual([]);
  });

  /** It is given so long from the first look on, and then has failed. */
  async function isGiven(milliseconds: number): Promise<void> {
    await settle();
    world.now += milliseconds - 1;
    await settle();
    expect(await stateOf()).toBe('applying');
    world.now += 2 * SECOND;
    await settle();
    expect(await stateOf()).toBe('failed');
  }

  test('fails right when the time for late effects is over', async () => {
    await left(writeStarted);
    await isGiven(15 * SECOND);
  });

  test('has all the time for late effects from the first look of this process on', async () => {
    await left(writeStarted);
    world.now += 60 * SECOND;
    await settle();
    expect(await stateOf()).toBe('applying');
  });

  test('has it from its own request on, where this process sent it', async () => {
    await left(writeStarted);
    const sentAt = world.ports.clock.elapsed();
    const at = { ...world.applier(), sentAt: () => sentAt };
    const due = settler(world.ports, at);
    const look = async () => {
      await due.settleDue();
      await world.rest();
    };
    world.now += 13 * SECOND;
    await look();
    expect(await stateOf()).toBe('applying');
    world.now += 2 * SECOND;
    await look();
    expect(await stateOf()).toBe('failed');
  });

  test('is waited for three minutes where Graph said that it is done', async () => {
    await left(writeStarted, stepDone);
    await isGiven(3 * MINUTE);
    // Graph's word against its own: a person must look.
    expect(await world.status()).toMatchObject({ state: 'failed', failure: { kind: 'diverged', found: live(OFF) } });
  });

  test('is applied as soon as that shows', async () => {
    await left(writeStarted, stepDone);
    await settle();
    world.partner = ON;
    world.now += 3 * MINUTE;
    await settle();
    expect(await stateOf()).toBe('applied');
  });

  test('and that Graph said to be done is waited for whatever it reads', async () => {
    await left(writeStarted, stepDone);
    world.partner = partnerWith(null, true);
    await settle();
    world.now += 15 * SECOND;
    await settle();
    expect(await stateOf()).toBe('applying');
  });

  test('is waited for where a part of a step shows', async () => {
    const both = { inbound: true, outbound: true };
    const plan = world.plan({ ...OFF, automaticRedemption: both });
    world.partner = { ...OFF, automaticRedemption: { inbound: null, outbound: true } };
    const halves = { ...OFF, automaticRedemption: { inbound: null, outbound: null } };
    await world.moved(await world.stored({ plan: { ...plan, before: live(halves) } }), claimed, writeStarted);
    await settle();
    world.now += 15 * SECOND;
    await settle();
    expect(await stateOf()).toBe('applying');
    world.now += 3 * MINUTE;
    await settle();
    expect(await world.status()).toMatchObject({ state: 'failed', failure: { kind: 'diverged' } });
  });

  test('is at once for a person to look at only when that lasts', async () => {
    await left(writeStarted);
    world.partner = partnerWith(null, true);
    await settle();
    expect(await stateOf()).toBe('applying');
    world.now += 15 * SECOND;
    await settle();
    expect(await world.status()).toMatchObject({
      state: 'failed',
      failure: { kind: 'diverged', found: live(partnerWith(null, true)) },
    });
  });
});

test('a card whose time is over, as only the store says, is stopped and not expired', async () => {
  await world.stored();
  world.store.contradictions = () => Promise.resolve(['proposal.expiresAt']);
  world.now += 16 * MINUTE;
  await settle();
  expect(await world.status()).toMatchObject({ state: 'stopped', stop: { kind: 'notAsProposed' } });
});

test('a change that the store does not let move on holds up no other, and is told of in the log once', async () => {
  await world.stored({ id: changeIdOf(2), partner: aTenant({ tenantId: tenantIdOf(2) }), plan: { ...world.plan(ON), tenantId: tenantIdOf(2) } });
  await world.stored();
  const advance = world.store.advance.bind(world.store);
  const problem: { kind: 'contradiction' | 'notWritable' } = { kind: 'contradiction' };
  world.store.advance = (change, ...rest) =>
    change.proposal.id === changeIdOf(2) ? Promise.reject(new StoreError(problem.kind, 'no')) : advance(change, ...rest);
  world.now += 16 * MINUTE;
  await settle();
  await settle();
  expect(await stateOf()).toBe('expired');
  expect(world.logged.filter(({ event }) => event === 'change.unsettled')).toMatchObject([{ changeId: changeIdOf(2), level: 'error' }]);
  problem.kind = 'notWritable';
  await expect(settle()).rejects.toThrow('no');
}); // prettier-ignore

test('a change that is stored as being written, and otherwise than its journal has it, is stopped', async () => {
  await left(writeStarted);
  world.partner = ON;
  world.store.contradictions = () => Promise.resolve(['status']);
  await settle();
  expect(await world.status()).toMatchObject({ state: 'stopped', stop: { kind: 'notAsProposed' } });
  expect([readings, world.sent]).toEqual([0, []]);
});

describe('a change of two steps', () => {
  const start = async (...events: readonly ChangeEvent[]) => {
    world.partner = ON;
    const plan = { tenantId: TENANT, before: live(ON), after: live(null) };
    return world.moved(await world.stored({ plan }), claimed, writeStarted, ...events);
  };
  const POLICYLESS = { ...ON, identitySynchronization: null };

  test('of which the first is done has come to that, when nothing more can come', async () => {
    await start(stepDone);
    world.partner = POLICYLESS;
    await settle();
    world.now += 15 * SECOND;
    await settle();
    const failure = { kind: 'partlyApplied', done: [{ kind: 'deleteSyncPolicy' }], problem: null };
    expect(await world.status()).toMatchObject({ state: 'failed', failure });
  });

  test('of which the first is done but does not show is waited for', async () => {
    await start(stepDone);
    await settle();
    world.now += 15 * SECOND;
    await settle();
    expect(await stateOf()).toBe('applying');
    world.now += 3 * MINUTE;
    await settle();
    expect(await world.status()).toMatchObject({ state: 'failed', failure: { kind: 'diverged', found: live(ON) } });
  });
});

describe('a change whose result is unknown', () => {
  const lostSight = { kind: 'lostSight', problem: unreadable({ kind: 'timeout' }).problem, at: NOW } as const;

  test('is looked up, and keeps its problem where it failed', async () => {
    await left(writeStarted, lostSight);
    await settle();
    world.now += 15 * SECOND;
    await settle();
    expect(await world.status()).toMatchObject({ failure: { kind: 'notApplied', problem: { kind: 'timeout' } } });
  });

  test('is not looked up by two at a time', async () => {
    await left(writeStarted, lostSight);
    let go: () => void = () => undefined;
    world.directory.read = async () => {
      readings += 1;
      await new Promise<void>((resolve) => (go = resolve));
      return ON;
    };
    await settling.settleDue();
    world.now += 2 * SECOND;
    await settling.settleDue();
    await new Promise((resolve) => setImmediate(resolve));
    expect(readings).toBe(1);
    go();
    await world.rest();
    expect(await stateOf()).toBe('applied');
  });

  test('is looked up again after a look that failed', async () => {
    await left(writeStarted, lostSight);
    const get = world.store.advance.bind(world.store);
    world.partner = ON;
    world.store.advance = noTo(MISTAKE);
    await settle();
    expect(world.failures).toEqual([MISTAKE]);
    world.store.advance = get;
    world.now += 2 * SECOND - 1;
    await settle();
    expect(await stateOf()).toBe('unknown');
    world.now += 1;
    await settle();
    expect(await stateOf()).toBe('applied');
  });

  test('waits for sight of what was written', async () => {
    await left(writeStarted);
    world.directory.read = noTo(unreadable({ kind: 'unreachable' }));
    await settle();
    expect(await world.status()).toMatchObject({ state: 'unknown', problem: { kind: 'unreachable' } });
    shows(() => ON);
    world.now += MINUTE;
    await settle();
    expect(await stateOf()).toBe('applied');
    expect(world.sent).toEqual([]);
  });

  test('does not keep others waiting', async () => {
    await left(writeStarted, lostSight);
    const other = tenantIdOf(2);
    const second = await world.stored({
      id: changeIdOf(2),
      partner: aTenant({ tenantId: other }),
      plan: { ...world.plan(ON), tenantId: other },
    });
    await world.moved(second, claimed, writeStarted);
    const open = new Promise<PartnerState>(() => undefined);
    world.directory.read = (tenantId) => (tenantId === other ? Promise.resolve(ON) : open);
    await settling.settleDue();
    await expect.poll(async () => (await world.store.get(changeIdOf(2)))?.status.state).toBe('applied');
  });
});

test('what another process is at work on is left alone until that is no longer heard of', async () => {
  await left();
  let isElsewhere = true;
  world.store.hold = (what) => (isElsewhere ? Promise.resolve(undefined) : ALONE.hold(what));
  await settle();
  expect([await stateOf(), readings, world.sent]).toEqual(['applying', 0, []]);
  isElsewhere = false;
  await settle();
  expect([await stateOf(), world.sent.length]).toEqual(['applied', 1]);
});
