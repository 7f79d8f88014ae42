import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGraph, type GraphSimulator, type Partner } from '../../src/simulator/graph.ts';
import { believableTenant, organizations } from '../../src/simulator/seed/seed.ts';
import { HOME } from './ada.ts';
import { dieAtEach, Life, livesBy, newStore, Time, Wall, type Death } from './life.ts';
import { begun, playedOn } from './played-on.ts';

/**
 * A freeze, and the thaw after it, and a process that is killed at any call to the outside while it goes on. Another one goes
 * on from what is stored: everything is closed, each partner once, and comes back just as it was.
 */

/** A life at each call would take most of an hour; the calls repeat themselves from partner to partner. */
const STEP = 7;
/** Few enough for that. */
const OF = [organizations.contoso, organizations.litware, organizations.fabrikam];

let graph: GraphSimulator;
beforeAll(async () => {
  graph = await startGraph({ tenant: believableTenant() });
});
afterAll(() => graph.close());

const settingsOf = ({ identitySynchronization: policy, automaticUserConsentSettings: redemption }: Partner) => [
  policy?.userSyncInbound?.isSyncAllowed ?? null,
  redemption?.inboundAllowed ?? null,
  redemption?.outboundAllowed ?? null,
];
const all = () => [...graph.tenant.partners.values()].map(settingsOf);
const settings = livesBy(HOME, { appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' });

/** A store of its own, and whoever lives on it. @param home whose default is looked at; left out: nobody’s */
function stage(home?: typeof settings.homeTenant) {
  const wall = new Wall();
  const time = new Time();
  const next = (store: string, end?: Death): Life => new Life(graph.url, wall, time, settings, store, end, home);
  return { wall, time, next, opener: next(newStore()) };
}

/** @returns how many calls each of both made from the click on */
async function play(what: 'freeze' | 'thaw' | 'neither', death?: Death): Promise<readonly [number, number]> {
  few();
  const before = all();
  const { wall, time, next, opener } = stage();
  await begun(opener, wall, 'freeze all because of an incident', '1');
  const [freezer, freezing] = await playedOn(opener, time, next, what === 'freeze' ? death : undefined);
  expect(
    all()
      .flat()
      .filter((value) => value === true),
  ).toEqual([]);
  await begun(freezer, wall, 'thaw', '2');
  const [thawer, thawing] = await playedOn(freezer, time, next, what === 'thaw' ? death : undefined);
  expect(all()).toEqual(before);
  const { changes } = await thawer.store.history(null, 50, 0);
  const parts = changes.filter(({ proposal }) => proposal.partOf !== undefined);
  // What was begun and never sent is begun again; nobody is changed twice.
  const applied = parts.filter(({ status }) => status.state === 'applied');
  expect(applied).toHaveLength(2 * new Set(parts.map(({ proposal }) => proposal.plan.tenantId)).size);
  for (const life of new Set([opener, freezer, thawer])) life.end();
  return [freezing, thawing];
}

/** A freeze with what applies by default, of one partner. @returns how many calls it took from the click on */
async function playDefault(death?: Death): Promise<number> {
  graph.tenant.partners.clear();
  const [id, partner] = [...believableTenant().partners].find(([one]) => one === organizations.contoso.tenantId) ?? [];
  if (id !== undefined && partner !== undefined) graph.tenant.partners.set(id, partner);
  const { defaultConfiguration } = graph.tenant;
  const trusted = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
  defaultConfiguration.inboundTrust = trusted;
  const before = all();
  const { wall, time, next, opener } = stage(settings.homeTenant);
  await begun(opener, wall, 'freeze all and default because of an incident', '1');
  const [freezer, calls] = await playedOn(opener, time, next, death);
  expect(all().flat()).not.toContain(true);
  expect(defaultConfiguration.inboundTrust).toEqual({ ...trusted, isMfaAccepted: false });
  await begun(freezer, wall, 'thaw', '2');
  const [thawer] = await playedOn(freezer, time, next, undefined);
  expect(all()).toEqual(before);
  expect(defaultConfiguration.inboundTrust).toEqual(trusted);
  for (const life of new Set([opener, freezer, thawer])) life.end();
  return calls;
}

function few(): void {
  graph.tenant.partners.clear();
  for (const [id, partner] of believableTenant().partners) {
    if (OF.some(({ tenantId }) => tenantId === id)) graph.tenant.partners.set(id, partner);
  }
}

/** A freeze that is confirmed while a thaw is carried out. @returns how many calls it took from its click on */
async function playAgain(death?: Death): Promise<number> {
  few();
  const before = all();
  const { wall, time, next, opener } = stage();
  await begun(opener, wall, 'freeze all because of an incident', '1');
  const [freezer] = await playedOn(opener, time, next, undefined);
  await begun(freezer, wall, 'thaw', '2');
  await begun(freezer, wall, 'freeze all because there are more', '3');
  const [again, calls] = await playedOn(freezer, time, next, death);
  expect(all().flat()).not.toContain(true);
  await begun(again, wall, 'thaw', '4');
  const [thawer] = await playedOn(again, time, next, undefined);
  expect(all()).toEqual(before);
  for (const life of new Set([opener, freezer, again, thawer])) life.end();
  return calls;
}

/** A freeze of what somebody had opened past the bot. @returns how many calls it took from the click on */
async function playPast(death?: Death): Promise<number> {
  few();
  const { wall, time, next, opener } = stage(settings.homeTenant);
  await opener.bot.watch();
  const decided = all();
  const past = graph.tenant.partners.get(organizations.fabrikam.tenantId);
  if (past === undefined) throw new Error('no Fabrikam');
  const policy = { displayName: 'Somebody’s', groupSyncInbound: null };
  past.identitySynchronization = { ...policy, userSyncInbound: { isSyncAllowed: true } };
  past.automaticUserConsentSettings = { inboundAllowed: true, outboundAllowed: true };
  await begun(opener, wall, 'freeze all because of an incident', '1');
  const [freezer, calls] = await playedOn(opener, time, next, death);
  expect(all().flat()).not.toContain(true);
  await begun(freezer, wall, 'thaw', '2');
  const [thawer] = await playedOn(freezer, time, next, undefined);
  const isOpen = (rows: ReturnType<typeof all>) => rows.map((row) => row.includes(true));
  expect(isOpen(all())).toEqual(isOpen(decided));
  expect(settingsOf(past)).not.toContain(true);
  for (const life of new Set([opener, freezer, thawer])) life.end();
  return calls;
}

/** Of what is like it, so many deaths are enough. */
const MOST_DEATHS = 10;

test('killed while a freeze closes the default, too', { timeout: 10 * 60_000 }, async () => {
  const calls = await playDefault();
  expect(calls).toBeGreaterThan(10);
  await dieAtEach(calls, playDefault, Math.ceil(calls / MOST_DEATHS));
});

test.each([
  ['is confirmed while a thaw is carried out', playAgain],
  ['finds what was opened past the bot', playPast],
])('killed while a freeze goes on that %s', { timeout: 20 * 60_000 }, async (_, playing) => {
  const calls = await playing();
  expect(calls).toBeGreaterThan(10);
  await dieAtEach(calls, playing, Math.ceil(calls / MOST_DEATHS));
});

/** Longer than anybody has to decide. */
const DOWN_MS = 3 * 60 * 60_000;

test.each(['freeze', 'thaw'] as const)(
  'killed, and down for hours then: %s',
  { timeout: 20 * 60_000 },
  async (what) => {
    const [freezing, thawing] = await play('neither');
    const calls = what === 'freeze' ? freezing : thawing;
    await dieAtEach(calls, (death) => play(what, { ...death, downMs: DOWN_MS }), Math.ceil(calls / 4));
  },
);

test.each(['freeze', 'thaw'] as const)(
  'killed at every seventh call while it goes on: %s',
  { timeout: 40 * 60_000 },
  async (what) => {
    const [freezing, thawing] = await play('neither');
    const calls = what === 'freeze' ? freezing : thawing;
    expect(calls).toBeGreaterThan(10);
    await dieAtEach(calls, (death) => play(what, death), STEP);
  },
);
