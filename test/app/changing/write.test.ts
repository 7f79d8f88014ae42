import { beforeEach, describe, expect, test } from 'vitest';
import { write } from '../../../src/app/changing/write.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { DirectoryError } from '../../../src/domain/problem.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { changeIdOf, NOW } from '../../builders.ts';
import { partnerWith } from '../../cards/changes.ts';
import { ADA, BEN, claimed, MISTAKE, noTo, ON, TENANT, unreadable, World, writeStarted } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const POLICYLESS = { ...ON, identitySynchronization: null };
const started = async (plan = world.plan(ON)): Promise<Change> =>
  world.moved(await world.stored({ plan }), claimed, writeStarted);
const written = async (change: Change, by = ADA) =>
  write(world.ports, world.settings, await world.proof(by, 'change'), change);
/** How long it took, in milliseconds. */
const took = (): number => world.now - NOW;
const THROTTLED = { kind: 'throttled', reached: 'no' } as const;

/** Graph turns the first attempts down like this, and then takes the step. */
function turnsDown(problems: readonly DirectoryError[], meanwhile: () => void = () => undefined): void {
  const left = [...problems];
  const sent = world.directory.write.bind(world.directory);
  world.directory.write = (...asked) => {
    const error = left.shift();
    if (error === undefined) return sent(...asked);
    meanwhile();
    return Promise.reject(error);
  };
}

describe('writing', () => {
  test('performs each step in its order, and stores each with its requests before the next', async () => {
    const plan = { tenantId: TENANT, before: live(ON), after: live(null) };
    world.partner = ON;
    const change = await started(plan);
    const atTheTime: unknown[] = [];
    const sent = world.directory.write.bind(world.directory);
    world.directory.write = async (...asked) => {
      const status = await world.status();
      atTheTime.push([asked[0], asked[1].kind, status !== undefined && 'done' in status ? status.done : null]);
      return sent(...asked);
    };
    const end = await written(change);
    expect(atTheTime).toEqual([
      [TENANT, 'deleteSyncPolicy', 0],
      [TENANT, 'removePartner', 1],
    ]);
    expect(end).toMatchObject({ requestIds: [], problem: null, change: { status: { done: 2 } } });
    const journal = (await world.store.journal(changeIdOf(1))).filter(({ event }) => event.kind === 'stepDone');
    expect(journal.map(({ requestIds }) => requestIds)).toEqual([['request-1'], ['request-2']]);
    expect(took()).toBe(0);
  });

  describe('looks at everybody again before each step', () => {
    const removal = async (): Promise<Change> => {
      world.partner = ON;
      const change = await world.stored({
        plan: { tenantId: TENANT, before: live(ON), after: live(null) },
        approval: 'secondPerson',
        requester: BEN,
      });
      return world.moved(change, claimed, writeStarted);
    };
    /** What happens while the first step is written. */
    const meanwhile = (happens: () => void): void => {
      const sent = world.directory.write.bind(world.directory);
      world.directory.write = (...asked) => {
        happens();
        return sent(...asked);
      };
    };

    test.each([
      ['whoever asked may not any more', [ADA], { kind: 'stopped', stop: { kind: 'requesterMayNot' } }],
      ['whoever approved may not any more', [BEN], { kind: 'refused', refusal: { kind: 'roleMissing' } }],
    ])('%s: what is done stays, and the rest is not done', async (_, left, halt) => {
      const change = await removal();
      meanwhile(() => {
        world.onlyAdministrators(...left);
      });
      const end = await written(change);
      expect(end).toMatchObject({ problem: null, requestIds: [], halt, change: { status: { done: 1 } } });
      expect(world.sent).toEqual([{ kind: 'deleteSyncPolicy' }]);
      expect(world.logged).toContainEqual(expect.objectContaining({ event: 'change.halted', changeId: changeIdOf(1) }));
    });

    test('and where they cannot be read', async () => {
      const change = await removal();
      meanwhile(() => (world.roles.active = noTo(unreadable())));
      expect(await written(change)).toMatchObject({ problem: null, halt: { kind: 'unreadable' } });
      expect(world.sent).toHaveLength(1);
    });
  });

  test('waits for sight of a deleted policy before it removes the partner', async () => {
    world.partner = ON;
    const change = await started({ tenantId: TENANT, before: live(ON), after: live(null) });
    let readings = 0;
    world.directory.read = () => {
      readings += 1;
      return Promise.resolve(readings < 3 ? ON : world.partner);
    };
    expect(await written(change)).toMatchObject({ problem: null });
    expect([readings, took()]).toEqual([3, 1_000]);
  });

  test('waits for nothing where the removal is the first step', async () => {
    world.partner = POLICYLESS;
    const change = await started({ tenantId: TENANT, before: live(POLICYLESS), after: live(null) });
    world.directory.read = noTo(MISTAKE);
    expect(await written(change)).toMatchObject({ problem: null });
  });

  test('waits for nothing before any other step', async () => {
    world.partner = null;
    const change = await started({ tenantId: TENANT, before: live(null), after: live(ON) });
    world.directory.read = noTo(MISTAKE);
    expect(await written(change)).toMatchObject({ problem: null });
    expect(world.sent.length).toBeGreaterThan(1);
  });

  test.each([
    ['somebody else', BEN, [claimed, writeStarted]],
    ['nobody yet', ADA, []],
  ] as const)('is not done with the proof of one where it was confirmed by %s', async (_, by, events) => {
    const change = await world.moved(await world.stored(), ...events);
    await expect(written(change, by)).rejects.toThrow(`${changeIdOf(1)}: confirmed by somebody else`);
    expect(world.sent).toEqual([]);
  });

  test('stops where somebody else moved the change meanwhile', async () => {
    const change = await started();
    world.store.advance = () => Promise.resolve(false);
    await expect(written(change)).rejects.toThrow(`${changeIdOf(1)}: moved on by somebody else`);
    expect(world.sent).toHaveLength(1);
  });

  test('passes a mistake of the program on, and sends nothing again', async () => {
    let tries = 0;
    world.directory.write = () => {
      tries += 1;
      return Promise.reject(MISTAKE);
    };
    await expect(written(await started())).rejects.toBe(MISTAKE);
    expect(tries).toBe(1);
  });
});

describe('a step that Graph turned down', () => {
  test.each(['throttled', 'conflict', 'notFound'] as const)(
    'because of %s is sent again, three times',
    async (kind) => {
      const change = await started();
      turnsDown(['a', 'b', 'c'].map((id) => unreadable({ kind, reached: 'no', requestIds: [id] })));
      expect(await written(change)).toMatchObject({ problem: null });
      expect((await world.store.journal(changeIdOf(1))).at(-1)?.requestIds).toEqual(['a', 'b', 'c', 'request-1']);
      expect(took()).toBe(500 + 1_500 + 4_000);
    },
  );

  test('a fourth time is given up, with all requests', async () => {
    const change = await started();
    turnsDown(['a', 'b', 'c', 'd'].map((id) => unreadable({ ...THROTTLED, requestIds: [id] })));
    expect(await written(change)).toEqual({
      change,
      requestIds: ['a', 'b', 'c', 'd'],
      sentAt: expect.any(Number) as number,
      problem: expect.objectContaining({ kind: 'throttled', reached: 'no', requestIds: ['d'] }) as unknown,
    });
    expect(took()).toBe(500 + 1_500 + 4_000);
  });

  test.each([
    'forbidden',
    'rejected',
    'unauthenticated',
    'serverError',
    'timeout',
    'unreachable',
    'unexpectedAnswer',
  ] as const)('because of %s is not sent again', async (kind) => {
    const change = await started();
    turnsDown([unreadable({ kind, reached: 'no' })]);
    expect(await written(change)).toMatchObject({ problem: { kind, reached: 'no' } });
    expect([world.sent, took()]).toEqual([[], 0]);
  });

  test('because of its token is sent again once: who may is looked at before, and another token may be there', async () => {
    const change = await started();
    turnsDown([unreadable({ kind: 'unauthenticated', status: 401, reached: 'no' })]);
    expect(await written(change)).toMatchObject({ problem: null });
    expect(took()).toBe(500);
  });

  test('because of its token twice is given up', async () => {
    const change = await started();
    turnsDown([1, 2].map(() => unreadable({ kind: 'unauthenticated', status: 401, reached: 'no' })));
    expect(await written(change)).toMatchObject({ problem: { kind: 'unauthenticated' } });
    expect([world.sent, took()]).toEqual([[], 500]);
  });

  test('is sent again when Graph wants, if somebody can wait that long', async () => {
    const change = await started();
    turnsDown([unreadable({ ...THROTTLED, retryAfterSeconds: 10 })]);
    expect(await written(change)).toMatchObject({ problem: null });
    expect(took()).toBe(10_000);
  });

  test('is not where that is longer', async () => {
    const change = await started();
    turnsDown([unreadable({ ...THROTTLED, retryAfterSeconds: 11 })]);
    expect(await written(change)).toMatchObject({ problem: { kind: 'throttled' } });
    expect([world.sent, took()]).toEqual([[], 0]);
  });

  test('and a removal is sent again that it refuses for as long as it sees the policy', async () => {
    world.partner = POLICYLESS;
    const change = await started({ tenantId: TENANT, before: live(POLICYLESS), after: live(null) });
    turnsDown([unreadable({ kind: 'rejected', reached: 'no' })]);
    expect(await written(change)).toMatchObject({ problem: null });
    expect(world.sent).toEqual([{ kind: 'removePartner' }]);
  });

  test('but no removal that it forbids', async () => {
    world.partner = POLICYLESS;
    const change = await started({ tenantId: TENANT, before: live(POLICYLESS), after: live(null) });
    turnsDown([unreadable({ kind: 'forbidden', reached: 'no' })]);
    expect(await written(change)).toMatchObject({ problem: { kind: 'forbidden' } });
  });

  test.each([
    [
      'the role has ended',
      () => {
        world.onlyAdministrators();
      },
    ],
    ['the settings cannot be read', () => (world.directory.read = noTo(unreadable()))],
    ['somebody else changed the partner', () => (world.partner = partnerWith(null, true))],
    [
      'somebody else did the same',
      () => {
        world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
      },
    ],
  ])('is not sent again where %s', async (_, meanwhile) => {
    const change = await started();
    turnsDown([unreadable(THROTTLED)], meanwhile);
    expect(await written(change)).toMatchObject({ problem: { kind: 'throttled' } });
    expect(world.sent).toEqual([]);
  });

  test.each([
    [
      'the role has ended',
      { kind: 'refused' },
      () => {
        world.onlyAdministrators();
      },
    ],
    [
      'neither role nor settings can be read',
      { kind: 'unreadable' },
      () => {
        world.roles.active = noTo(unreadable());
        world.directory.read = noTo(unreadable());
      },
    ],
  ])('says why it was not sent again where %s', async (_, halt, meanwhile) => {
    const change = await started();
    turnsDown([unreadable(THROTTLED)], meanwhile);
    expect(await written(change)).toMatchObject({ problem: { kind: 'throttled' }, halt });
  });

  test('is sent again where what was done before it does not show yet', async () => {
    world.partner = null;
    const change = await started({ tenantId: TENANT, before: live(null), after: live(ON) });
    world.directory.read = () => Promise.resolve(null);
    const sent = world.directory.write.bind(world.directory);
    let tries = 0;
    world.directory.write = (...asked) => {
      tries += 1;
      return tries === 2 ? Promise.reject(unreadable({ kind: 'notFound', reached: 'no' })) : sent(...asked);
    };
    expect(await written(change)).toMatchObject({ problem: null });
  });
});

describe('a step in doubt', () => {
  const LOST = { kind: 'timeout', reached: 'maybe' } as const;

  test('that took effect is done', async () => {
    const change = await started();
    turnsDown([unreadable(LOST)], () => {
      world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
    });
    expect(await written(change)).toMatchObject({ problem: null });
    expect([world.sent, took()]).toEqual([[], 0]);
  });

  test('is looked for as long as patience lasts, and is in doubt then', async () => {
    const change = await started();
    turnsDown([unreadable(LOST)]);
    expect(await written(change)).toMatchObject({ problem: LOST });
    expect([world.sent, took()]).toEqual([[], 300 + 700 + 1_500 + 3_000]);
  });

  test('of which nothing can be read stays in doubt', async () => {
    const change = await started();
    turnsDown([unreadable(LOST)], () => (world.directory.read = noTo(unreadable())));
    expect(await written(change)).toMatchObject({ problem: LOST });
  });

  test('of which the settings read as nobody wanted them stays in doubt', async () => {
    const change = await started();
    turnsDown([unreadable(LOST)], () => (world.partner = partnerWith(null, true)));
    expect(await written(change)).toMatchObject({ problem: LOST });
  });

  test('is done where a later attempt finds it there', async () => {
    const change = await started();
    turnsDown([unreadable({ kind: 'throttled', reached: 'maybe' })], () => {
      world.takesEffect({ kind: 'updateSyncPolicy', userSync: true });
    });
    expect(await written(change)).toMatchObject({ problem: null });
    expect(world.sent).toEqual([]);
  });

  test('is not done where a later attempt finds what nobody wanted', async () => {
    const change = await started();
    turnsDown([unreadable({ kind: 'throttled', reached: 'maybe' })], () => (world.partner = partnerWith(null, true)));
    expect(await written(change)).toMatchObject({ problem: { kind: 'throttled', reached: 'maybe' } });
    expect(world.sent).toEqual([]);
  });

  test('is not made certain by what Graph says to a later attempt', async () => {
    const change = await started();
    turnsDown([unreadable({ kind: 'throttled', reached: 'maybe' }), unreadable({ kind: 'forbidden', reached: 'no' })]);
    expect(await written(change)).toMatchObject({ problem: { kind: 'forbidden', reached: 'maybe' } });
  });

  test('is not looked for where Graph surely did nothing', async () => {
    const change = await started();
    turnsDown([unreadable({ kind: 'forbidden', reached: 'no' })]);
    world.directory.read = noTo(MISTAKE);
    expect(await written(change)).toMatchObject({ problem: { kind: 'forbidden', reached: 'no' } });
  });
});
