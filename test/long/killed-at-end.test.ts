import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import { confirmed, HOME, rest } from './ada.ts';
import { dieAtEach, Life, livesBy, newStore, Time, Wall, type Death } from './life.ts';

/**
 * What was opened until an end, and a process that is killed at any call to the outside around that end. Another one finds
 * what it left: it is closed, once, and told.
 */

const DAY = 24 * 60 * 60_000;

let graph: GraphSimulator;
beforeAll(async () => {
  graph = await startGraph({ tenant: believableTenant() });
});
afterAll(() => graph.close());

const isOn = (): boolean | null | undefined =>
  graph.tenant.partners.get(organizations.fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;

/** @returns how many calls were made from the end on */
async function play(death: Death | undefined): Promise<number> {
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) graph.tenant.partners.set(id, partner);
  const wall = new Wall();
  const time = new Time();
  const settings = livesBy(HOME, { appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' });
  const opener = new Life(graph.url, wall, time, settings, newStore());
  const id = await confirmed(opener, wall, 'enable sync for fabrikam.com for 2 days');
  for (let n = 0; n < 20 && isOn() !== true; n += 1) await rest();
  for (let n = 0; n < 6; n += 1) {
    await rest();
    time.pass(5_000);
    await opener.bot.tick();
  }
  expect([isOn(), (await opener.store.open()).length]).toEqual([true, 0]);
  const before = graph.requests.length;

  time.pass(2 * DAY);
  let life = new Life(graph.url, wall, time, settings, opener.heritage(), death);
  const first = life;
  for (let tries = 0, quiet = 0; tries < 300 && quiet < 6; tries += 1) {
    const isLeft = (await life.store.open()).length > 0 || (await life.store.endings()).length > 0;
    quiet = isLeft ? 0 : quiet + 1;
    time.pass(5_000);
    await Promise.race([life.bot.tick().catch(() => undefined), life.died]);
    await Promise.race([rest(), life.died]);
    await rest();
    if (life === first && death !== undefined && life.calls >= death.call) {
      time.pass(death.downMs ?? 0);
      life = new Life(graph.url, wall, time, settings, life.heritage());
    }
  }
  await rest();

  const { changes } = await life.store.history(null, 10, 0);
  const closings = changes.filter(({ proposal }) => proposal.endOf === id);
  expect([isOn(), await life.store.endings()]).toEqual([false, []]);
  expect((await life.store.get(id))?.end?.came?.how).toBe('closed');
  expect(closings.filter(({ status }) => status.state === 'applied')).toHaveLength(1);
  const written = graph.requests.slice(before).filter(({ method, effect }) => method !== 'GET' && effect);
  expect(written).toHaveLength(1);
  expect(wall.states.filter((state) => state === 'applied').length).toBeGreaterThanOrEqual(2);
  const { calls } = first;
  opener.end();
  first.end();
  if (life !== first) life.end();
  return calls;
}

test('killed around an end, and down for hours then: closed once, and told', { timeout: 10 * 60_000 }, async () => {
  const calls = await play(undefined);
  await dieAtEach(calls, (death) => play({ ...death, downMs: 3 * 60 * 60_000 }), Math.ceil(calls / 4));
});

test('killed at every second call around an end: closed once, and told', { timeout: 20 * 60_000 }, async () => {
  const calls = await play(undefined);
  expect(calls).toBeGreaterThan(10);
  await dieAtEach(calls, play, 2);
});
