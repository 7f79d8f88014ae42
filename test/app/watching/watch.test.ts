import type { TenantId } from '../../../src/domain/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import type { PartnerLookup } from '../../../src/app/finding/partner-lookup.ts';
import type { Ports, Store } from '../../../src/app/ports.ts';
import { watcher, type Watcher } from '../../../src/app/watching/watch.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { randomIds } from '../../../src/runtime/ids.ts';
import {
  aChange,
  after,
  anEntry,
  aPerson,
  aTenant,
  HOME,
  MINUTE,
  NOW,
  tenantIdOf,
  theProposal,
} from '../../builders.ts';
import { opened } from '../../store/support.ts';

/** Graph whose replicas do not agree, which the simulator's always do. */

const tenantId = tenantIdOf(1);
const OFF = withUserSync(null, false, 'Fabrikam');
const ON = withUserSync(null, true, 'Fabrikam');

let store: Store;
let listed: PartnerState;
/** What the readings of the one partner give, one after the other; the last one again and again. */
let readings: PartnerState[];
let bot: Watcher;
let passed: number;

beforeEach(async () => {
  passed = 0;
  store = opened(':memory:');
  await store.beginWatch([{ tenantId, state: OFF }], NOW);
  const ports = {
    store,
    directory: {
      read: (of: TenantId) =>
        // What applies by default is read beside the list.
        Promise.resolve(of === HOME ? null : ((readings.length > 1 ? readings.shift() : readings[0]) ?? null)),
    },
    clock: {
      now: () => NOW + 2 * MINUTE + passed,
      elapsed: () => passed,
      sleep: (milliseconds: number) => {
        passed += milliseconds;
        return Promise.resolve();
      },
    },
    ids: randomIds,
    log: createLog('silent', { write: () => undefined }),
  } as unknown as Ports;
  const lookup = {
    list: () => Promise.resolve([{ tenantId, state: listed }]),
    nameAnew: () => Promise.resolve(aTenant()),
  } as unknown as PartnerLookup;
  bot = watcher(ports, { homeTenant: HOME, approvals: 'self' }, lookup, NOW, () => Promise.resolve());
});

/** The bot switches sync on, and reads it back. */
async function switchedOn(): Promise<void> {
  let change = aChange({ proposal: { plan: { tenantId, before: live(OFF), after: live(ON) } } });
  await store.insert(change, theProposal(change));
  for (const event of [
    { kind: 'claimed', by: aPerson(), at: NOW },
    { kind: 'writeStarted', at: NOW },
    { kind: 'applied', found: live(ON), at: NOW + MINUTE },
  ] as const) {
    change = after(change, event);
    await store.advance(change, anEntry(change, event));
  }
}

test('a list that is older than what the bot wrote is no drift', async () => {
  await switchedOn();
  listed = OFF;
  readings = [ON];
  expect(await bot.look()).toMatchObject({ kind: 'looked', found: [] });
});

const found = async () => (await store.watched()).drifts;

test('nor is a reading that is older, once another one shows what was written', async () => {
  await switchedOn();
  listed = OFF;
  readings = [OFF, OFF, ON];
  await bot.watch();
  expect(await found()).toEqual([]);
});

test('but what every look shows is one, even when it is what was there before: after three looks and five seconds', async () => {
  await switchedOn();
  listed = OFF;
  readings = [OFF];
  for (let looks = 1; looks < 3; looks += 1) expect(await bot.look()).toMatchObject({ kind: 'looked', found: [] });
  passed = 4_999;
  expect(await bot.look()).toMatchObject({ found: [] });
  passed = 5_000;
  expect(await bot.look()).toMatchObject({ kind: 'looked', found: [{ before: live(ON), after: live(OFF) }] });
});

test('looks are taken closer together until that is known', async () => {
  await switchedOn();
  listed = OFF;
  readings = [OFF];
  await bot.watch();
  expect(await found()).toMatchObject([{ before: live(ON), after: live(OFF) }]);
  expect(passed).toBeLessThan(6_000);
});

test.each([
  ['on and off by turns', [OFF, ON, OFF, ON, OFF, ON, OFF, ON]],
  ['old for a while', [OFF, OFF, OFF, OFF, ON]],
  ['old for long enough, but not in each of the last readings', [OFF, OFF, OFF, OFF, OFF, OFF, ON]],
])('a drift that was just found is found once, where replicas are %s', async (_, replicas) => {
  listed = ON;
  readings = [ON];
  await bot.watch();
  const [first] = await found();
  expect(first).toMatchObject({ before: live(OFF), after: live(ON) });
  listed = OFF;
  readings = [...replicas];
  await bot.watch();
  expect(await found()).toEqual([first]);
});

test('a drift that was just found is gone when every look shows that, and what was gone is found anew only then', async () => {
  listed = ON;
  readings = [ON];
  await bot.watch();
  for (const state of [OFF, ON]) {
    listed = state;
    readings = [state];
    expect(await bot.look()).toMatchObject({ found: [] });
    expect(await found()).toHaveLength(state === OFF ? 1 : 0);
    await bot.watch();
    expect(await found()).toHaveLength(state === OFF ? 0 : 1);
  }
});

test('what was found long ago is gone, and found anew, at once', async () => {
  listed = ON;
  readings = [ON];
  await bot.watch();
  passed += 5 * MINUTE + 1;
  listed = OFF;
  readings = [OFF];
  await bot.look();
  expect(await found()).toEqual([]);
  passed += 5 * MINUTE + 1;
  listed = ON;
  readings = [ON];
  expect(await bot.look()).toMatchObject({ found: [{}] });
});

test('a partner that the list lacks but a reading has is not gone', async () => {
  listed = null;
  readings = [OFF];
  expect(await bot.look()).toMatchObject({ kind: 'looked', found: [] });
});

test('two looks at once find a drift once', async () => {
  listed = ON;
  readings = [ON];
  const looks = await Promise.all([bot.look(), bot.look()]);
  expect(looks.flatMap((look) => ('found' in look ? look.found : []))).toHaveLength(1);
});
