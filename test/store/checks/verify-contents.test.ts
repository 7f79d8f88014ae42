import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { NO_ENTRY, hashOf } from '../../../src/store/chain.ts';
import { leafOf, rootOf } from '../../../src/store/merkle.ts';

import { aPerson, driftIdOf, nthChange, NOW, objectIdOf, tenantIdOf, theProposal } from '../../builders.ts';
import { place } from '../../contracts/store-cards.ts';
import { writeJournal } from '../../contracts/store-journal.ts';
import { oldStore } from '../old-store.ts';
import { aFolder, journalOf, opened } from '../support.ts';
import { verifyContents } from './whole.ts';

const CHANNEL = place('a').conversationId;
const MALLORY = JSON.stringify(aPerson({ objectId: objectIdOf(66), displayName: 'Mallory' }));

let path: string;
beforeEach(async () => {
  path = join(aFolder(), 'store.db');
  const store = opened(path);
  await writeJournal(store);
  const kept = {
    conversation: place('a'),
    topics: ['drift', 'changes'],
    by: aPerson(),
    at: NOW,
    state: 'alive',
  } as const;
  await store.subscribe(kept);
});

/** Somebody with a database tool, who leaves the journal alone. */
function tamper(file: string, sql: string): void {
  const tool = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  tool.exec(sql);
  tool.close();
}
const faults = async (file = path) => (await journalOf(file).verify(null)).faults;

test('what a bot has stored is what its journal tells', async () => {
  expect(await faults()).toEqual([]);
});

test('so it is with the store of the first version, in which everything had happened that could', async () => {
  const file = oldStore();
  opened(file).close();
  expect(await faults(file)).toEqual([]);
  tamper(
    file,
    "UPDATE changes SET body = json_set(body, '$.status.by.displayName', 'Mallory') WHERE id = 'C-00000002'",
  );
  expect(await faults(file)).toMatchObject([
    { kind: 'differs', id: 'C-00000002', field: 'status.by.displayName', stored: '"Mallory"', told: '"Ben"' },
  ]);
});

const setChange = (what: string, value: string) =>
  `UPDATE changes SET body = json_set(body, '$.${what}', ${value}) WHERE id = 'C-00000001'`;
const setDrift = (what: string, value: string) => `UPDATE drifts SET body = json_set(body, '$.${what}', ${value})`;

describe('what was rewritten beside the journal is named, with both versions', () => {
  test.each([
    ['the requester', setChange('proposal.requester', `json('${MALLORY}')`), 'proposal.requester.displayName'],
    ['the decider', setChange('status.by', `json('${MALLORY}')`), 'status.by.objectId'],
    ['the reason', setChange('proposal.reason', "'agreed with everybody'"), 'proposal.reason'],
    ['who had to decide', setChange('proposal.approval', "'secondPerson'"), 'proposal.approval'],
    ['the plan', setChange('proposal.plan.after.partner', "json('null')"), 'proposal.plan.after.partner'],
    ['the plan’s end', setChange('proposal.plan.after.partner.identitySynchronization.userSync', "json('false')"),
      'proposal.plan.after.partner.identitySynchronization.userSync'],
    ['the outcome', setChange('status.state', "'failed'"), ''],
    ['what was read back', setChange('status.found.partner', "json('null')"), 'status.found.partner'],
    ['when', setChange('proposal.requestedAt', '1'), 'proposal.requestedAt'],
    ['what the audit log told', setChange('evidence.awaited', "json('[]')"), 'evidence.awaited'],
    ['who accepted a drift', setDrift('status.by', `json('${MALLORY}')`), 'status.by.objectId'],
    ['why', setDrift('status.reason', "'because'"), 'status.reason'],
    ['what the drift was', setDrift('after.partner', "json('null')"), 'after.partner'],
    ['whether it is open', setDrift('status', `json('{"state":"open"}')`), 'status.state'],
    ['whose it was', setDrift('partner.displayName', "'Contoso'"), 'partner.displayName'],
    ['how a partner should look', `UPDATE baselines SET body = 'null' WHERE tenant_id = '${tenantIdOf(1)}'`, null],
    ['how often that moved', 'UPDATE baselines SET revision = 7', 'revision'],
    ['that it should look so', 'DELETE FROM baselines', ''],
    ['what a subscription is about', `UPDATE subscriptions SET body = json_set(body, '$.topics', json('["changes"]'))`, 'topics.0'],
    ['whether it is alive', `UPDATE subscriptions SET body = json_set(body, '$.state', 'dead')`, 'state'],
    ['who wanted it', `UPDATE subscriptions SET body = json_set(body, '$.by', json('${MALLORY}'))`, 'by.displayName'],
    ['that there is one', 'DELETE FROM subscriptions', ''],
    ['that it can be read', `UPDATE subscriptions SET body = json_set(body, '$.by', 7)`, ''],
  ])('%s', async (_, sql, field) => {
    tamper(path, sql);
    const found = await faults();
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found) {
      if (fault.kind !== 'differs') throw new Error(fault.kind);
      expect(fault.stored).not.toBe(fault.told);
    }
    if (field !== null) expect(found).toContainEqual(expect.objectContaining({ kind: 'differs', field }));
  }); // prettier-ignore

  test.each([
    [
      'a baseline',
      `INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES ('${tenantIdOf(99)}', 'null', 1, 1)`,
      'baselines',
    ],
    [
      'a subscription',
      `INSERT INTO subscriptions SELECT '19:spy', json_set(body, '$.conversation.conversationId', '19:spy')
       FROM subscriptions`,
      'subscriptions',
    ],
  ])('%s that nobody made', async (_, sql, of) => {
    tamper(path, sql);
    expect(await faults()).toMatchObject([{ kind: 'differs', of, field: '', told: null }]);
  });

  test('the address by which Teams moves a conversation is not: it was not told', async () => {
    const store = opened(join(aFolder(), 'other.db'));
    await store.subscribe({ conversation: place('a'), topics: ['drift'], by: aPerson(), at: NOW, state: 'alive' });
    tamper(
      path,
      "UPDATE subscriptions SET body = json_set(body, '$.conversation.serviceUrl', 'https://smba.example/')",
    );
    expect(await faults()).toEqual([]);
    expect(CHANNEL).not.toBe('');
  });
});

describe('a whole journal written anew, hashes and all', () => {
  type Entry = { readonly of: string; readonly id: string; readonly revision?: number; readonly event: object };
  const chained = (...entries: readonly Entry[]) => {
    let previous = NO_ENTRY;
    return entries.map((entry, n) => {
      const seq = n + 1;
      const line = JSON.stringify({ seq, ...entry, ...(entry.of === 'changes' ? { requestIds: [] } : {}), previous });
      previous = hashOf(line);
      return { seq, line, hash: previous };
    });
  };
  const beside = {
    changes: new Map(),
    drifts: new Map(),
    baselines: new Map(),
    subscriptions: new Map(),
    misuses: new Map(),
    transients: new Map(),
    recertifications: new Map(),
  };
  const change = nthChange(1);
  const { id } = change.proposal;
  const proposed = { of: 'changes', id, revision: 1, event: theProposal(change).event };
  const by = aPerson();
  const applied = { kind: 'applied', found: change.proposal.plan.after, at: NOW };

  test.each<[string, readonly Entry[], number]>([
    ['a change that ends before it began', [{ of: 'changes', id, revision: 1, event: applied }], 1],
    ['a change that was written without being confirmed', [proposed, { ...proposed, revision: 2, event: applied }], 2],
    [
      'a change that somebody else confirmed',
      [proposed, { ...proposed, revision: 2, event: { kind: 'claimed', by: { ...by, objectId: objectIdOf(66) }, at: NOW } }],
      2,
    ],
    ['a step that is counted wrongly', [proposed, { ...proposed, revision: 3, event: { kind: 'claimed', by, at: NOW } }], 2],
    ['a change that is proposed twice', [proposed, { ...proposed, revision: 1 }], 2],
    ['a change by another’s id', [{ ...proposed, id: 'C-00000009' }], 1],
    [
      'a drift that is accepted before it is found',
      [{ of: 'drifts', id: driftIdOf(1), revision: 2, event: { kind: 'accepted', by, reason: 'x', at: NOW } }],
      1,
    ],
    [
      'a subscription that ends before it began',
      [{ of: 'subscriptions', id: CHANNEL, event: { kind: 'ended', how: 'asked', by, at: NOW } }],
      1,
    ],
  ])('%s cannot have happened', (_, entries, seq) => {
    expect(verifyContents(chained(...entries), beside)).toMatchObject([{ kind: 'impossible', entry: { seq } }]);
  }); // prettier-ignore

  test('a head that stands for something else cannot have been sent out', () => {
    const root = rootOf([leafOf(hashOf(chained(proposed)[0]?.line ?? ''))]);
    const witness = (more: object) => ({
      of: 'witness',
      id: 'head',
      event: { kind: 'witnessed', entries: 1, root, peaks: [root], at: NOW, ...more },
    });
    const told = (more: object) =>
      verifyContents(chained(proposed, witness(more)), { ...beside, changes: new Map([[id, change]]) });
    expect(told({})).toEqual([]);
    const other = hashOf('x');
    for (const more of [
      { entries: 0 },
      { entries: 2 },
      { root: other },
      { peaks: [other] },
      { peaks: [] },
      { peaks: [root, root] },
    ]) {
      expect([more, told(more)]).toMatchObject([more, [{ kind: 'impossible', entry: { seq: 2 } }]]);
    }
  });

  test('what no version says is pointed out', () => {
    const rows = chained({ of: 'changes', id, revision: 1, event: { kind: 'celebrated', at: NOW } });
    expect(verifyContents(rows, beside)).toMatchObject([{ kind: 'unreadable', entry: { seq: 1, id } }]);
  });
});
