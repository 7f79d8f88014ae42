import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import { HOME } from './ada.ts';
import { dieAtEach, Life, livesBy, newStore, Time, Wall, type Death } from './life.ts';
import { begun, playedOn, settled } from './played-on.ts';

/**
 * A partner for which nobody answers, and a process that is killed at calls to the outside around the moment from which the
 * bot is to close it. Another one finds what it left: it is closed, once.
 */

const STEP = 5;
const DAY = 24 * 60 * 60_000;
const HOUR = 60 * 60_000;
const { fabrikam } = organizations;

let graph: GraphSimulator;
beforeAll(async () => {
  graph = await startGraph({ tenant: believableTenant() });
});
afterAll(() => graph.close());

const isOn = (): boolean | null | undefined =>
  graph.tenant.partners.get(fabrikam.tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
const settings = livesBy(HOME, {
  appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5',
  recertifyDays: 365,
  recertifyUnanswered: 'close',
});

const hasOpen = async ({ store }: Life): Promise<boolean> => (await store.open()).length > 0;

/** @returns how many calls were made from that moment on */
async function play(death?: Death): Promise<number> {
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) {
    if (id === fabrikam.tenantId) graph.tenant.partners.set(id, partner);
  }
  const wall = new Wall();
  const time = new Time();
  const next = (store: string, end?: Death): Life => new Life(graph.url, wall, time, settings, store, end);
  const opener = next(newStore());
  await begun(opener, wall, 'enable sync for fabrikam.com', '1');
  await settled(opener, time, hasOpen);
  await opener.bot.watch();
  for (const days of [365, 14]) {
    time.pass(days * DAY + HOUR);
    await settled(opener, time, hasOpen);
  }
  expect(isOn()).toBe(true);
  const before = graph.requests.length;
  time.pass(16 * DAY + HOUR);
  /** What is tried in vain is tried again a day later. */
  const isLeft = async (life: Life): Promise<boolean> => {
    if (await hasOpen(life)) return true;
    if (isOn() === true) time.pass(HOUR);
    return isOn() === true;
  };
  const [last, calls] = await playedOn(opener, time, next, death, isLeft);
  expect(isOn()).toBe(false);
  const { changes } = await last.store.history(null, 50, 0);
  const closings = changes.filter(({ proposal }) => proposal.endOf === fabrikam.tenantId);
  expect(closings.filter(({ status }) => status.state === 'applied')).toHaveLength(1);
  const written = graph.requests.slice(before).filter(({ method, effect }) => method !== 'GET' && effect);
  // Its trust, and its sync.
  expect(written).toHaveLength(2);
  for (const life of new Set([opener, last])) life.end();
  return calls;
}

test('killed at every fifth call around it: closed, once', { timeout: 20 * 60_000 }, async () => {
  const calls = await play();
  expect(calls).toBeGreaterThan(10);
  await dieAtEach(calls, play, STEP);
});
