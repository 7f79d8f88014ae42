import { beforeEach, describe, expect, test } from 'vitest';
import { ownEffect } from '../../../src/app/watching/own-effect.ts';
import { conclude, isBehind, readPlanned, readUntil } from '../../../src/app/changing/read-back.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { Plan } from '../../../src/domain/policy/plan.ts';
import type { PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { aProblem, changeIdOf, HOME, MINUTE, NOW } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, claimed, MISTAKE, noTo, OFF, ON, TENANT, unreadable, World, writeStarted } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
const took = (): number => world.now - NOW;
const POLICYLESS = { ...ON, identitySynchronization: null };
const removal: Plan = { tenantId: TENANT, before: live(ON), after: live(null) };
const mixed = { ...partnerWith(true, null), automaticRedemption: { inbound: null, outbound: null } };

/** What the readings of the partner give, one after the other; the last one again and again. */
function shows(...states: readonly (PartnerState | Error)[]): void {
  let n = -1;
  world.directory.read = () => {
    n = Math.min(n + 1, states.length - 1);
    const state = states[n] ?? null;
    return state instanceof Error ? Promise.reject(state) : Promise.resolve(state);
  };
}

describe('reading what a plan is about', () => {
  test('reads the partner, and what was deleted only where the plan tells of that', async () => {
    world.directory.readDeleted = noTo(MISTAKE);
    expect(await readPlanned(world.ports, world.plan(ON))).toEqual({ kind: 'read', state: live(OFF) });
    const deleted = { policy: null, partner: null };
    world.directory.readDeleted = () => Promise.resolve(deleted);
    const before = { kind: 'partner', partner: OFF, deleted } as const;
    expect(await readPlanned(world.ports, { tenantId: TENANT, before, after: before })).toEqual({
      kind: 'read',
      state: before,
    });
  });

  test('reads the template where it is about that', async () => {
    const template = { kind: 'template', userSync: true, appliesTo: 'unknown' } as never;
    world.directory.template = () => Promise.resolve(template);
    world.directory.read = noTo(MISTAKE);
    const plan = { tenantId: HOME, before: template, after: template };
    expect(await readPlanned(world.ports, plan)).toEqual({ kind: 'read', state: template });
  });

  test('tells what went wrong, and passes a mistake of the program on', async () => {
    shows(unreadable({ kind: 'timeout' }));
    expect(await readPlanned(world.ports, world.plan(ON))).toMatchObject({
      kind: 'unread',
      problem: { kind: 'timeout' },
    });
    shows(MISTAKE);
    await expect(readPlanned(world.ports, world.plan(ON))).rejects.toBe(MISTAKE);
  });
});

describe('reading until it shows', () => {
  const plan = () => world.plan(ON);

  test('ends with the first reading that does', async () => {
    const wanted = plan();
    shows(OFF, unreadable(), partnerWith(null, true), ON, MISTAKE);
    expect(await readUntil(world.ports, wanted, 1)).toEqual({ kind: 'read', state: live(ON) });
    expect(took()).toBe(300 + 700 + 1_500);
  });

  test('waits for nothing where nothing need show', async () => {
    expect(await readUntil(world.ports, plan(), 0)).toEqual({ kind: 'read', state: live(OFF) });
    expect(took()).toBe(0);
  });

  test('waits where it is nowhere on the way', async () => {
    const wanted = plan();
    shows(partnerWith(null, true));
    expect(await readUntil(world.ports, wanted, 0)).toEqual({ kind: 'read', state: live(partnerWith(null, true)) });
    expect(took()).toBe(300 + 700 + 1_500 + 3_000);
  });

  test('ends with the last reading, whatever it was', async () => {
    const wanted = plan();
    shows(OFF, OFF, OFF, OFF, unreadable());
    expect(await readUntil(world.ports, wanted, 1)).toMatchObject({ kind: 'unread' });
  });
});

describe('a reading', () => {
  test('is behind what Graph said to be done, or not', () => {
    expect(isBehind(removal, live(ON), 1)).toBe(true);
    expect(isBehind(removal, live(POLICYLESS), 1)).toBe(false);
    expect(isBehind(removal, live(null), 1)).toBe(false);
    expect(isBehind(removal, live(ON), 0)).toBe(false);
    expect(isBehind(removal, live(partnerWith(false, true)), 1)).toBe(false);
  });

  test('that shows one part as it was and another as it is to be is an old one in parts', () => {
    const plan: Plan = { tenantId: TENANT, before: live(null), after: live(ON) };
    // The partner is there, and the policy, but not the setting between them.
    expect(isBehind(plan, live(mixed), 3)).toBe(true);
    expect(isBehind(plan, live(mixed), 1)).toBe(false);
  });

  test.each([
    ['applied where all shows', live(null), { kind: 'applied', found: live(null) }],
    ['failed where nothing does', live(ON), { failure: { kind: 'notApplied', problem: aProblem(), found: live(ON) } }],
    [
      'partly applied where some does',
      live(POLICYLESS),
      { failure: { kind: 'partlyApplied', problem: aProblem(), done: [{ kind: 'deleteSyncPolicy' }] } },
    ],
    [
      'for a person to look at where it is none of these',
      live(partnerWith(false, true)),
      { failure: { kind: 'diverged', found: live(partnerWith(false, true)) } },
    ],
  ])('says %s', (_, found, verdict) => {
    expect(conclude(removal, found, aProblem(), undefined)).toMatchObject(verdict);
  });

  test('and why the bot itself wrote no further', () => {
    const halt = { kind: 'stopped', stop: { kind: 'ruleStricter' } } as const;
    expect(conclude(removal, removal.before, null, halt)).toMatchObject({ failure: { kind: 'notApplied', halt } });
  });
});

describe('a difference is the bot’s own', () => {
  const AT = NOW + 10 * MINUTE;
  const own = async (expected: PartnerState, found: PartnerState, seenAt = NOW) =>
    ownEffect(world.ports, (await world.store.history(TENANT, 20, 0)).changes, seenAt, { expected, found });
  const ended = async (event: ChangeEvent): Promise<Change> =>
    world.moved(await world.stored(), claimed, writeStarted, event);
  const failed = (problem: ReturnType<typeof aProblem> | null) =>
    ({ kind: 'failed', failure: { kind: 'notApplied', problem, found: live(OFF) }, at: AT }) as const;
  const ECHO = 5 * MINUTE;

  test.each([
    ['of which nobody knows why', failed(null)],
    ['whose answer was lost', failed(aProblem({ reached: 'maybe' }))],
    ['that was for a person to look at', { kind: 'failed', failure: { kind: 'diverged', found: live(OFF) }, at: AT }],
  ] as const)('where a change that was given up, %s, took effect after all', async (_, event) => {
    await ended(event);
    expect(await own(OFF, ON)).toEqual({ change: changeIdOf(1), done: 1 });
    expect(await own(OFF, ON, AT + ECHO)).toBeDefined();
  });

  test('not where Graph surely turned it down', async () => {
    await ended(failed(aProblem({ reached: 'no' })));
    expect(await own(OFF, ON)).toBeUndefined();
  });

  test('not where it was given up long before the tenant was last seen as expected', async () => {
    await ended(failed(null));
    expect(await own(OFF, ON, AT + ECHO + 1)).toBeUndefined();
  });

  test('not where the change does not explain it', async () => {
    await ended(failed(null));
    expect(await own(OFF, partnerWith(null, true))).toBeUndefined();
  });

  test('not where nothing has ended', async () => {
    await world.stored();
    expect(await own(OFF, ON)).toBeUndefined();
    expect(await own(ON, OFF)).toBeUndefined();
  });

  test('not where a change that came to nothing would explain it', async () => {
    await world.moved(await world.stored(), { kind: 'rejected', by: ADA, at: AT, reason: null });
    world.now = AT;
    expect(await own(ON, OFF)).toBeUndefined();
  });

  describe('where a reading is older than what was applied', () => {
    beforeEach(async () => {
      await ended({ kind: 'applied', found: live(ON), at: AT });
      world.now = AT + ECHO;
    });

    test('it is no drift for that alone', async () => {
      expect(await own(ON, OFF)).toBe('perhapsOlder');
    });

    test('although another change of that tenant came to nothing', async () => {
      const other = await world.stored({ id: changeIdOf(2) });
      await world.moved(other, { kind: 'rejected', by: ADA, at: AT, reason: null });
      expect(await own(ON, OFF)).toBe('perhapsOlder');
    });

    test('not where that was long ago', async () => {
      world.now += 1;
      expect(await own(ON, OFF)).toBeUndefined();
    });

    test('not where it is something else', async () => {
      expect(await own(ON, partnerWith(null, true))).toBeUndefined();
    });
  });
});
