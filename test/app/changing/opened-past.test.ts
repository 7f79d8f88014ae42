import { beforeEach, expect, test } from 'vitest';
import { manyKeeper, type ManyKeeper } from '../../../src/app/changing/many/keep-many.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import { detected } from '../../../src/domain/drift/drift.ts';
import type { TenantId } from '../../../src/domain/ids.ts';
import { frozenPlan } from '../../../src/domain/policy/freeze.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { stateAfter } from '../../../src/domain/policy/step.ts';
import { aTenant, changeIdOf, driftIdOf, NOW, tenantIdOf } from '../../builders.ts';
import { claimed, OFF, ON, World, writeStarted } from '../world.ts';

/** What somebody opened past the bot is looked at before a freeze closes it, and the part that closes it says so. */

let world: World;
let keeper: ManyKeeper;
let states: Map<TenantId, PartnerState>;
let looked: number;
/** How a look ends. */
let look: () => Promise<unknown>;
beforeEach(() => {
  world = new World();
  states = new Map();
  looked = 0;
  look = () => Promise.resolve();
  world.directory.read = (tenantId) => Promise.resolve(states.get(tenantId) ?? null);
  world.directory.write = (tenantId, step) => {
    states.set(tenantId, stateAfter(live(states.get(tenantId) ?? null), step).partner);
    return Promise.resolve({ requestIds: [] });
  };
  const lookup = {
    list: () => Promise.resolve([...states].map(([tenantId, state]) => ({ tenantId, state }))),
    names: (ids: readonly TenantId[]) => Promise.resolve(ids.map((tenantId) => aTenant({ tenantId }))),
  };
  keeper = manyKeeper(world.ports, world.settings, world.applier(), lookup, () => {
    looked += 1;
    return look();
  });
});

/** A freeze of partners that are all open: so many of them as was decided, after so many that nobody has accepted. */
async function begun(unaccepted: number, decided: number): Promise<Change> {
  const ids = Array.from({ length: unaccepted + decided }, (_, n) => tenantIdOf(n + 1));
  for (const tenantId of ids) states.set(tenantId, ON);
  await world.store.beginWatch(
    ids.map((tenantId, n) => ({ tenantId, state: n < unaccepted ? OFF : ON })),
    NOW,
  );
  const members = ids.map((tenantId) => ({
    partner: aTenant({ tenantId }),
    plan: frozenPlan(tenantId, live(ON)),
  }));
  const plan = planOfMany({ kind: 'freeze', members, left: [] });
  return world.moved(await world.stored({ plan }), { ...claimed, at: world.now }, { ...writeStarted, at: world.now });
}
/** What runs in the background goes on; some of it never ends. */
async function turns(): Promise<void> {
  for (let n = 0; n < 100; n += 1) await new Promise((resolve) => setImmediate(resolve));
}
async function seconds(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await keeper.keep();
    await turns();
    world.now += 1_000;
  }
}
const parts = async () =>
  (await world.store.partsOf(changeIdOf(1))).map(({ proposal: { plan, unaccepted } }) => [
    plan.tenantId,
    unaccepted ?? false,
  ]);

test('what was decided is closed at once, by whom one look keeps waiting, however many they are', async () => {
  await begun(5, 2);
  let end = (): void => undefined;
  look = () => new Promise<void>((resolve) => (end = resolve));
  await seconds(3);
  expect([await parts(), looked]).toEqual([[6, 7].map((n) => [tenantIdOf(n), false]), 1]);
  end();
  await seconds(4);
  const later = [1, 2, 3, 4, 5].map((n) => [tenantIdOf(n), true]);
  expect(await parts()).toEqual(expect.arrayContaining(later));
  expect([(await world.store.get(changeIdOf(1)))?.status.state, looked]).toEqual(['applied', 1]);
});

test.each<readonly [string, () => Promise<unknown>, number]>([
  ['has no end', () => new Promise(() => undefined), 10],
  ['fails', () => Promise.reject(new Error('no look')), 1],
])('a look that %s holds up no freeze', async (_, how, after) => {
  await begun(1, 0);
  look = how;
  await seconds(after);
  expect(await parts()).toEqual([]);
  await seconds(1);
  expect(await parts()).toEqual([[tenantIdOf(1), true]]);
});

test('what is known is not looked at again, and was not accepted all the same', async () => {
  await begun(1, 0);
  const found = { partner: aTenant({ tenantId: tenantIdOf(1) }), before: live(OFF), after: live(ON) };
  const times = { detectedAt: NOW, lastSeenAt: NOW, whileDown: false, follows: null };
  const drift = detected({ id: driftIdOf(1), ...found, ...times });
  await world.store.recordLook([{ tenantId: tenantIdOf(1), revision: 1, kind: 'drifted', drift }], NOW);
  await seconds(3);
  expect([await parts(), looked]).toEqual([[[tenantIdOf(1), true]], 0]);
  expect((await world.store.drift(driftIdOf(1)))?.status).toMatchObject({ state: 'reverted' });
});

test('before the first look nobody knows how it should be', async () => {
  const ids = [tenantIdOf(1)];
  for (const tenantId of ids) states.set(tenantId, ON);
  const members = ids.map((tenantId) => ({ partner: aTenant({ tenantId }), plan: frozenPlan(tenantId, live(ON)) }));
  const plan = planOfMany({ kind: 'freeze', members, left: [] });
  await world.moved(await world.stored({ plan }), claimed, writeStarted);
  await seconds(1);
  expect([await parts(), looked]).toEqual([[[tenantIdOf(1), false]], 0]);
});
