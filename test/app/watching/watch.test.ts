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

beforeEach(async () => {
  store = opened(':memory:');
  await store.beginWatch([{ tenantId, state: OFF }], NOW);
  const ports = {
    store,
    directory: { read: () => Promise.resolve((readings.length > 1 ? readings.shift() : readings[0]) ?? null) },
    clock: { now: () => NOW + 2 * MINUTE, elapsed: () => 0, sleep: () => Promise.resolve() },
    ids: randomIds,
    log: createLog('silent', { write: () => undefined }),
  } as unknown as Ports;
  const lookup = {
    list: () => Promise.resolve([{ tenantId, state: listed }]),
    names: () => Promise.resolve([aTenant()]),
  } as unknown as PartnerLookup;
  bot = watcher(ports, { homeTenant: HOME }, lookup, NOW);
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

test('nor is a reading that is older, once another one shows what was written', async () => {
  await switchedOn();
  listed = OFF;
  readings = [OFF, OFF, ON];
  expect(await bot.look()).toMatchObject({ kind: 'looked', found: [] });
});

test('but what every reading shows is one, even when it is what was there before', async () => {
  await switchedOn();
  listed = OFF;
  readings = [OFF];
  expect(await bot.look()).toMatchObject({ kind: 'looked', found: [{ before: live(ON), after: live(OFF) }] });
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
