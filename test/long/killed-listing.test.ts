import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGraph, type GraphSimulator } from '../../src/simulator/graph.ts';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import { HOME } from './ada.ts';
import { dieAtEach, Life, livesBy, newStore, Time, Wall, type Death } from './life.ts';
import { begun, playedOn } from './played-on.ts';

/**
 * A list that somebody typed, and a process that is killed at calls to the outside while it is carried out. Another one goes
 * on from what is stored: each partner is as it was asked for, written once, and the rest untouched.
 */

/** The calls repeat themselves from partner to partner. */
const STEP = 4;
const { adventureWorks, contoso, tailspinToys, datum } = organizations;
const NAMED = [contoso, tailspinToys, adventureWorks];
const LINE = `disable sync for ${NAMED.map(({ tenantId }) => tenantId).join(', ')}`;

let graph: GraphSimulator;
beforeAll(async () => {
  graph = await startGraph({ tenant: believableTenant() });
});
afterAll(() => graph.close());

const isOn = ({ tenantId }: { readonly tenantId: string }): boolean | null | undefined =>
  graph.tenant.partners.get(tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed;
const settings = livesBy(HOME, { appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' });

/** @returns how many calls it took from the click on */
async function play(death?: Death): Promise<number> {
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) {
    if ([...NAMED, datum].some(({ tenantId }) => tenantId === id)) graph.tenant.partners.set(id, partner);
  }
  const wall = new Wall();
  const time = new Time();
  const next = (store: string, end?: Death): Life => new Life(graph.url, wall, time, settings, store, end);
  const opener = next(newStore());
  const before = graph.requests.length;
  await begun(opener, wall, LINE, '1');
  const [last, calls] = await playedOn(opener, time, next, death);
  expect([...NAMED, datum].map(isOn)).toEqual([false, false, false, true]);
  const written = graph.requests.slice(before).filter(({ method, effect }) => method !== 'GET' && effect);
  expect(written).toHaveLength(NAMED.length);
  const { changes } = await last.store.history(null, 50, 0);
  const [whole] = changes.filter(({ proposal }) => proposal.plan.many !== undefined);
  expect(whole?.status.state).toBe('applied');
  expect(whole?.progress?.ended.map(({ how }) => how)).toEqual(NAMED.map(() => 'applied'));
  for (const life of new Set([opener, last])) life.end();
  return calls;
}

/** Longer than anybody has to decide, and than a confirmed change of one partner waits for another process. */
const DOWN_MS = 3 * 60 * 60_000;

/** Of what is like it, so many deaths are enough. */
const MOST_DEATHS = 10;
const stepOf = (calls: number): number => Math.ceil(calls / MOST_DEATHS);

/** A list of two, decided, done and undone; or a file that wants it. @returns how many calls the last took from the click on */
async function playOther(what: 'undo' | 'plan', death?: Death): Promise<number> {
  const two = [contoso, tailspinToys];
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) {
    if ([...two, datum].some(({ tenantId }) => tenantId === id)) graph.tenant.partners.set(id, partner);
  }
  const wall = new Wall();
  const time = new Time();
  const next = (store: string, end?: Death): Life => new Life(graph.url, wall, time, settings, store, end);
  const opener = next(newStore());
  let left = opener;
  if (what === 'undo') {
    await begun(opener, wall, `disable sync for ${two.map(({ tenantId }) => tenantId).join(', ')}`, '1');
    [left] = await playedOn(opener, time, next, undefined);
    expect([...two, datum].map(isOn)).toEqual([false, false, true]);
    const { changes } = await left.store.history(null, 50, 0);
    const id = changes.find(({ proposal }) => proposal.plan.many !== undefined)?.proposal.id ?? 'no list';
    await begun(left, wall, `undo ${id}`, '2', { byBen: true });
  } else {
    const wanted = two.map(({ tenantId }) => `  - tenant: ${tenantId}\n    synchronization: {users: false}\n`).join('');
    wall.attached = `version: 1\norganization: ${HOME}\npartners:\n${wanted}`;
    await begun(opener, wall, 'plan because of the review', '1', { hasFile: true });
  }
  const before = graph.requests.length;
  const [last, calls] = await playedOn(left, time, next, death);
  expect([...two, datum].map(isOn)).toEqual(what === 'undo' ? [true, true, true] : [false, false, true]);
  const written = graph.requests.slice(before).filter(({ method, effect }) => method !== 'GET' && effect);
  expect(written.length).toBeLessThanOrEqual(two.length);
  const { changes } = await last.store.history(null, 50, 0);
  const parts = changes.filter(({ proposal, status }) => proposal.partOf !== undefined && status.state === 'applied');
  expect(parts).toHaveLength(what === 'undo' ? 4 : 2);
  for (const life of new Set([opener, left, last])) life.end();
  return calls;
}

test.each(['undo', 'plan'] as const)(
  'killed while it is carried out: %s of many',
  { timeout: 10 * 60_000 },
  async (what) => {
    const calls = await playOther(what);
    expect(calls).toBeGreaterThan(10);
    await dieAtEach(calls, (death) => playOther(what, death), stepOf(calls));
  },
);

test('killed, and down for hours then: each as asked for, once', { timeout: 10 * 60_000 }, async () => {
  const calls = await play();
  await dieAtEach(calls, (death) => play({ ...death, downMs: DOWN_MS }), Math.ceil(calls / 4));
});

test(
  'killed at every fourth call while a list is carried out: each as asked for, once',
  { timeout: 20 * 60_000 },
  async () => {
    const calls = await play();
    expect(calls).toBeGreaterThan(10);
    await dieAtEach(calls, play, STEP);
  },
);
