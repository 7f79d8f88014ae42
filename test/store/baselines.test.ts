import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SqliteStore } from '../../src/store/sqlite-store.ts';
import { aDrift, aPerson, NOW, tenantIdOf } from '../builders.ts';
import { aFolder, opened } from './support.ts';

/** How partners should look is what the journal told last, whatever another program has written into the rows. */

let path: string;
let store: SqliteStore;
beforeEach(() => {
  path = join(aFolder(), 'store.db');
  store = opened(path);
});
const ADDED = { automaticRedemption: { inbound: null, outbound: null }, identitySynchronization: null } as const;
const LISTED = [
  { tenantId: tenantIdOf(1), state: ADDED },
  { tenantId: tenantIdOf(2), state: ADDED },
];

/** Somebody with a database tool, while the bot runs. */
function tamper(sql: string): void {
  const tool = new DatabaseSync(path);
  tool.exec(sql);
  tool.close();
}
const baselines = async () =>
  (await store.watched()).baselines.map(({ tenantId, state, revision }) => ({ tenantId, state, revision }));

describe('a baseline that another program has written', () => {
  beforeEach(async () => {
    await store.beginWatch(LISTED, NOW);
    expect(await store.rightBaselines()).toEqual([]);
  });
  const first = `tenant_id = '${tenantIdOf(1)}'`;

  test.each([
    [
      'otherwise',
      `UPDATE baselines SET body = json_set(body, '$.automaticRedemption.inbound', json('true')) WHERE ${first}`,
      1,
    ],
    ['away', `DELETE FROM baselines WHERE ${first}`, 1],
    ['so that nobody can read it', `UPDATE baselines SET body = 'x' WHERE ${first}`, 1],
    ['as one that has moved', `UPDATE baselines SET revision = 9 WHERE ${first}`, 1],
    [
      'of a partner that there was not',
      `INSERT INTO baselines (tenant_id, body, seen_at, revision) SELECT '${tenantIdOf(9)}', body, 1, 1 FROM baselines LIMIT 1`,
      9,
    ],
  ])('%s: is as the journal tells again', async (_, sql, nth) => {
    const was = await baselines();
    tamper(sql);
    expect(await store.rightBaselines()).toEqual([tenantIdOf(nth)]);
    expect(await baselines()).toEqual(was);
    expect(await store.rightBaselines()).toEqual([]);
  });

  test('in other words for the same is left as it is', async () => {
    tamper(`UPDATE baselines SET body = replace(body, ':', ': ')`);
    expect(await store.rightBaselines()).toEqual([]);
  });

  test('is found by the next process, too', async () => {
    store.close();
    tamper(`DELETE FROM baselines`);
    store = opened(path);
    expect(await store.rightBaselines()).toEqual([tenantIdOf(1), tenantIdOf(2)]);
  });
});

test('of very many, which are compared some at a time, the last thing that was told of each counts', async () => {
  const many = Array.from({ length: 2_001 }, (_, index) => ({ tenantId: tenantIdOf(index + 1), state: ADDED }));
  await store.beginWatch(many, NOW);
  const opened = { ...ADDED, automaticRedemption: { inbound: true, outbound: null } };
  const learned = { tenantId: tenantIdOf(1), revision: 1, kind: 'learned', state: opened } as const;
  await store.recordLook([learned], NOW + 1, [], false);
  expect(await store.rightBaselines()).toEqual([]);
  const was = await baselines();
  expect(was[0]).toMatchObject({ state: opened });
  const told = JSON.stringify(ADDED);
  tamper(`UPDATE baselines SET body = '${told}' WHERE tenant_id = '${tenantIdOf(1)}'`);
  tamper(`DELETE FROM baselines WHERE tenant_id = '${tenantIdOf(2_001)}'`);
  expect(await store.rightBaselines()).toEqual([tenantIdOf(1), tenantIdOf(2_001)]);
  expect(await baselines()).toEqual(was);
});

test('before the first look nothing can be otherwise', async () => {
  tamper(`INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES ('${tenantIdOf(9)}', 'null', 1, 1)`);
  expect(await store.rightBaselines()).toEqual([]);
});

test('what moves while they are read is void for whoever compares with them: the drift is as it is by now, the baseline as it was', async () => {
  const drift = aDrift();
  const { tenantId } = drift.partner;
  await store.beginWatch([{ tenantId, state: drift.before.partner }], NOW);
  await store.recordLook([{ tenantId, revision: 1, kind: 'drifted', drift }], NOW);
  const reading = store.watched();
  await store.moveDrift(drift, { kind: 'accepted', by: aPerson(), reason: 'agreed', at: NOW });
  const { drifts, baselines: read } = await reading;
  expect([drifts, read.map(({ revision }) => revision)]).toEqual([[], [1]]);
  expect(await baselines()).toEqual([{ tenantId, state: drift.after.partner, revision: 2 }]);
});
