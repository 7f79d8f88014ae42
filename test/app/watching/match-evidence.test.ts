import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  evidenceMatching,
  isAwaited,
  matchRecords,
  rivalSteps,
  writtenSteps,
} from '../../../src/app/watching/match-evidence.ts';
import type { PacedAuditLog } from '../../../src/app/watching/paced-audit-log.ts';
import type { AuditRecord, Ports, Store } from '../../../src/app/ports.ts';
import type { AuditActivity } from '../../../src/domain/drift/audit.ts';
import type { Change } from '../../../src/domain/change/change.ts';
import type { ChangeEvent } from '../../../src/domain/change/event.ts';
import type { Proposal } from '../../../src/domain/change/proposal.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { createLog } from '../../../src/runtime/log.ts';
import { partnerWith } from '../../cards/changes.ts';
import {
  ownRecord,
  aChange,
  after,
  anEntry,
  aPerson,
  aTenant,
  changeIdOf,
  MINUTE,
  NOW,
  tenantIdOf,
  theProposal,
} from '../../builders.ts';
import { opened } from '../../store/support.ts';

const APP = '0B3C5D7E-1F2A-4B6C-8D9E-A0B1C2D3E4F5';
const UPDATE: AuditActivity = 'Update a partner cross-tenant identity sync setting';
/** Two steps, of two kinds. */
const ADD = { before: live(null), after: live({ ...partnerWith(true, true), identitySynchronization: null }) };
const SWITCH_OFF = { before: live(partnerWith(true, true)), after: live(partnerWith(false, true)) };

let store: Store;
let now: number;
let ports: Ports;
/** What was asked of the log, in its order. */
let asked: { readonly activity: AuditActivity; readonly since: number }[];
let audit: PacedAuditLog;
let isFree: boolean;
/** What is done with the log's answer to the last question. */
let told: Parameters<PacedAuditLog['ask']>[2];
let logged: string[];

beforeEach(() => {
  store = opened(':memory:');
  now = NOW + 10 * MINUTE;
  asked = [];
  logged = [];
  isFree = true;
  audit = {
    isFree: () => isFree,
    ask: (activity, since, use) => {
      asked.push({ activity, since });
      told = use;
    },
    askAll: () => {
      throw new Error('not asked here');
    },
    askOwn: () => {
      throw new Error('not asked here');
    },
    askPage: () => {
      throw new Error('not asked here');
    },
  };
  ports = {
    store,
    clock: { now: () => now, elapsed: () => now - NOW, sleep: () => Promise.resolve() },
    log: createLog('info', { write: (line) => void logged.push(line) }),
  } as unknown as Ports;
});

/** A change of partner `n` that was written at `at`, under one request id. */
async function written(n: number, at: number, proposal: Partial<Proposal> = {}, requestId = `request-${n}`) {
  const tenantId = tenantIdOf(n);
  let change: Change = aChange({
    proposal: { id: changeIdOf(n), partner: aTenant({ tenantId }), plan: { tenantId, ...SWITCH_OFF }, ...proposal },
  });
  await store.insert(change, theProposal(change));
  const move = async (event: ChangeEvent, ids: readonly string[] = []): Promise<void> => {
    change = after(change, event);
    await store.advance(change, anEntry(change, event, ids));
  };
  await move({ kind: 'claimed', by: aPerson(), at: NOW });
  await move({ kind: 'writeStarted', at });
  await move({ kind: 'stepDone', at: at + 500 }, [requestId]);
  await move({ kind: 'applied', found: change.proposal.plan.after, at: at + 1_000 });
  return change;
}

const record = (auditId: string, at: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  ...ownRecord(auditId, at),
  activity: UPDATE,
  appId: APP.toLowerCase(),
  touches: [],
  tells: false,
  correlationId: null,
  outcome: 'success',
  isNamed: true,
  tenantIds: [tenantIdOf(1)],
  ...more,
});

/** The audit record of each of these changes, by now. */
async function matchedBy(changes: readonly Change[], records: readonly AuditRecord[]): Promise<(string | undefined)[]> {
  const steps = (await Promise.all(changes.map((change) => writtenSteps(ports, change)))).flat();
  await matchRecords(ports, { appId: APP }, steps, records);
  const stored = await Promise.all(changes.map(({ proposal }) => store.get(proposal.id)));
  return stored.map((change) => change?.evidence?.matched[0]?.record.auditId);
}

describe('a record belongs to', () => {
  test('a step within two minutes of it, by whatever clock', async () => {
    const change = await written(1, NOW + MINUTE);
    const [from, until] = [NOW + MINUTE, NOW + MINUTE + 500];
    const beyond = [record('early', from - 2 * MINUTE - 1), record('late', until + 2 * MINUTE + 1)];
    expect(await matchedBy([change], beyond)).toEqual([undefined]);
    expect(await matchedBy([change], [record('within', until + 2 * MINUTE)])).toEqual(['within']);
  });

  test('a step of the template without naming a tenant', async () => {
    const template = { kind: 'template', userSync: true, appliesTo: 'newPartners' } as const;
    const plan = { tenantId: tenantIdOf(1), before: template, after: { ...template, userSync: false } };
    const change = await written(1, NOW + MINUTE, { plan });
    const activity = 'Update a multitenant org identity sync policy template';
    expect(await matchedBy([change], [record('one', NOW + MINUTE, { activity, tenantIds: [] })])).toEqual(['one']);
  });

  test('the earlier of two that are equally far, and that is told in the log once', async () => {
    const change = await written(1, NOW + MINUTE);
    const records = [record('after', NOW + MINUTE + 600), record('before', NOW + MINUTE - 100)];
    expect(await matchedBy([change], records)).toEqual(['before']);
    const matched = logged.filter((line) => line.includes('evidence.matched'));
    expect(matched.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { changeId: change.proposal.id, step: 0, auditId: 'before' },
    ]);
  });

  test('the step that is nearest in time', async () => {
    const change = await written(1, NOW + MINUTE);
    const records = [record('late', NOW + 2 * MINUTE), record('right', NOW + MINUTE + 100), record('early', NOW)];
    expect(await matchedBy([change], records)).toEqual(['right']);
  });

  test('the step whose request it names, whatever the clocks say', async () => {
    const change = await written(1, NOW + MINUTE);
    const records = [
      record('near', NOW + MINUTE + 100, { correlationId: 'somebody-elses' }),
      record('named', NOW + 2 * MINUTE, { correlationId: 'request-1' }),
    ];
    expect(await matchedBy([change], records)).toEqual(['named']);
  });

  test('one step only: the second change of a partner gets the second record', async () => {
    const first = await written(1, NOW + MINUTE);
    const second = await written(1, NOW + 2 * MINUTE, { id: changeIdOf(2) });
    const records = [record('of the second', NOW + 2 * MINUTE), record('of the first', NOW + MINUTE)];
    expect(await matchedBy([first, second], records)).toEqual(['of the first', 'of the second']);
  });

  test.each([
    ['of another app', { appId: 'ffffffff-1f2a-4b6c-8d9e-a0b1c2d3e4f5' }],
    ['of a person', { appId: null }],
    ['about another partner', { tenantIds: [tenantIdOf(9)] }],
    ['of another kind', { activity: 'Update a partner cross-tenant access setting' }],
    ['of another time', { at: NOW + 10 * MINUTE }],
    ['of before it', { at: NOW - 2 * MINUTE }],
  ] as const)('no step, where it is %s', async (_, more) => {
    const change = await written(1, NOW + MINUTE);
    expect(await matchedBy([change], [record('other', NOW + MINUTE, more)])).toEqual([undefined]);
  });

  test('no second step, once it was matched', async () => {
    const first = await written(1, NOW + MINUTE);
    expect(await matchedBy([first], [record('one', NOW + MINUTE)])).toEqual(['one']);
    const second = await written(1, NOW + 2 * MINUTE, { id: changeIdOf(2) });
    expect(await matchedBy([second], [record('one', NOW + MINUTE)])).toEqual([undefined]);
  });
});

test('who is told of a match at the same time as somebody else finds it noted already, once', async () => {
  const change = await written(1, NOW + MINUTE);
  await Promise.all([1, 2].map(() => matchedBy([change], [record('one', NOW + MINUTE)])));
  expect(logged.filter((line) => line.includes('evidence.matched'))).toHaveLength(1);
  expect((await store.get(change.proposal.id))?.evidence?.matched).toHaveLength(1);
});

describe('the steps that were written', () => {
  const add = () => written(1, NOW + MINUTE, { plan: { tenantId: tenantIdOf(1), ...ADD } });
  const ADDED = 'Add a partner to cross-tenant access setting';

  test('are known with their kind, their time and the requests of their change', async () => {
    const change = await add();
    const [from, between, until] = [NOW + MINUTE, NOW + MINUTE + 500, NOW + MINUTE + 1_000];
    const requestIds = new Set(['request-1']);
    expect(await writtenSteps(ports, change)).toEqual([
      { change, step: 0, activity: ADDED, period: { from, until: between }, requestIds },
      {
        change,
        step: 1,
        activity: 'Update a partner cross-tenant access setting',
        period: { from: between, until },
        requestIds,
      },
    ]);
  });

  test('are all known when one of them has its record, and only the other awaits one', async () => {
    const change = await add();
    await matchedBy([change], [record('one', NOW + MINUTE, { activity: ADDED })]);
    const now = await store.get(change.proposal.id);
    const steps = now === undefined ? [] : await writtenSteps(ports, now);
    expect(steps.map((one) => [one.step, isAwaited(one)])).toEqual([
      [1, true],
      [0, false],
    ]);
  });

  test('are none of a change that has written nothing', async () => {
    const nothing = aChange();
    expect(await writtenSteps(ports, nothing)).toEqual([]);
    const step = { step: 0, activity: UPDATE, period: { from: NOW, until: NOW }, requestIds: new Set<string>() };
    expect(isAwaited({ change: nothing, ...step })).toBe(false);
  });

  test('of a neighbour are those of the same tenant, near in time, and not its own', async () => {
    const change = await written(1, NOW + 5 * MINUTE);
    const near = await written(1, NOW + 4 * MINUTE, { id: changeIdOf(2) });
    await written(1, NOW + MINUTE, { id: changeIdOf(3) });
    await written(4, NOW + 5 * MINUTE);
    const rivals = await rivalSteps(ports, change, NOW + 5 * MINUTE);
    expect(rivals).toEqual(await writtenSteps(ports, near));
    expect(rivals).toHaveLength(1);
  });
});

describe('the log is asked', () => {
  const matching = () => evidenceMatching(ports, { appId: APP }, audit);

  test('for what is matched with its answer', async () => {
    const change = await written(1, NOW + MINUTE);
    await matching().matchDue();
    await told([record('one', NOW + MINUTE)]);
    expect((await store.get(change.proposal.id))?.evidence?.matched).toMatchObject([{ record: { auditId: 'one' } }]);
  });

  test('of the time since the first that waits, as soon as one has waited long enough', async () => {
    await written(1, NOW + MINUTE);
    await written(2, NOW + 2 * MINUTE);
    await written(3, now - 2_000);
    await matching().matchDue();
    expect(asked).toEqual([{ activity: UPDATE, since: NOW - MINUTE }]);
  });

  test('for nothing that a change awaits of which nothing is known', async () => {
    vi.spyOn(store, 'awaitingEvidence').mockResolvedValue([
      aChange({ proposal: { plan: { tenantId: tenantIdOf(1), ...SWITCH_OFF } } }),
    ]);
    await matching().matchDue();
    expect(asked).toEqual([]);
  });

  test('not for one kind because another has waited long enough', async () => {
    await written(1, NOW + MINUTE);
    await written(2, now - 2_000, { plan: { tenantId: tenantIdOf(2), ...ADD } });
    const due = matching();
    await due.matchDue();
    await due.matchDue();
    expect(asked.map(({ activity }) => activity)).toEqual([UPDATE]);
  });

  test('for the second step of a change since that one was written', async () => {
    await written(1, NOW + 5 * MINUTE, { plan: { tenantId: tenantIdOf(1), ...ADD } });
    const due = matching();
    await due.matchDue();
    await due.matchDue();
    expect(asked.map(({ since }) => since)).toEqual([NOW + 3 * MINUTE, NOW + 3 * MINUTE + 500]);
  });

  test('from a minute after the end on, once a minute', async () => {
    await written(1, NOW + 9 * MINUTE);
    const due = matching();
    const ended = NOW + 9 * MINUTE + 1_000;
    now = ended + MINUTE - 1;
    await due.matchDue();
    expect(asked).toEqual([]);
    now += 1;
    await due.matchDue();
    expect(asked).toEqual([{ activity: UPDATE, since: NOW + 7 * MINUTE }]);
    await due.matchDue();
    now += MINUTE - 1;
    await due.matchDue();
    expect(asked).toHaveLength(1);
    now += 1;
    await due.matchDue();
    expect(asked).toHaveLength(2);
  });

  test('and what waits is not read before anything can be due', async () => {
    const reading = vi.spyOn(store, 'awaitingEvidence');
    const due = matching();
    const secondsRead = async (seconds: number): Promise<number> => {
      reading.mockClear();
      for (let second = 0; second < seconds; second += 1) {
        await due.matchDue();
        now += 1_000;
      }
      return reading.mock.calls.length;
    };
    await written(1, now - 41_000);
    expect(await secondsRead(20)).toBe(1);
    expect(asked).toEqual([]);
    expect(await secondsRead(1)).toBe(1);
    expect(asked).toHaveLength(1);
    expect(await secondsRead(59)).toBe(1);
    expect(await secondsRead(1)).toBe(1);
    expect(asked).toHaveLength(2);
  });

  test('for a day, and not while it is asked something else', async () => {
    await written(1, NOW + MINUTE);
    isFree = false;
    await matching().matchDue();
    isFree = true;
    now = NOW + MINUTE + 1_001 + 24 * 60 * MINUTE;
    await matching().matchDue();
    expect(asked).toEqual([]);
    now -= 1;
    await matching().matchDue();
    expect(asked).toHaveLength(1);
  });

  test('for one kind of step after the other, what was asked longest ago first', async () => {
    await written(1, NOW + MINUTE);
    await written(2, NOW + MINUTE, { plan: { tenantId: tenantIdOf(2), ...ADD } });
    const due = matching();
    for (let n = 0; n < 6; n += 1) {
      await due.matchDue();
      now += MINUTE;
    }
    const kinds = asked.map(({ activity }) => activity);
    expect(new Set(kinds.slice(0, 3)).size).toBe(3);
    expect(kinds.slice(3)).toEqual(kinds.slice(0, 3));
  });

  test('nothing about a change whose journal does not tell when it was written', async () => {
    let change = aChange({ proposal: { id: changeIdOf(1), plan: { tenantId: tenantIdOf(1), ...SWITCH_OFF } } });
    await store.insert(change, theProposal(change));
    for (const event of [
      { kind: 'claimed', by: aPerson(), at: NOW },
      { kind: 'writeStarted', at: NOW },
      { kind: 'applied', found: SWITCH_OFF.after, at: NOW },
    ] as const) {
      change = after(change, event);
      await store.advance(change, anEntry(change, event));
    }
    const silent = { ...store, journal: () => Promise.resolve([]) };
    await evidenceMatching({ ...ports, store: silent }, { appId: APP }, audit).matchDue();
    expect(asked).toEqual([]);
  });
});
