import { beforeEach, describe, expect, test } from 'vitest';
import { hearFirst, mustBeHeard } from '../../../src/app/changing/hear-first.ts';
import { ChannelError, StoreError, type Channel } from '../../../src/app/ports.ts';
import { presenter } from '../../../src/app/telling/cards/present.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { aConversation, aPerson, changeIdOf, NOW, objectIdOf } from '../../builders.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, OFF, ON, unreadable, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const CARLA = aPerson({ objectId: objectIdOf(3), displayName: 'Carla' });
const SECURITY = aConversation({
  conversationId: '19:security@thread.v2',
  conversationType: 'groupChat',
  activityId: null,
});
const chatOf = (person: typeof BEN) =>
  aConversation({ conversationId: `a:${person.displayName}`, conversationType: 'personal', activityId: null });

const broken = (more: Partial<Change['proposal']> = {}): Promise<Change> =>
  world.stored({ approval: 'breakGlass', ...more });
const subscribed = (state: 'alive' | 'lost' = 'alive') =>
  world.store.subscribe({ conversation: SECURITY, topics: ['drift'], by: BEN, at: NOW, state });
/** As confirming does it: with its cards for whoever hears. */
const confirmed = async (change: Change, ...places: (typeof SECURITY)[]): Promise<Change> => {
  const event = { ...claimed };
  const now: Change = {
    ...change,
    revision: change.revision + 1,
    status: { state: 'applying', by: event.by, claimedAt: event.at, phase: 'verifying' },
  };
  await world.store.advance(
    now,
    { changeId: change.proposal.id, event, requestIds: [] },
    { notices: places, letters: [] },
  );
  return now;
};
const hear = async (change: Change, channel: Partial<Channel> = {}) => {
  const ports = { ...world.ports, channel: { ...world.ports.channel, ...channel } };
  return hearFirst(ports, presenter(ports), change);
};
const letters = async () => (await world.store.unsent()).map(({ letter }) => letter);
const wordFor = (person: typeof BEN) => ({
  kind: 'administrator',
  to: person.objectId,
  word: { kind: 'glassBroken', change: changeIdOf(1), at: NOW },
});

test('only what opens with broken glass must be heard', async () => {
  const change = await broken();
  expect(mustBeHeard(change)).toBe(true);
  expect(mustBeHeard({ ...change, proposal: { ...change.proposal, approval: 'self' } })).toBe(false);
  world.partner = ON;
  const closing = { ...change.proposal, plan: world.plan(OFF) };
  expect(mustBeHeard({ ...change, proposal: closing })).toBe(false);
});

describe('other administrators', () => {
  beforeEach(() => {
    world.roles.holders = () => Promise.resolve([ADA, BEN, CARLA]);
  });

  test('are told each, and whoever asked is not; one is enough, and the other gets a letter', async () => {
    await world.store.heard(BEN.objectId, chatOf(BEN));
    const change = await confirmed(await broken());
    expect(await hear(change)).toBeUndefined();
    const notices = world.said.filter(({ kind }) => kind === 'notice');
    expect(notices).toEqual([{ kind: 'notice', notice: { kind: 'glassBroken', change } }]);
    expect(await letters()).toEqual([wordFor(CARLA)]);
  });

  test('who may have been told was not, for certain', async () => {
    await world.store.heard(BEN.objectId, chatOf(BEN));
    const change = await confirmed(await broken());
    expect(await hear(change, { post: noTo(new ChannelError('uncertain')) })).toEqual({ kind: 'unheard' });
    expect(await letters()).toEqual([wordFor(BEN), wordFor(CARLA)]);
    expect(world.logged.some(({ event }) => event === 'glass.untold')).toBe(true);
  });

  test('are waited for no longer than fifteen seconds', async () => {
    const change = await confirmed(await broken());
    const before = world.now;
    expect(await hear(change, { chatWith: () => new Promise(() => undefined) })).toEqual({ kind: 'unheard' });
    expect(world.now - before).toBeLessThanOrEqual(15_000);
  });

  test('of whom the store keeps no letter are in the log', async () => {
    world.store.write = noTo(new StoreError('notWritable', 'no'));
    const change = await confirmed(await broken());
    expect(await hear(change)).toEqual({ kind: 'unheard' });
    expect(world.logged.filter(({ event }) => event === 'glass.untold')).toHaveLength(2);
  });

  test('who cannot be read are not nobody', async () => {
    world.roles.holders = noTo(unreadable());
    const change = await confirmed(await broken());
    expect(await hear(change)).toMatchObject({ kind: 'unreadable' });
    world.roles.holders = noTo(MISTAKE);
    await expect(hear(change)).rejects.toBe(MISTAKE);
  });

  test('of a change that is not confirmed know since when it was asked for', async () => {
    expect(await hear(await broken())).toEqual({ kind: 'unheard' });
    expect(await letters()).toEqual([wordFor(BEN), wordFor(CARLA)]);
  });
});

describe('a subscribed conversation', () => {
  beforeEach(() => {
    world.roles.holders = () => Promise.resolve([ADA]);
  });

  test('that got its card hears', async () => {
    await subscribed();
    expect(await hear(await confirmed(await broken(), SECURITY))).toBeUndefined();
  });

  test('whose card Teams did not take does not', async () => {
    await subscribed();
    const change = await confirmed(await broken(), SECURITY);
    expect(await hear(change, { announce: noTo(new ChannelError('notDelivered')) })).toEqual({ kind: 'unheard' });
  });

  test.each([['lost'], [undefined]] as const)(
    'that hears no more (%s) does not, though it got a card',
    async (state) => {
      if (state !== undefined) await subscribed(state);
      expect(await hear(await confirmed(await broken(), SECURITY))).toEqual({ kind: 'unheard' });
    },
  );

  test('that shows an earlier state only does not', async () => {
    await subscribed();
    const change = await confirmed(await broken(), SECURITY);
    expect(await hear(change)).toBeUndefined();
    const released = await world.moved(change, { kind: 'released', release: { kind: 'unheard' }, at: NOW });
    const again = await confirmed(released);
    expect(await hear(again, { update: noTo(new ChannelError('notDelivered')) })).toEqual({ kind: 'unheard' });
  });

  test('in which nobody but whoever asked reads does not; where Teams does not say who reads, somebody may', async () => {
    await subscribed();
    const change = await confirmed(await broken(), SECURITY);
    const alone = { guests: 0, strangers: 0, ours: [ADA.objectId] };
    expect(await hear(change, { readers: () => Promise.resolve(alone) })).toEqual({ kind: 'unheard' });
    expect(await hear(change, { readers: noTo(new ChannelError('notAllowed')) })).toBeUndefined();
    expect(world.logged.filter(({ event }) => event === 'roster.unread')).toMatchObject([
      { place: SECURITY.conversationId, problem: 'notAllowed' },
    ]);
  });

  test('of which nobody says who reads because of a mistake in the program has not heard', async () => {
    await subscribed();
    const change = await confirmed(await broken(), SECURITY);
    await expect(hear(change, { readers: noTo(MISTAKE) })).rejects.toBe(MISTAKE);
  });
});
