import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change/change.ts';
import { aChange, aDrift, after, anEntry, aPerson, NOW, objectIdOf, theProposal } from '../../builders.ts';
import { hashOf } from '../../../src/store/chain.ts';
import { aFolder, opened } from '../support.ts';

const path = (): string => join(aFolder(), 'store.db');
const change = aChange({ proposal: { approval: 'secondPerson' } });
const { id } = change.proposal;
const somebody = aPerson({ objectId: objectIdOf(77) });

/** The change as it is read after somebody wrote to the file. */
async function rewritten(file: string, ...statements: readonly string[]): Promise<readonly string[] | undefined> {
  const before = opened(file);
  await before.insert(change, theProposal(change));
  before.close();
  const sql = new DatabaseSync(file);
  for (const statement of statements) sql.exec(statement);
  sql.close();
  const store = opened(file);
  const read = await store.get(id);
  return read && store.contradictions(read);
}
const put = (member: string, value: string): string =>
  `UPDATE changes SET body = json_set(body, '$.${member}', ${value})`;
const by = `json('${JSON.stringify(somebody)}')`;

test('a change as it was proposed contradicts nothing, and none of what can follow does', async () => {
  const file = path();
  expect(await rewritten(file)).toEqual([]);
  const store = opened(path());
  await store.insert(change, theProposal(change));
  let now: Change = change;
  for (const event of [
    { kind: 'looked', by: somebody, at: NOW },
    { kind: 'claimed', by: somebody, at: NOW },
    { kind: 'writeStarted', at: NOW },
    { kind: 'lostSight', problem: null, at: NOW },
    { kind: 'applied', found: change.proposal.plan.after, at: NOW },
  ] as const) {
    now = after(now, event);
    await store.advance(now, anEntry(now, event));
    expect(await store.contradictions(now)).toEqual([]);
  }
  // As somebody still knows it who read it before it moved on.
  expect(await store.contradictions(change)).toEqual([]);
});

test.each([
  ['who decides', put('proposal.approval', "'self'"), ['proposal.approval']],
  ['who asked', put('proposal.requester', by), ['proposal.requester']],
  ['what shall be', put('proposal.plan.after.partner', 'NULL'), ['proposal.plan']],
  ['how long it can be decided', put('proposal.expiresAt', '9999999999999'), ['proposal.expiresAt']],
  ['why', put('proposal.reason', "'because'"), ['proposal.reason']],
  [
    'that somebody decided it',
    put('status', `json_object('state', 'applying', 'by', ${by}, 'claimedAt', ${NOW}, 'phase', 'verifying')`),
    ['status'],
  ],
  ['how far it came', put('revision', '2'), ['journal']],
])('a row that says otherwise %s', async (_, statement, members) => {
  expect(await rewritten(path(), statement)).toEqual(members);
});

test('an entry that was rewritten with the row, and the head with both, unless all that follows was as well', async () => {
  const inRow = put('proposal.approval', "'self'");
  const inEntry = "UPDATE journal SET line = json_set(line, '$.event.proposal.approval', 'self')";
  const file = path();
  expect(await rewritten(file, inRow, 'DROP TRIGGER journal_is_never_edited', inEntry)).toEqual(['journal']);
});

test('an entry that was rewritten with the row and its own hash, but not with what follows or the head', async () => {
  const file = path();
  const store = opened(file);
  await store.insert(change, theProposal(change));
  const looked = { kind: 'looked', by: somebody, at: NOW } as const;
  await store.advance(after(change, looked), anEntry(after(change, looked), looked));
  store.close();
  for (const [seq, member] of [
    [1, 'proposal.approval'],
    [2, 'by.displayName'],
  ] as const) {
    const sql = new DatabaseSync(file);
    const { line, hash } = sql.prepare('SELECT line, hash FROM journal WHERE seq = ?').get(seq) ?? {};
    const forged = sql.prepare(`SELECT json_set(?, '$.event.${member}', 'self') AS line`).get(String(line))?.['line'];
    sql.exec('DROP TRIGGER IF EXISTS journal_is_never_edited');
    const put = sql.prepare('UPDATE journal SET line = ?, hash = ? WHERE seq = ?');
    put.run(String(forged), hashOf(String(forged)), seq);
    const again = opened(file);
    expect([seq, await again.contradictions(change)]).toEqual([seq, ['journal']]);
    again.close();
    put.run(String(line), String(hash), seq);
    sql.close();
  }
});

/** What the row of a change holds, each member of it, and something else that could stand there. */
const OTHERWISE: readonly (readonly [member: string, value: string])[] = [
  ['proposal.command', "'disable sync'"],
  ['proposal.again', "'disable sync for fabrikam.com'"],
  ['proposal.partner.tenantId', "'10000000-0000-4000-8000-000000000007'"],
  ['proposal.partner.displayName', "'Contoso'"],
  ['proposal.partner.defaultDomainName', "'contoso.com'"],
  ['proposal.plan.tenantId', "'10000000-0000-4000-8000-000000000007'"],
  ['proposal.plan.before.partner', `json('{"automaticRedemption":{"inbound":true,"outbound":true},"identitySynchronization":null}')`],
  ['proposal.plan.after.partner.automaticRedemption.inbound', "json('true')"],
  ['proposal.plan.after.partner.identitySynchronization.userSync', "json('false')"],
  ['proposal.plan.after.partner.identitySynchronization.displayName', "'Other'"],
  ['proposal.requester.objectId', "'20000000-0000-4000-8000-000000000007'"],
  ['proposal.requester.tenantId', "'10000000-0000-4000-8000-000000000007'"],
  ['proposal.requester.displayName', "'Mallory'"],
  ['proposal.reason', "'agreed with everybody'"],
  ['proposal.approval', "'breakGlass'"],
  ['proposal.approvers', '3'],
  ['proposal.challenge', "'0007'"],
  ['proposal.follows', `json('{"what":"undo","change":"C-00000007"}')`],
  ['proposal.alarm', "'M-00000007'"],
  ['proposal.defaults', 'NULL'],
  ['proposal.requestedAt', '1'],
  ['proposal.expiresAt', '1'],
  ['proposal.conversation.conversationId', "'19:mine@thread.tacv2'"],
  ['proposal.conversation.serviceUrl', "'https://smba.example/mine/'"],
  ['approvals', `json('[{"by":${JSON.stringify(somebody)},"at":1}]')`],
  ['review', `json('{"by":${JSON.stringify(somebody)},"at":1,"finding":"fine"}')`],
  ['evidence', `json('{"awaited":[],"matched":[]}')`],
  ['revision', '7'],
  ['status.looking', `json('{"by":${JSON.stringify(somebody)},"at":1}')`],
  ['status.release', `json('{"kind":"interrupted"}')`],
  ['status', `json('{"state":"applying","by":${JSON.stringify(somebody)},"claimedAt":1,"phase":"writing","done":1}')`],
  ['status', `json('{"state":"unknown","by":${JSON.stringify(somebody)},"since":1,"done":1,"problem":null}')`],
  ['status', `json('{"state":"rejected","by":${JSON.stringify(somebody)},"at":1,"reason":null}')`],
  ['status', `json('{"state":"expired","at":1,"release":null}')`],
]; // prettier-ignore

test('a row with another value anywhere is not what was proposed', async () => {
  const file = path();
  const store = opened(file);
  await store.insert(change, theProposal(change));
  const sql = new DatabaseSync(file);
  const found: [member: string, contradictions: readonly string[] | undefined][] = [];
  for (const [member, value] of OTHERWISE) {
    sql.exec(put(member, value));
    const read = await store.get(id);
    found.push([member, read && (await store.contradictions(read))]);
    sql.prepare('UPDATE changes SET body = ?').run(JSON.stringify(change));
  }
  sql.close();
  const named = (member: string): string => {
    if (member === 'revision') return 'journal';
    const [first = '', second = ''] = member.split('.');
    return first === 'proposal' ? `${first}.${second}` : first;
  };
  expect(found).toEqual(OTHERWISE.map(([member]) => [member, [named(member)]]));
});

describe('a row that was put back to how it was once', () => {
  const past = async (...events: Parameters<typeof after>[1][]): Promise<readonly string[]> => {
    const file = path();
    const store = opened(file);
    await store.insert(change, theProposal(change));
    const old = JSON.stringify(change);
    let now: Change = change;
    for (const event of events) {
      now = after(now, event);
      await store.advance(now, anEntry(now, event));
    }
    store.close();
    const sql = new DatabaseSync(file);
    sql.prepare('UPDATE changes SET body = ?').run(old);
    sql.close();
    return opened(file).contradictions(change);
  };

  test.each([
    ['before somebody rejected it', [{ kind: 'rejected', by: somebody, at: NOW, reason: null }]],
    ['before it was ended', [{ kind: 'ended', by: somebody, at: NOW, reason: null }]],
    ['before it was applied, to be applied again', [
      { kind: 'claimed', by: somebody, at: NOW },
      { kind: 'writeStarted', at: NOW },
      { kind: 'applied', found: change.proposal.plan.after, at: NOW },
    ]],
    ['before it expired', [{ kind: 'expired', at: change.proposal.expiresAt }]],
  ] as const)('%s', async (_, events) => {
    expect(await past(...events)).toEqual(['journal']);
  }); // prettier-ignore
});

describe('a drift', () => {
  const half = { kind: 'halfAccepted', by: somebody, reason: 'agreed', at: NOW } as const;
  const drift = aDrift();
  const kept = async (file: string, ...statements: readonly string[]): Promise<readonly string[]> => {
    const store = opened(file);
    await store.beginWatch([{ tenantId: drift.partner.tenantId, state: drift.before.partner }], NOW);
    await store.recordLook([{ tenantId: drift.partner.tenantId, revision: 1, kind: 'drifted', drift }], NOW);
    await store.moveDrift(drift, half);
    store.close();
    const sql = new DatabaseSync(file);
    for (const statement of statements) sql.exec(statement);
    sql.close();
    const again = opened(file);
    const found = await again.driftContradictions(drift.id);
    again.close();
    return found;
  };
  const set = (member: string, value: string) => `UPDATE drifts SET body = json_set(body, '$.${member}', ${value})`;

  test('that nobody touched contradicts nothing, nor does one that there is not', async () => {
    expect(await kept(path())).toEqual([]);
    expect(await opened(path()).driftContradictions(drift.id)).toEqual([]);
  });

  const REWRITTEN: readonly (readonly [member: string, value: string, named: string])[] = [
    ['half.by', `json('${JSON.stringify(aPerson())}')`, 'half'],
    ['half', 'NULL', 'half'],
    ['guarded', "json('true')", 'guarded'],
    ['explained', "json('true')", 'explained'],
    ['follows', "'D-00000009'", 'follows'],
    ['partner.displayName', "'Contoso'", 'partner'],
    ['before.partner', 'NULL', 'before'],
    ['after.partner.identitySynchronization.userSync', "json('false')", 'after'],
    ['detectedAt', '1', 'detectedAt'],
    ['lastSeenAt', '1', 'lastSeenAt'],
    ['whileDown', "json('true')", 'whileDown'],
    ['status', `json('{"state":"accepted","by":${JSON.stringify(somebody)},"reason":"fine","at":1}')`, 'status'],
    ['revision', '1', 'journal'],
    ['revision', '3', 'journal'],
  ];

  test('whose row has another value anywhere', async () => {
    const file = path();
    expect(await kept(file)).toEqual([]);
    const store = opened(file);
    const sql = new DatabaseSync(file);
    const body = String(sql.prepare('SELECT body FROM drifts').get()?.['body']);
    const found: [member: string, contradictions: readonly string[]][] = [];
    for (const [member, value] of REWRITTEN) {
      sql.exec(set(member, value));
      found.push([member, await store.driftContradictions(drift.id)]);
      sql.prepare('UPDATE drifts SET body = ?').run(body);
    }
    sql.close();
    expect(found).toEqual(REWRITTEN.map(([member, , named]) => [member, [named]]));
  });

  test('whose entry was rewritten with the row', async () => {
    const entry =
      "UPDATE journal SET line = json_set(line, '$.event.drift.guarded', json('true')) WHERE event = 'detected'";
    const statements = [set('guarded', "json('true')"), 'DROP TRIGGER journal_is_never_edited', entry];
    expect(await kept(path(), ...statements)).toEqual(['journal']);
  });
});
