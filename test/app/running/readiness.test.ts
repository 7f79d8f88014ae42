import { describe, expect, test } from 'vitest';
import { ALONE, StoreError, type Store } from '../../../src/app/ports.ts';
import { readiness } from '../../../src/app/running/readiness.ts';
import { DirectoryError } from '../../../src/domain/problem.ts';
import { aProblem, MINUTE, NOW, sightIdOf, tenantIdOf } from '../../builders.ts';
import { World } from '../world.ts';

/** A bot that shares its store with another one, which leads and looks. */
function follower({ watchEveryMs = MINUTE, leads = false, lists = () => Promise.resolve([]) } = {}) {
  const world = new World();
  const away = { isAway: false, asked: 0 };
  const store: Store = {
    ...world.store,
    leadership: { ...ALONE.leadership, leads: () => leads },
    sight: () => {
      away.asked += 1;
      return away.isAway ? Promise.reject(new StoreError('away', 'It is away.')) : world.store.sight();
    },
  };
  const lookup = { list: lists, keepUp: () => Promise.resolve() };
  const { ports } = world;
  const bot = readiness({ ...ports, store }, { watchEveryMs }, { check: () => false }, lookup);
  const isReadyNow = (): Promise<boolean> =>
    bot.ready().then(
      () => true,
      () => false,
    );
  /** As after the next minute's try. */
  const isReady = async (): Promise<boolean> => {
    await bot.tryGraph();
    return isReadyNow();
  };
  return { world, bot, away, isReady, isReadyNow };
}

const turn = (kind: 'lost' | 'back') => (kind === 'lost' ? { kind, problem: aProblem() } : { kind, lostAt: NOW });

describe('a process that does not lead', () => {
  test('is ready as long as whoever leads compares all partners, and before the first look', async () => {
    const { world, isReady } = follower();
    expect(await isReady()).toBe(true);
    await world.store.beginWatch([], NOW);
    world.now = NOW + 5 * MINUTE;
    expect(await isReady()).toBe(true);
    world.now += 1;
    expect(await isReady()).toBe(false);
    await world.store.recordLook([], world.now);
    expect(await isReady()).toBe(true);
  });

  test('waits for as many looks where they are far apart, and for none where nobody looks', async () => {
    const [seldom, never] = [follower({ watchEveryMs: 10 * MINUTE }), follower({ watchEveryMs: 0 })];
    for (const { world } of [seldom, never]) {
      await world.store.beginWatch([], NOW);
      world.now = NOW + 50 * MINUTE;
    }
    expect([await seldom.isReady(), await never.isReady()]).toEqual([true, true]);
    for (const { world } of [seldom, never]) world.now += 1;
    expect([await seldom.isReady(), await never.isReady()]).toEqual([false, true]);
  });

  test('gives whoever begins to lead after a long rest the time for a look', async () => {
    const { world } = follower();
    await world.store.beginWatch([], NOW - 100 * MINUTE);
    const lookup = { list: () => Promise.resolve([]), keepUp: () => Promise.resolve() };
    const store: Store = { ...world.store, leadership: { ...ALONE.leadership, leads: () => false } };
    const bot = readiness({ ...world.ports, store }, { watchEveryMs: MINUTE }, { check: () => false }, lookup);
    await bot.ready();
  });

  test('is not ready where whoever leads sees nothing', async () => {
    const { world, bot, isReady } = follower();
    const see = (kind: 'lost' | 'back', n: number) =>
      world.store.recordSight({ id: sightIdOf(n), tenantId: tenantIdOf(1), at: NOW, turn: turn(kind) }, []);
    await see('lost', 1);
    expect(await isReady()).toBe(false);
    await expect(bot.ready()).rejects.toThrow(DirectoryError);
    await see('back', 2);
    expect(await isReady()).toBe(true);
  });

  test('is ready again seconds after its store is, though it asks Graph once a minute only', async () => {
    const { world, bot, isReady, isReadyNow, away } = follower();
    await world.store.beginWatch([], NOW);
    away.isAway = true;
    expect(await isReady()).toBe(false);
    away.isAway = false;
    await bot.tryStore();
    expect(await isReadyNow()).toBe(true);
    await bot.tryStore();
    expect(away).toEqual({ isAway: false, asked: 2 });
  });

  test('is not ready where it cannot read Graph itself', async () => {
    expect(await follower({ lists: () => Promise.reject(new Error('no')) }).isReady()).toBe(false);
  });
});

test('whoever leads goes by its own looks', async () => {
  const { world, isReady } = follower({ leads: true });
  await world.store.beginWatch([], NOW);
  world.now = NOW + 100 * MINUTE;
  expect(await isReady()).toBe(true);
});
