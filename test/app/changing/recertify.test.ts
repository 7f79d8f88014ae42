import { beforeEach, describe, expect, test } from 'vitest';
import { endKeeper } from '../../../src/app/changing/ends/keep-ends.ts';
import { proveUnanswered } from '../../../src/app/changing/recertify/prove-unanswered.ts';
import { recertifier } from '../../../src/app/changing/recertify/recertifier.ts';
import type { Settings } from '../../../src/app/ports.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import type { UnansweredRule } from '../../../src/domain/recertify/recertification.ts';
import { aChange, aConversation, aPerson, aTenant, changeIdOf, NOW, objectIdOf, tenantIdOf } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, BEN, claimed, noTo, TENANT, unreadable, World, writeStarted } from '../world.ts';

const APP = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
/** Open by sync alone, and by nothing. */
const ON = partnerWith(true, null);
const OFF = partnerWith(false, null);
const HOUR_MS = 60 * 60_000;
const lookup = { nameAnew: () => Promise.resolve(aTenant({ tenantId: TENANT })) };

let world: World;
let settings: Settings;
/** One process: what keeps ends, and what asks. */
let keep: () => Promise<void>;
const starts = (recertifyUnanswered: UnansweredRule): void => {
  settings = Object.assign(world.settings, { appId: APP, recertifyUnanswered });
  const ends = endKeeper(world.ports, settings, world.applier());
  const asking = recertifier(world.ports, settings, lookup);
  keep = async () => {
    asking.keep();
    await world.rest();
    await ends.keep();
    await world.rest();
  };
};
beforeEach(() => {
  world = new World();
  starts('close');
});

/** Ada has opened it, and the bot watches it. */
async function opened(): Promise<Change> {
  const change = await world.stored({ id: changeIdOf(1) });
  world.partner = ON;
  await world.store.beginWatch([{ tenantId: TENANT, state: ON }], NOW);
  return world.moved(change, claimed, writeStarted, { kind: 'applied', found: live(ON), at: NOW + 1 });
}
/** Time passes, and the bot looks several times. */
async function later(days: number, times = 2): Promise<void> {
  world.now = Math.max(world.now, NOW + days * DAY_MS + HOUR_MS);
  for (let n = 0; n < times; n += 1) {
    await keep();
    world.now += HOUR_MS;
  }
}
const now = async () => (await world.store.recertifications([TENANT], world.now))[0];
const stage = async () => (await now())?.asked?.stage;
const closings = async () =>
  (await world.store.history(TENANT, 20, 0)).changes.filter(({ proposal }) => proposal.endOf !== null);

describe('whoever answers for a partner', () => {
  test('is asked, then everybody, and then the bot closes it, once', async () => {
    await opened();
    await later(364);
    expect(await stage()).toBeUndefined();
    await later(365);
    expect(await stage()).toBe('asked');
    await later(380);
    expect(await stage()).toBe('escalated');
    expect(await closings()).toEqual([]);
    await later(396);
    expect([world.partner, await stage(), (await closings()).length]).toEqual([OFF, 'unanswered', 1]);
    await later(420);
    expect(await closings()).toHaveLength(1);
  });

  test('is asked again when a partner could be read that could not be', async () => {
    await opened();
    const was = { ...world.directory };
    Object.assign(world.directory, { read: noTo(unreadable()) });
    await later(365);
    expect(await stage()).toBeUndefined();
    Object.assign(world.directory, was);
    await later(366);
    expect(await stage()).toBe('asked');
  });

  test('is asked a minute after a start, when the first look has told what it found', async () => {
    await opened();
    world.now = NOW + 365 * DAY_MS + HOUR_MS;
    starts('close');
    await keep();
    expect(await stage()).toBeUndefined();
    world.now += 60_000;
    await keep();
    expect(await stage()).toBe('asked');
  });

  test('is asked nothing about what is closed by now', async () => {
    await opened();
    world.partner = OFF;
    await later(500);
    expect(await stage()).toBeUndefined();
  });
});

describe('what nobody has answered for', () => {
  const unanswered = async (): Promise<void> => {
    await opened();
    await later(365);
    await later(380);
  };

  test('stays open where that is set, and everybody is told', async () => {
    starts('tell');
    await unanswered();
    await later(396);
    expect([world.partner, await stage(), await closings()]).toEqual([ON, 'unanswered', []]);
  });

  test('is closed while nothing else is written, and by what is read then', async () => {
    await unanswered();
    const other = await world.stored({ id: changeIdOf(2) });
    await world.moved(other, claimed);
    await later(396);
    expect([world.partner, await closings()]).toEqual([ON, []]);
  });

  test('is tried again a day after it came to nothing', async () => {
    await unanswered();
    // Whoever writes finds it set otherwise.
    Object.assign(world.settings, { recertifyUnanswered: 'tell' });
    await later(396, 4);
    expect(await closings()).toMatchObject([{ status: { state: 'stopped', stop: { kind: 'endMoved' } } }]);
    Object.assign(world.settings, { recertifyUnanswered: 'close' });
    await later(398, 4);
    expect([world.partner, (await closings()).length]).toEqual([OFF, 2]);
  });

  test.each([
    ['the own chat of whoever answers for it', true],
    ['no place at all where nobody has a chat', false],
  ])('is shown, where nobody hears and nobody ever asked, in %s', async (_, hasChat) => {
    await unanswered();
    const was = { ...world.store };
    Object.assign(world.store, {
      subscriptions: () => Promise.resolve([]),
      history: () => Promise.resolve({ changes: [], total: 0 }),
      personalConversation: () => Promise.resolve(hasChat ? aConversation({ conversationId: 'a:ada' }) : undefined),
    });
    await later(396);
    Object.assign(world.store, was);
    const places = (await closings()).map(({ proposal }) => proposal.conversation.conversationId);
    expect(places).toEqual(hasChat ? ['a:ada'] : []);
  });

  test('is left alone where it is closed already', async () => {
    await unanswered();
    starts('tell');
    await later(396);
    world.partner = OFF;
    starts('close');
    await later(400);
    expect(await closings()).toEqual([]);
  });
});

describe('the proof that nobody has answered', () => {
  const BOT = aPerson({ objectId: objectIdOf(99) });
  const closing = (more: Partial<Change['proposal']> = {}): Change => {
    const plan = { tenantId: TENANT, before: live(ON), after: live(OFF) };
    return aChange({ proposal: { id: changeIdOf(5), endOf: TENANT, requester: BOT, plan, ...more } });
  };
  const proved = (change = closing(), rule: UnansweredRule = 'close', bot = BOT) =>
    proveUnanswered(world.ports, { recertifyUnanswered: rule }, change, TENANT, bot);
  const moved = { kind: 'stopped', stop: { kind: 'endMoved' } };

  test('is there for what closes that partner, by the bot, where that is set, until somebody answers', async () => {
    starts('tell');
    await opened();
    for (const days of [365, 380]) await later(days);
    expect(await proved()).toEqual(moved);
    await later(396);
    expect(await proved()).toMatchObject({ access: 'end' });
    expect(await proved(closing(), 'tell')).toEqual(moved);
    expect(await proved(closing(), 'close', ADA)).toEqual(moved);
    expect(await proved(closing({ endOf: tenantIdOf(9) }))).toEqual(moved);
    const plan = { tenantId: TENANT, before: live(OFF), after: live(ON) };
    expect(await proved(closing({ plan }))).toEqual(moved);
    expect(await proved(closing({ plan: { ...closing().proposal.plan, tenantId: tenantIdOf(9) } }))).toEqual(moved);
    const is = await now();
    if (is === undefined) throw new Error('missing');
    await world.store.moveRecertification(is, { kind: 'kept', by: BEN, reason: 'x', at: world.now });
    expect(await proved()).toEqual(moved);
  });
});
