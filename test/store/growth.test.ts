import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { NOW, nthChange, tenantIdOf, theProposal } from '../builders.ts';
import { aFolder, opened } from './support.ts';

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with what it belongs to
const { run: runAsBefore } = StatementSync.prototype;

/** The tables that grow for as long as the bot lives. */
const GROWING = [
  'changes',
  'journal',
  'copies',
  'drifts',
  'digests',
  'digest_drifts',
  'letters',
  'misuses',
  'told_records',
];

/**
 * By an index that holds only what is open or waits, or as far as one page goes. `giveUp` and the count are asked for by
 * somebody, and read an index alone.
 */
const ALLOWED = [
  'SCAN changes',
  'SCAN changes USING COVERING INDEX changes_by_tenant',
  'SCAN changes USING INDEX open_changes',
  'SCAN changes USING INDEX unreviewed_changes',
  'SCAN copies USING INDEX one_notice_in_each_place',
  'SCAN drifts',
  'SCAN drifts USING INDEX one_open_drift_per_partner',
  'SCAN journal',
  'SCAN letters USING INDEX unsent_letters',
];

/** Each statement that a store prepares, with how SQLite would carry it out. */
function plans(): readonly { readonly query: string; readonly steps: readonly string[] }[] {
  const path = join(aFolder(), 'store.db');
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  opened(path);
  const queries = new Set(prepare.mock.calls.map(([query]) => query));
  prepare.mockRestore();
  const sql = new DatabaseSync(path);
  onTestFinished(() => {
    sql.close();
  });
  return [...queries]
    .filter((query) => /^\s*(SELECT|UPDATE|DELETE|INSERT)/.test(query))
    .map((query) => ({
      query: query.replaceAll(/\s+/g, ' '),
      steps: sql
        .prepare(`EXPLAIN QUERY PLAN ${query}`)
        .all()
        .map(({ detail }) => String(detail)),
    }));
}

test('nothing reads a table from end to end that grows for as long as the bot lives', () => {
  const scans = new Map<string, string[]>();
  for (const { query, steps } of plans()) {
    for (const step of steps) {
      const table = /^SCAN (\w+)/.exec(step)?.[1];
      if (table !== undefined && GROWING.includes(table)) scans.set(step, [...(scans.get(step) ?? []), query]);
    }
  }
  expect([...scans.keys()].sort()).toEqual(ALLOWED);
  const whole = ['SCAN changes', 'SCAN drifts', 'SCAN journal'].flatMap((step) => scans.get(step) ?? []);
  expect(whole.filter((query) => !/ LIMIT (\?\d|1)/.test(query))).toEqual([]);
});

test('the history of one partner has its changes only, in the order in which they were stored', async () => {
  const store = opened(':memory:');
  for (const [n, partner] of [
    [1, 1],
    [2, 2],
    [3, 3],
  ] as const) {
    const change = nthChange(n, partner);
    await store.insert(change, theProposal(change));
  }
  const ids = async (partner: number | null) => {
    const page = await store.history(partner === null ? null : tenantIdOf(partner), 2, 0);
    return [page.total, ...page.changes.map(({ proposal }) => proposal.partner.tenantId)];
  };
  expect(await ids(2)).toEqual([1, tenantIdOf(2)]);
  expect(await ids(null)).toEqual([3, tenantIdOf(3), tenantIdOf(2)]);
  expect(await ids(4)).toEqual([0]);
});

test('nothing is written for what looks as expected but one time, however many partners there are', async () => {
  const store = opened(':memory:');
  const ids = Array.from({ length: 500 }, (_, n) => tenantIdOf(n + 1));
  await store.beginWatch(
    ids.map((tenantId) => ({ tenantId, state: null })),
    NOW,
  );
  const ran: string[] = [];
  const run = vi.spyOn(StatementSync.prototype, 'run').mockImplementation(function (this: StatementSync, ...values) {
    ran.push(this.sourceSQL);
    return runAsBefore.apply(this, values);
  });
  const expected = new Map(ids.map((id) => [id, 1]));
  await store.endLook({ at: NOW + 1, whole: true, expected, others: [] });
  run.mockRestore();
  const written = ran.filter((query) => /^\s*(INSERT|UPDATE)/.test(query));
  expect(written).toHaveLength(2);
  expect((await store.watched()).baselines.every(({ seenAt }) => seenAt === NOW + 1)).toBe(true);
});
