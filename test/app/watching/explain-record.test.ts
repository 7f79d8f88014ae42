import { beforeEach, describe, expect, test } from 'vitest';
import { explain } from '../../../src/app/watching/explain-record.ts';
import type { OwnRecord } from '../../../src/app/ports.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { Failure } from '../../../src/domain/change/status.ts';
import { UNTOLD } from '../../../src/domain/drift/trace.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { template } from '../../domain/policy/snapshots.ts';
import {
  after,
  anEntry,
  aProblem,
  aTenant,
  changeIdOf,
  HOME,
  MINUTE,
  NOW,
  ownRecord,
  tenantIdOf,
} from '../../builders.ts';
import { claimed, OFF, ON, TENANT, World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const UPDATE = 'Update a partner cross-tenant identity sync setting';
const started = { kind: 'writeStarted', at: NOW } as const;
const done = { kind: 'stepDone', at: NOW + 500 } as const;
const applied = { kind: 'applied', found: live(ON), at: NOW + 1_000 } as const;
const failed = (failure: Failure) => ({ kind: 'failed', failure, at: NOW + 1_000 }) as const;
const notApplied = (reached: 'no' | 'maybe') =>
  failed({ kind: 'notApplied', problem: aProblem({ reached }), found: live(OFF) });

const record = (more: Partial<OwnRecord> = {}): OwnRecord => ({
  ...ownRecord('audit-1', NOW + 600),
  activity: UPDATE,
  called: UPDATE,
  touches: [],
  tells: false,
  correlationId: null,
  outcome: 'success',
  isNamed: true,
  tenantIds: [TENANT],
  ...more,
});
const why = (more: Partial<OwnRecord> = {}, since = NOW - MINUTE, beside: readonly OwnRecord[] = []) =>
  explain(world.store, record(more), HOME, since, beside);

/** The change after that, each step of which took these requests. */
async function change(
  events: readonly ChangeEvent[],
  requestIds = ['request-1'],
  id = 1,
  of: ChangeEvent['kind'] = 'stepDone',
): Promise<Change> {
  let now = await world.stored({ id: changeIdOf(id) });
  for (const event of [claimed, ...events]) {
    now = after(now, event);
    await world.store.advance(now, anEntry(now, event, event.kind === of ? requestIds : []));
  }
  return now;
}
/** The log has told of it. */
async function matched(of: Change, auditId = 'audit-0'): Promise<void> {
  const event = { kind: 'matched', step: 0, record: ownRecord(auditId, NOW), at: NOW + MINUTE } as const;
  await world.moved(of, event);
}

describe('a record of the bot’s own app', () => {
  test('is explained where a step has it', async () => {
    await matched(await change([started, done, applied]), 'audit-1');
    expect(await why()).toBe('explained');
  });

  test('is of before the store’s memory', async () => {
    expect(await why({}, NOW + 601)).toBe('before');
  });

  test('is of no step where there is none', async () => {
    expect(await why()).toBe('noStep');
  });

  test('is of a step of the default, and of none of the template, which stands under the same tenant', async () => {
    const called = 'Update the company default cross-tenant access setting';
    const ofDefault = { activity: null, called, tenantIds: [HOME] };
    const plans = [
      { tenantId: HOME, before: live(OFF), after: live(ON) },
      { tenantId: HOME, before: template(false), after: template(true) },
    ];
    const found = plans.map(async (plan) => {
      world = new World();
      const { store } = world;
      let now = await world.stored({ partner: aTenant({ tenantId: HOME }), plan });
      for (const event of [claimed, started, done]) {
        now = after(now, event);
        await store.advance(now, anEntry(now, event, event.kind === 'stepDone' ? ['request-1'] : []));
      }
      return explain(store, record(ofDefault), HOME, NOW - MINUTE, []);
    });
    const [byDefault, byTemplate] = await Promise.all(found);
    expect(byDefault).not.toBe('noStep');
    expect(byTemplate).toBe('noStep');
  });

  test('is of no step of a change that was never written', async () => {
    await change([]);
    expect(await why()).toBe('noStep');
  });

  test('is of no step of another kind, time or partner, or that made something else', async () => {
    await matched(await change([started, done, applied], ['request-1', 'request-2']));
    expect(await why()).toBe('explained');
    expect(await why({ activity: 'Update a partner cross-tenant access setting' })).toBe('noStep');
    expect(await why({ at: NOW + 1_000 + 2 * MINUTE + 1 })).toBe('noStep');
    expect(await why({ tenantIds: [tenantIdOf(9)] })).toBe('noStep');
    expect(await why({ touches: [{ field: 'groupSync', became: true, sure: true }] })).toBe('noStep');
  });

  test('waits while what it may be of is being written', async () => {
    await change([started]);
    expect(await why()).toBe('wait');
  });

  test('may be of a change whose outcome nobody knows', async () => {
    await change([started, { kind: 'lostSight', problem: null, at: NOW + 1_000 }]);
    expect(await why()).toBe('outcome');
    expect(await why({ at: NOW + 6 * MINUTE })).toBe('outcome');
    expect(await why({ at: NOW + 1_000 + 7 * MINUTE + 1 })).toBe('noStep');
  });

  test.each(['applied', 'failed'] as const)(
    'is of no step where it came after one whose outcome was known much later: %s',
    async (kind) => {
      const at = NOW + 120 * MINUTE;
      const ending = kind === 'applied' ? applied : notApplied('maybe');
      await change([started, { kind: 'lostSight', problem: null, at: NOW + 1_000 }, { ...ending, at }]);
      expect(await why({ at: NOW + 60 * MINUTE })).toBe('noStep');
      expect(await why({ activity: null, at: NOW + 60 * MINUTE })).toBe('noStep');
      expect(await why({ activity: null, at: NOW + 2 * MINUTE })).toBe('explained');
    },
  );

  test('that is a second one of a step is of no step, but where its request was sent again, at its time', async () => {
    await matched(await change([started, done, applied]));
    expect(await why()).toBe('noStep');
    await matched(await change([started, done, applied], ['request-1', 'request-2'], 2), 'audit-00');
    expect(await why()).toBe('explained');
    expect(await why({ at: NOW + 500 + 2 * MINUTE + 1 })).toBe('noStep');
  });

  test('that names nobody is explained by a step that still awaits its record', async () => {
    const one = await change([started, done, applied]);
    expect(await why()).toBe('noStep');
    expect(await why({ tenantIds: [] })).toBe('explained');
    await matched(one);
    expect(await why({ tenantIds: [] })).toBe('noStep');
  });

  test('of a kind that the product does not know is explained by the time alone', async () => {
    await change([started, done, applied]);
    expect(await why({ activity: null, tenantIds: [tenantIdOf(9)], isNamed: false })).toBe('explained');
    expect(await why({ activity: null })).toBe('explained');
    expect(await why({ activity: null, at: NOW + 1_000 + 2 * MINUTE + 1 })).toBe('noStep');
  });

  test('of a kind that the product does not know is of no step where it names another partner, or opens a door', async () => {
    await change([started, done, { ...applied, found: live(OFF) }]);
    expect(await why({ activity: null, tenantIds: [tenantIdOf(9)] })).toBe('noStep');
    const opened = [{ field: 'redemptionOutbound', became: true, sure: true }] as const;
    expect(await why({ activity: null, touches: opened })).toBe('noStep');
    expect(await why({ activity: null, touches: opened.map((touch) => ({ ...touch, sure: false })) })).toBe(
      'explained',
    );
  });

  test('that is a second one of a request that was sent once is explained by what Entra ties together', async () => {
    await matched(await change([started, done, applied]));
    const first = record({ auditId: 'audit-0', correlationId: 'one' });
    expect(await why({ correlationId: 'one' }, NOW - MINUTE, [first])).toBe('explained');
    expect(await why({ correlationId: 'two' }, NOW - MINUTE, [first])).toBe('noStep');
    expect(await why({}, NOW - MINUTE, [{ ...first, correlationId: null }])).toBe('noStep');
    expect(await why({ correlationId: 'one' }, NOW - MINUTE, [{ ...first, auditId: 'audit-9' }])).toBe('noStep');
    const other = [{ field: 'otherSettings', became: UNTOLD, sure: true }] as const;
    expect(await why({ correlationId: 'one', touches: other }, NOW - MINUTE, [first])).toBe('noStep');
    expect(await why({ correlationId: 'one', at: NOW + 500 + 2 * MINUTE + 1 }, NOW - MINUTE, [first])).toBe('noStep');
  });

  test('that ties two together explains nothing of a change whose records nobody awaits', async () => {
    await change([started, notApplied('no')]);
    expect(
      await why({ correlationId: 'one' }, NOW - MINUTE, [record({ auditId: 'audit-0', correlationId: 'one' })]),
    ).toBe('noStep');
  });

  test('after a stop in the middle is of no step but for the time in which it can have been sent', async () => {
    const at = NOW + 120 * MINUTE;
    await matched(await change([started, { ...applied, at }], ['request-1', 'request-2'], 1, 'applied'));
    expect(await why({ at: NOW + 6 * MINUTE })).toBe('explained');
    expect(await why({ at: NOW + 60 * MINUTE })).toBe('noStep');
    expect(await why({ activity: null, at: NOW + 60 * MINUTE })).toBe('noStep');
  });

  describe.each(['failure', 'timeout', 'unsaid'] as const)('of what came to nothing (%s)', (outcome) => {
    test('is of no step where there is none, or where nothing was refused', async () => {
      expect(await why({ outcome })).toBe('noStep');
      await change([started, done, applied]);
      expect(await why({ outcome })).toBe('noStep');
    });

    test('is explained where the request was sent again, or its answer lost', async () => {
      await change([started, done, applied], ['request-1', 'request-2']);
      expect(await why({ outcome })).toBe('explained');
      await change([started, { kind: 'lostSight', problem: null, at: NOW + 700 }, applied], [], 2);
      expect(await why({ outcome, at: NOW + 5 * MINUTE })).toBe('explained');
    });

    test('waits while it is written', async () => {
      await change([started]);
      expect(await why({ outcome })).toBe('wait');
    });

    test('is explained where Graph turned the change down', async () => {
      await change([started, notApplied('no')]);
      expect(await why({ outcome })).toBe('explained');
      expect(await why({ outcome, tenantIds: [tenantIdOf(9)] })).toBe('noStep');
    });
  });

  test('may come late of a change that was given up without a proof', async () => {
    await change([started, notApplied('maybe')]);
    expect(await why()).toBe('outcome');
    expect(await why({ at: NOW + 6 * MINUTE })).toBe('outcome');
    expect(await why({ at: NOW + 1_000 + 7 * MINUTE + 1 })).toBe('noStep');
  });

  test('may be of a change that ended otherwise than anybody meant', async () => {
    await change([started, done, failed({ kind: 'diverged', found: live(ON) })]);
    expect(await why()).toBe('outcome');
  });

  test('is of no step of a change that Graph turned down', async () => {
    await change([started, notApplied('no')]);
    expect(await why()).toBe('noStep');
  });

  test('that is a second one is explained where its request was sent again and the last answer was lost', async () => {
    const requests = ['request-1', 'request-2'];
    await matched(await change([started, applied], requests, 1, 'applied'));
    expect(await why()).toBe('explained');
    expect(await why({ at: NOW + 1_000 + 2 * MINUTE + 1 })).toBe('noStep');
    const lost = { kind: 'lostSight', problem: null, at: NOW + 800 } as const;
    await matched(await change([started, lost, applied], requests, 2, 'lostSight'), 'audit-00');
    expect(await why()).toBe('explained');
  });

  test('that is a second one is of no step where the last answer was lost and it was sent once', async () => {
    await matched(await change([started, applied], ['request-1'], 1, 'applied'));
    expect(await why()).toBe('noStep');
  });

  test('may be of a change that was written and whose stored plan was found to be changed', async () => {
    const stop = { kind: 'notAsProposed', members: ['plan'] } as const;
    await change([started, { kind: 'stopped', stop, at: NOW + 1_000 }]);
    expect(await why()).toBe('outcome');
    expect(await why({ at: NOW + 1_000 + 7 * MINUTE + 1 })).toBe('noStep');
    expect(await why({ touches: [{ field: 'groupSync', became: true, sure: true }] })).toBe('noStep');
  });
});
