import { beforeEach, describe, expect, test } from 'vitest';
import { endKeeper } from '../../../src/app/changing/ends/keep-ends.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import type { EndingDoor } from '../../../src/domain/ends/door.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aConversation, aDrift, aTenant, changeIdOf, driftIdOf, MINUTE, NOW } from '../../builders.ts';
import { ADA, claimed, OFF, ON, TENANT, World, writeStarted } from '../world.ts';

const AT = NOW + 10 * DAY_MS;
const ALL = JSON.stringify({ usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers' }] } });
const DIRECT = { name: 'b2bDirectConnectInbound', fingerprint: 'a', value: ALL };
const shut: PartnerConfiguration = { ...OFF, others: [] };
const directOnly: PartnerConfiguration = { ...OFF, others: [DIRECT] };
const both: PartnerConfiguration = { ...ON, others: [DIRECT] };

let world: World;
beforeEach(async () => {
  world = new World(shut);
  await world.store.beginWatch([{ tenantId: TENANT, state: shut }], NOW);
});

/** Ada accepts until then what somebody has opened. */
async function accepted(after: PartnerConfiguration, doors: readonly EndingDoor[]): Promise<void> {
  const drift = aDrift({ partner: aTenant({ tenantId: TENANT }), before: live(shut), after: live(after) });
  await world.store.recordLook([{ kind: 'drifted', tenantId: TENANT, revision: 1, drift }], NOW + MINUTE);
  const until = { at: AT, doors, place: aConversation({ conversationType: 'personal' }) };
  await world.store.moveDrift(drift, { kind: 'accepted', by: ADA, reason: 'agreed', at: NOW + 2 * MINUTE, until });
  world.partner = after;
}
async function look(at: number): Promise<void> {
  world.now = Math.max(world.now, at);
  const ends = endKeeper(
    world.ports,
    { ...world.settings, approvals: 'risk' as const, appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' },
    world.applier(),
  );
  for (let n = 0; n < 6; n += 1) {
    await ends.keep();
    await world.rest();
    world.now += 1_000;
  }
}
const cameTo = async () => (await world.store.ending(driftIdOf(1)))?.end.came?.how;
const open = async (): Promise<readonly Drift[]> => (await world.store.watched()).drifts;
const right = async () => (await world.store.watched()).baselines[0]?.state;
const words = async () =>
  [...(await world.store.unsent()), ...(await world.store.circulars())].map(({ letter }) =>
    'word' in letter ? `${letter.kind} ${letter.word.kind}` : letter.kind,
  );

describe('what was accepted until a day, and no end closes', () => {
  test('is told before, and a drift again then', async () => {
    await accepted(directOnly, []);
    await look(AT - DAY_MS);
    expect(await words()).toEqual(['administrator endNears', 'circular endNears']);
    await look(AT);
    expect([await cameTo(), world.sent]).toEqual(['anew', []]);
    expect(await open()).toMatchObject([{ before: live(shut), after: live(directOnly), guarded: true, end: null }]);
    expect(await right()).toEqual(shut);
    expect(await words()).toContain('circular driftUnheard');
    expect(await words()).toContain('administrator endCame');
    expect(await world.store.driftContradictions(driftIdOf(1))).toEqual([]);
  });

  test('is a drift again beside what was closed', async () => {
    await accepted(both, ['userSync']);
    await look(AT);
    expect([await cameTo(), world.partner]).toEqual(['anew', directOnly]);
    expect(await open()).toMatchObject([{ before: live(shut), after: live(directOnly) }]);
  });

  test('is a drift again also where of the rest people are asked', async () => {
    await accepted(both, ['userSync']);
    const plan = { tenantId: TENANT, before: live(OFF), after: live(ON) };
    await world.moved(await world.stored({ id: changeIdOf(7), plan }), claimed, writeStarted, {
      kind: 'applied',
      found: live(ON),
      at: NOW + 3 * MINUTE,
    });
    await look(AT);
    expect([await cameTo(), world.partner]).toEqual(['asked', both]);
    // What somebody has decided anew is no drift.
    expect(await open()).toMatchObject([{ before: live({ ...ON, others: [] }), after: live(both) }]);
  });

  test('is nothing to ask about where it is closed by then, and nobody is told before', async () => {
    await accepted(directOnly, []);
    const closed = aDrift({ id: driftIdOf(2), partner: aTenant({ tenantId: TENANT }), before: live(directOnly) });
    const found = { ...closed, after: live(shut) };
    await world.store.recordLook([{ kind: 'drifted', tenantId: TENANT, revision: 2, drift: found }], NOW + 3 * MINUTE);
    world.partner = shut;
    await look(AT - DAY_MS);
    expect(await words()).toEqual([]);
    await look(AT);
    expect([await cameTo(), (await open()).map(({ id }) => id)]).toEqual(['nothing', [driftIdOf(2)]]);
  });
});
