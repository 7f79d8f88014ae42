import { beforeEach, expect, test } from 'vitest';
import type { PartnerLookup } from '../../../src/app/finding/partner-lookup.ts';
import { wordSpreader } from '../../../src/app/telling/letters/spread-words.ts';
import { watcher } from '../../../src/app/watching/watch.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import { aConversation, aTenant, HOME, MINUTE, NOW, tenantIdOf } from '../../builders.ts';
import { ADA, BEN, MISTAKE, World } from '../world.ts';

/** Looks that find much where no conversation hears, and may end anywhere. */

const COUNT = 200;
const OFF = withUserSync(null, false, 'Fabrikam');
const RENAMED = withUserSync(null, false, 'Renamed');
const ON = withUserSync(null, true, 'Fabrikam');
const TENANTS = Array.from({ length: COUNT }, (_, n) => tenantIdOf(n + 1));
/** Found in the first part of a look, since it opens the tenant. */
const OPENED = TENANTS[150];

let world: World;
/** From which reading on something is wrong. */
let fails: (nth: number) => Promise<void>;
let read: number;
beforeEach(async () => {
  world = new World();
  read = 0;
  fails = () => Promise.resolve();
  const stateOf = (tenantId: string) => (tenantId === OPENED ? ON : RENAMED);
  world.directory.read = async (tenantId) => {
    // What applies by default is read beside the list.
    if (tenantId === HOME) return null;
    await fails((read += 1));
    return stateOf(tenantId);
  };
  await world.store.beginWatch(
    TENANTS.map((tenantId) => ({ tenantId, state: OFF })),
    NOW,
  );
  world.now += 2 * MINUTE;
  lookup = {
    list: () => Promise.resolve(TENANTS.map((tenantId) => ({ tenantId, state: stateOf(tenantId) }))),
    nameAnew: (tenantId: TenantId) => Promise.resolve(aTenant({ tenantId })),
  } as unknown as PartnerLookup;
});
let lookup: PartnerLookup;

const look = () =>
  watcher(world.ports, { homeTenant: HOME, approvals: 'self' }, lookup, NOW, () => Promise.resolve()).look();
const circulars = async () => (await world.store.circulars()).map(({ letter }) => letter.word);
const drifts = async () => (await world.store.watched()).drifts;
/** What every administrator is told by the process that is there then. */
const told = async () => {
  world.now += MINUTE;
  await wordSpreader(world.ports).spread();
  await world.rest();
  const letters = (await world.store.unsent()).flatMap(({ letter }) =>
    letter.kind === 'administrator' ? [letter] : [],
  );
  return [ADA, BEN].map(({ objectId }) => letters.filter(({ to }) => to === objectId).map(({ word }) => word));
};
const openedDrift = async () => (await drifts()).find(({ partner }) => partner.tenantId === OPENED)?.id;

test('what opens is told with the first part, and all the rest together', async () => {
  await look();
  expect(await drifts()).toHaveLength(COUNT);
  const [ofAda, ofBen] = await told();
  expect(ofAda).toEqual([
    { kind: 'driftUnheard', drift: await openedDrift(), more: 15, from: null },
    expect.objectContaining({ kind: 'driftUnheard', more: COUNT - 16 - 1 }),
  ]);
  expect(ofBen).toEqual(ofAda);
});

test.each([17, 81, 145])('what was found before a look throws is told, all of it (reading %i)', async (nth) => {
  fails = (now) => (now >= nth ? Promise.reject(MISTAKE) : Promise.resolve());
  await expect(look()).rejects.toBe(MISTAKE);
  const found = (await drifts()).length;
  expect(found).toBe(nth - 1);
  const [words = []] = await told();
  expect(words.length).toBe(nth === 17 ? 1 : 2);
  const counted = words.reduce((sum, word) => sum + 1 + (word.kind === 'driftUnheard' ? word.more : 0), 0);
  expect(counted).toBe(found);
});

test.each([17, 81, 145])('where the process dies in it, too (reading %i)', async (nth) => {
  fails = (now) => (now >= nth ? new Promise(() => undefined) : Promise.resolve());
  void look();
  while (read < nth) await new Promise((resolve) => setImmediate(resolve));
  const found = (await drifts()).length;
  expect(found).toBe(nth - 1);
  const [words = []] = await told();
  expect(words.reduce((sum, word) => sum + 1 + (word.kind === 'driftUnheard' ? word.more : 0), 0)).toBe(found);
});

test('nothing goes to anybody alone where a conversation hears', async () => {
  await world.store.subscribe({ conversation: aConversation(), topics: ['drift'], by: BEN, at: NOW, state: 'alive' });
  await look();
  expect(await circulars()).toEqual([]);
});
