import { beforeEach, describe, expect, test } from 'vitest';
import { evidenceMatching, matchRecords, writtenSteps } from '../../src/app/match-evidence.ts';
import type { PacedAuditLog } from '../../src/app/paced-audit-log.ts';
import type { AuditRecord, Ports, Store } from '../../src/app/ports.ts';
import type { AuditActivity } from '../../src/domain/audit.ts';
import type { Change, ChangeEvent, Proposal } from '../../src/domain/change.ts';
import { live } from '../../src/domain/snapshot.ts';
import { createLog } from '../../src/runtime/log.ts';
import { partnerWith } from '../cards/changes.ts';
import {
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
} from '../builders.ts';
import { opened } from '../store/support.ts';

const APP = '0B3C5D7E-1F2A-4B6C-8D9E-A0B1C2D3E4F5';
const UPDATE: AuditActivity = 'Update a partner cross-tenant identity sync setting';
const SWITCH_OFF = { before: live(partnerWith(true, true)), after: live(partnerWith(false, true)) };

let store: Store;
let now: number;
let ports: Ports;
/** What was asked of the log, in its order. */
let asked: { readonly activity: AuditActivity; readonly since: number }[];
let audit: PacedAuditLog;
let isFree: boolean;
let logged: string[];

beforeEach(() => {
  store = opened(':memory:');
  now = NOW + 10 * MINUTE;
  asked = [];
  logged = [];
  isFree = true;
  audit = { isFree: () => isFree, ask: (activity, since) => void asked.push({ activity, since }) };
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
  activity: UPDATE,
  auditId,
  at,
  name: 'Bridgekeeper',
  ip: null,
  appId: APP.toLowerCase(),
  correlationId: null,
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

describe('the log is asked', () => {
  const matching = () => evidenceMatching(ports, { appId: APP }, audit);

  test('from a minute after the end on, once a minute', async () => {
    await written(1, NOW + 9 * MINUTE);
    const due = matching();
    await due.matchDue();
    expect(asked).toEqual([]);
    now += MINUTE;
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
    const added = { before: live(null), after: live({ ...partnerWith(true), identitySynchronization: null }) };
    await written(2, NOW + MINUTE, { plan: { tenantId: tenantIdOf(2), ...added } });
    const due = matching();
    for (let n = 0; n < 4; n += 1) {
      await due.matchDue();
      now += MINUTE;
    }
    const kinds = asked.map(({ activity }) => activity);
    expect(new Set(kinds.slice(0, 2)).size).toBe(2);
    expect(kinds.slice(2)).toEqual(kinds.slice(0, 2));
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
