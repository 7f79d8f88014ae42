import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { answeringOf, preparing } from '../../../src/store/sqlite/answering.ts';
import { besideJournal } from '../../../src/store/checks/beside.ts';

import type { ChainRow } from '../../../src/store/checks/verify-chain.ts';
import {
  aConversation,
  aMisuse,
  aPerson,
  aTenant,
  aTransient,
  driftIdOf,
  NOW,
  tenantIdOf,
  aDrift,
} from '../../builders.ts';
import { place } from '../../contracts/store-cards.ts';
import { writeJournal } from '../../contracts/store-journal.ts';
import { aFolder, journalOf, opened } from '../support.ts';
import { verifyContents } from './whole.ts';

/** Whatever anybody writes into a row that people read is found: each member of each row is changed once. */

let path: string;
let sql: DatabaseSync;
let lines: readonly ChainRow[];
beforeEach(async () => {
  path = join(aFolder(), 'store.db');
  const store = opened(path);
  await writeJournal(store);
  const by = aPerson();
  await store.subscribe({ conversation: place('a'), topics: ['drift', 'changes'], by, at: NOW, state: 'alive' });
  const drift = aDrift({ id: driftIdOf(9), partner: aTenant({ tenantId: tenantIdOf(9) }) });
  await store.recordLook([{ tenantId: tenantIdOf(9), revision: 0, kind: 'drifted', drift }], NOW);
  await store.moveDrift(drift, { kind: 'halfAccepted', by, reason: 'agreed', at: NOW });
  await store.addMisuse(aMisuse(), ['audit-1'], [aConversation()]);
  await store.judge({ explained: [], found: { transient: aTransient(), records: [] }, more: [] }, []);
  store.close();
  sql = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  const rows = sql.prepare('SELECT seq, line, hash FROM journal ORDER BY seq').all();
  lines = rows.map((row) => ({ seq: Number(row['seq']), line: String(row['line']), hash: String(row['hash']) }));
});

const faults = () => verifyContents(lines, answeringOf(preparing(sql))(besideJournal()));
const TABLES = {
  changes: 'id',
  drifts: 'id',
  baselines: 'tenant_id',
  subscriptions: 'place',
  misuses: 'id',
  transients: 'id',
} as const;
type Table = keyof typeof TABLES;

/** Another value that could stand there. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      // What must have a form keeps it: another id, not a broken one.
      return value === '' ? 'x' : value.slice(0, -1) + (value.endsWith('7') ? '8' : '7');
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return value === null ? 7 : [7];
  }
}

/** The same value with one member changed, for each member, and its path. */
function* altered(value: unknown, path: readonly string[] = []): Generator<readonly [path: string, value: unknown]> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    yield [path.join('.'), another(value)];
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    for (const [where, other] of altered(member, [...path, name])) {
      yield [where, Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other }];
    }
  }
}

test.each(Object.keys(TABLES) as readonly Table[])('each member of each row of %s', (table) => {
  const key = TABLES[table];
  expect(faults()).toEqual([]);
  const rows = sql.prepare(`SELECT ${key} AS id, body FROM ${table}`).all();
  const put = sql.prepare(`UPDATE ${table} SET body = ? WHERE ${key} = ?`);
  const unseen: string[] = [];
  let tried = 0;
  for (const { id, body } of rows) {
    for (const [path, value] of altered(JSON.parse(String(body)))) {
      try {
        put.run(JSON.stringify(value), String(id));
      } catch {
        // A row has one id, in its body and beside it.
        continue;
      }
      tried += 1;
      if (faults().length === 0) unseen.push(path);
      put.run(String(body), String(id));
    }
  }
  expect(tried).toBeGreaterThan(5);
  // Teams moves it, and it leads to Teams only; nothing is told of that.
  expect(new Set(unseen)).toEqual(new Set(table === 'subscriptions' ? ['conversation.serviceUrl'] : []));
  expect(faults()).toEqual([]);
});

test.each(Object.keys(TABLES) as readonly Table[])('rows of %s that are gone are missed', async (table) => {
  sql.exec(`DELETE FROM ${table}`);
  expect((await journalOf(path).verify(null)).faults.length).toBeGreaterThan(0);
});

test.each([
  ['changes', 'status', '{"state":"rejected","by":null,"at":1,"reason":null}'],
  ['changes', 'revision', '7'],
  ['drifts', 'status', '{"state":"superseded","by":null,"at":1}'],
  ['drifts', 'detectedAt', '1'],
  ['subscriptions', 'state', '"dead"'],
  ['misuses', 'status', '{"state":"told"}'],
] as const)('JSON in %s that says %s twice, once to SQLite and once to everybody else', (table, member, first) => {
  const row = sql.prepare(`SELECT body FROM ${table} LIMIT 1`).get();
  const body = String(row?.['body']);
  sql.prepare(`UPDATE ${table} SET body = ? WHERE body = ?`).run(`{"${member}":${first},${body.slice(1)}`, body);
  expect(JSON.parse(String(sql.prepare(`SELECT body FROM ${table} LIMIT 1`).get()?.['body']))).toEqual(
    JSON.parse(body),
  );
  expect(faults()).toMatchObject([{ kind: 'differs', of: table, field: '', stored: null }]);
});
