import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHANGES } from '../../src/store/migrations/changes.ts';
import { DRIFTS } from '../../src/store/migrations/drifts.ts';
import { EVIDENCE } from '../../src/store/migrations/evidence.ts';
import { aConversation, aDrift, driftIdOf, NOW, tenantIdOf } from '../builders.ts';
import { aFolder, opened } from './support.ts';

/** PRAGMA application_id of every store. */
const APPLICATION = 1114786672;

/** A file as an older version left it: `sql` is run on the schema that these migrations make. */
function older(migrations: readonly string[], edit: (sql: DatabaseSync) => void): string {
  const path = join(aFolder(), 'store.db');
  const sql = new DatabaseSync(path);
  for (const migration of migrations) sql.exec(migration);
  sql.exec(
    `PRAGMA journal_mode = WAL; PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${migrations.length}`,
  );
  edit(sql);
  sql.close();
  return path;
}

test('a store from before drifts were told together opens, and goes on with what waits to be told', async () => {
  const drift = aDrift();
  const place = aConversation({ conversationId: '19:a@thread.v2', activityId: null });
  const path = older([CHANGES, DRIFTS, EVIDENCE], (sql) => {
    sql.prepare('INSERT INTO drifts (id, body) VALUES (?, ?)').run(drift.id, JSON.stringify(drift));
    sql
      .prepare("INSERT INTO copies (subject_id, tenant_id, role, conversation, revision) VALUES (?, ?, 'notice', ?, 1)")
      .run(drift.id, tenantIdOf(1), JSON.stringify(place));
  });
  const store = opened(path);
  expect(await store.undrawn()).toEqual([{ id: 1, subject: driftIdOf(1), isUrgent: false }]);
  expect(await store.lastDrifts(tenantIdOf(1), 9)).toEqual([drift]);
  const accepted = { kind: 'superseded', by: null, at: NOW } as const;
  expect(await store.moveDrift(drift, accepted)).toBeDefined();
});
