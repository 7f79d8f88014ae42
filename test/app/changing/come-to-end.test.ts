import { beforeEach, describe, expect, test } from 'vitest';
import { endKeeper, type EndKeeper } from '../../../src/app/changing/ends/keep-ends.ts';
import type { Drift } from '../../../src/domain/drift/drift.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import type { EndingDoor } from '../../../src/domain/ends/door.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { planOfMany } from '../../../src/domain/policy/plan.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aChange, aConversation, aDrift, aTenant, changeIdOf, driftIdOf, MINUTE, NOW } from '../../builders.ts';
import { ADA, claimed, OFF, ON, TENANT, World, writeStarted } from '../world.ts';

const AT = NOW + 10 * DAY_MS;
const ALL = JSON.stringify({ usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers' }] } });
const DIRECT = { name: 'b2bDirectConnectInbound', fingerprint: 'a', value: ALL };
const shut: PartnerConfiguration = { ...OFF, others: [] };
const directOnly: PartnerConfiguration = { ...OFF, others: [DIRECT] };
const both: PartnerConfiguration = { ...ON, others: [DIRECT] };

const DIRECT_AND_B2B: PartnerConfiguration = {
  ...directOnly,
  others: [DIRECT, { ...DIRECT, name: 'b2bCollaborationInbound' }],
};

const settings = { approvals: 'risk' as const, appId: '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5' };
let world: World;
let ends: EndKeeper;
beforeEach(async () => {
  world = new World(shut);
  ends = endKeeper(world.ports, { ...world.settings, ...settings }, world.applier());
  await world.store.beginWatch([{ tenantId: TENANT, state: shut }], NOW);
});

/** Somebody has changed it. @param n which drift it is, and how many minutes later it is found */
async function found(after: PartnerConfiguration, n = 1, before = right()): Promise<Drift> {
  const states = { before: live((await before) ?? null), after: live(after) };
  const at = NOW + n * 2 * MINUTE;
  const drift = aDrift({ id: driftIdOf(n), partner: aTenant({ tenantId: TENANT }), ...states, detectedAt: at });
  const [{ revision } = { revision: 0 }] = (await world.store.watched()).baselines;
  await world.store.recordLook([{ kind: 'drifted', tenantId: TENANT, revision, drift }], at);
  world.partner = after;
  return drift;
}
/** Ada accepts it until then. @param end null: for good */
async function accept(drift: Drift, doors: readonly EndingDoor[], end: number | null = AT): Promise<void> {
  const place = aConversation({ conversationType: 'personal' });
  const until = end === null ? {} : { until: { at: end, doors, place } };
  await world.store.moveDrift(drift, {
    kind: 'accepted',
    by: ADA,
    reason: 'agreed',
    at: drift.detectedAt + MINUTE,
    ...until,
  });
}
const accepted = async (after: PartnerConfiguration, doors: readonly EndingDoor[]): Promise<void> =>
  accept(await found(after), doors);
async function look(at: number): Promise<void> {
  world.now = Math.max(world.now, at);
  for (let n = 0; n < 6; n += 1) {
    await ends.keep();
    await world.rest();
    world.now += 1_000;
  }
}
const cameTo = async (n = 1) => (await world.store.ending(driftIdOf(n)))?.end.came?.how;
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
      at: NOW + 5 * MINUTE,
    });
    await look(AT);
    expect([await cameTo(), world.partner]).toEqual(['asked', both]);
    // What somebody has decided anew is no drift.
    expect(await open()).toMatchObject([{ before: live({ ...ON, others: [] }), after: live(both) }]);
  });

  test('is nothing to ask about where it is closed by then, and nobody is told before', async () => {
    await accepted(directOnly, []);
    await found(shut, 2);
    await look(AT - DAY_MS);
    expect(await words()).toEqual([]);
    await look(AT);
    expect([await cameTo(), (await open()).map(({ id }) => id)]).toEqual(['nothing', [driftIdOf(2)]]);
  });

  test('is a drift again also where it closed something, as far as it is so still', async () => {
    const closed = { ...ON, automaticRedemption: { inbound: false, outbound: null } };
    await accept(await found(ON), [], null);
    await accept(await found({ ...OFF, ...closed, identitySynchronization: OFF.identitySynchronization }, 2), []);
    await look(AT - DAY_MS);
    expect(await words()).toEqual(['administrator endNears', 'circular endNears']);
    await found(closed, 3);
    await look(AT);
    expect([await cameTo(2), world.sent]).toEqual(['anew', []]);
    expect(await open()).toMatchObject([{ before: live(ON), after: live(closed), guarded: false }]);
  });

  describe('of two that accepted the same', () => {
    const twice = async (end: number | null): Promise<void> => {
      await accepted(directOnly, []);
      await accept(await found(shut, 2), [], null);
      await accept(await found(directOnly, 3), [], end);
    };

    test.each([
      ['a later end', AT + 10 * DAY_MS],
      ['for good', null],
    ] as const)('%s counts', async (_, end) => {
      await twice(end);
      await look(AT - DAY_MS);
      expect(await words()).toEqual([]);
      await look(AT);
      expect([await cameTo(), await open()]).toEqual(['replaced', []]);
      if (end === null) return;
      await look(end);
      expect(await cameTo(3)).toBe('anew');
      expect(await open()).toMatchObject([{ before: live(shut), after: live(directOnly) }]);
    });
  });

  describe('while everything is frozen', () => {
    /** It was, and made this of the partner. @returns what thaws it */
    const frozen = (before: PartnerConfiguration, after: PartnerConfiguration): (() => void) => {
      const status = { state: 'applied', by: ADA, at: NOW, found: live(after) } as const;
      const plan = { tenantId: TENANT, before: live(before), after: live(after) };
      const whole = aChange({ proposal: { plan: planOfMany({ kind: 'freeze', members: [], left: [] }) }, status });
      const was = { ...world.store };
      Object.assign(world.store, {
        freezes: () => Promise.resolve([whole]),
        partsAbout: () => Promise.resolve([aChange({ proposal: { plan, partOf: whole.proposal.id }, status })]),
      });
      world.partner = after;
      return () => {
        Object.assign(world.store, was);
        world.partner = before;
      };
    };

    test('waits for the thaw where that has closed it, and is a drift again then', async () => {
      await accepted(directOnly, []);
      const thaw = frozen(directOnly, shut);
      await look(AT);
      await look(AT + 20 * MINUTE);
      expect([await cameTo(), await open(), await words()]).toEqual([undefined, [], []]);
      thaw();
      await look(AT + 22 * MINUTE);
      expect(await cameTo()).toBe('anew');
      expect(await open()).toMatchObject([{ before: live(shut), after: live(directOnly) }]);
    });

    test('does not wait where it is there all the same', async () => {
      await accepted(directOnly, []);
      frozen(both, directOnly);
      await look(AT);
      expect(await cameTo()).toBe('anew');
    });

    test('does not wait for what somebody else has taken back of it', async () => {
      await accepted(DIRECT_AND_B2B, []);
      frozen(both, directOnly);
      await look(AT);
      expect(await cameTo()).toBe('anew');
    });

    test.each<readonly [string, PartnerConfiguration, readonly EndingDoor[]]>([
      ['another part', DIRECT_AND_B2B, []],
      ['what closes by itself', both, ['userSync']],
    ])('is told as late where %s waits for the thaw', async (_, opened, doors) => {
      await accepted(opened, doors);
      const thaw = frozen(opened, directOnly);
      await look(AT);
      await look(AT + 6 * MINUTE);
      expect([await cameTo(), await words()]).toEqual([undefined, []]);
      await look(AT + 20 * MINUTE);
      expect([await cameTo(), await words()]).toEqual([undefined, ['circular endOverdue']]);
      thaw();
      await look(AT + 22 * MINUTE);
      expect(await cameTo()).toBe('anew');
    });
  });
});
