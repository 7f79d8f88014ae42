import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/v4';
import { CHANGES } from '../../src/store/sqlite/migrations/changes.ts';
import { DRIFTS } from '../../src/store/sqlite/migrations/drifts.ts';
import { EVIDENCE } from '../../src/store/sqlite/migrations/evidence.ts';
import { aFolder } from './support.ts';

const row = z.record(z.string(), z.union([z.string(), z.number()]));
const dump = z.record(z.string(), z.array(row));

/**
 * A store as version 0.1.0 left it: changes and drifts of every fate, with their journal; subscriptions and baselines, of
 * which the journal of that version said nothing.
 */
export function oldStore(): string {
  const path = join(aFolder(), 'old.db');
  const sql = new DatabaseSync(path);
  sql.exec(`${CHANGES}${DRIFTS}${EVIDENCE}; PRAGMA application_id = 0x42724b70; PRAGMA user_version = 3`);
  const file = join(import.meta.dirname, 'fixtures', 'store-0.1.0.json');
  for (const [table, rows] of Object.entries(dump.parse(JSON.parse(readFileSync(file, 'utf8'))))) {
    for (const values of rows) {
      const names = Object.keys(values);
      sql
        .prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`)
        .run(...Object.values(values));
    }
  }
  sql.close();
  return path;
}
