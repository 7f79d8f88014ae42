import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { otherBeside } from '../../../src/store/checks/columns.ts';
import { writeJournal } from '../../contracts/store-journal.ts';
import { aFolder, opened } from '../support.ts';

test('what a database computes of each line is what stands beside it; each column that is something else is named', async () => {
  const path = join(aFolder(), 'store.db');
  const store = opened(path);
  await writeJournal(store);
  store.close();
  const sql = new DatabaseSync(path, { readOnly: true });
  const rows = sql.prepare('SELECT * FROM journal ORDER BY seq').all();
  sql.close();
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.map(otherBeside)).toEqual(rows.map(() => undefined));
  const [first = {}] = rows;
  for (const column of Object.keys(first).filter((name) => !['seq', 'line', 'hash'].includes(name))) {
    const found = otherBeside({ ...first, [column]: column === 'request_ids' ? '["another"]' : 'another' });
    expect(found).toMatchObject({ kind: 'beside', entry: { seq: 1 }, columns: [column] });
  }
  expect(otherBeside({ ...first, line: 'no line' })).toBeUndefined();
  // What the line says nothing of must not stand beside it either.
  expect(otherBeside({ seq: 1, line: '{"event":"none"}', revision: 1 })).toMatchObject({ columns: ['revision'] });
});
