import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runJournal } from '../../../src/journal/run.ts';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { NOW } from '../../builders.ts';
import { ENTRIES, writeJournal } from '../../contracts/store-journal.ts';
import { asOwner, asSuperuser, storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { aFolder } from '../support.ts';

let made: TestDatabase;
beforeEach(async () => {
  made = await storeDatabase();
  const store = await openPostgresStore(made.address);
  await writeJournal(store);
  await store.witness(NOW, []);
  await store.close();
});
afterEach(() => made.drop());

const faults = async () => {
  const journal = await openJournal(made.address);
  try {
    return (await journal.verify(null)).faults;
  } finally {
    await journal.close();
  }
};

test.each([
  'UPDATE journal SET hash = hash',
  'DELETE FROM journal WHERE seq = 3',
  'TRUNCATE journal CASCADE',
  'DELETE FROM journal_head',
])('the bot’s own account is refused: %s', async (statement) => {
  await expect(asOwner(made.address, (client) => client.query(statement))).rejects.toThrow(/permission denied/);
  expect(await faults()).toEqual([]);
});

test.each([
  'UPDATE journal SET hash = hash',
  'DELETE FROM journal WHERE seq = 3',
  'TRUNCATE journal CASCADE',
  'INSERT INTO journal (seq, line, hash) SELECT seq + 100, replace(line, \'"seq":1,\', \'"seq":101,\'), hash FROM journal WHERE seq = 1',
])('a superuser, whom nothing is taken from, is refused by the triggers: %s', async (statement) => {
  const tried = asSuperuser(made.address.database, (client) => client.query(statement));
  await expect(tried).rejects.toThrow(/the journal is append only/);
  expect(await faults()).toEqual([]);
});

test('an owner who takes away what guards it is found, by that and by what they wrote; the next start puts it back', async () => {
  await asOwner(made.address, async (client) => {
    await client.query(
      'GRANT UPDATE ON journal TO CURRENT_USER; ALTER TABLE journal DISABLE TRIGGER journal_is_never_edited',
    );
  });
  expect(await faults()).toEqual([
    { kind: 'unguarded', missing: ['journal_is_never_edited', 'REVOKE UPDATE ON journal'] },
  ]);
  const warned: unknown[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (event: string) => warned.push(event) };
  await (await openPostgresStore(made.address, { log })).close();
  expect(warned).toEqual(['store.unguarded']);
  expect(await faults()).toEqual([]);
  await asSuperuser(made.address.database, async (client) => {
    await client.query(
      "SET session_replication_role = replica; UPDATE journal SET line = replace(line, 'Megan', 'Adele') WHERE seq = 2",
    );
  });
  expect((await faults())[0]).toMatchObject({ kind: 'changed', entry: { seq: 2 } });
});

test('a hand in what people read is found', async () => {
  await asOwner(made.address, (client) => client.query("UPDATE changes SET body = replace(body, 'Megan', 'Adele')"));
  expect((await faults()).map(({ kind }) => kind)).toContain('differs');
});

test('two open changes of one partner are refused', async () => {
  const again = `INSERT INTO changes (id, body) SELECT 'C-00000009', replace(body, id, 'C-00000009') FROM changes WHERE state = 'pending'`;
  await expect(asOwner(made.address, (client) => client.query(again))).rejects.toThrow(/one_open_change_per_partner/);
});

test('it is verified, exported, proven and archived as one in a file', async () => {
  const folder = aFolder();
  const store = { ok: true, store: made.address } as const;
  const later = NOW + 500 * 24 * 60 * 60_000;
  const run = (...args: readonly string[]) => runJournal(args, store, later);
  expect((await run('verify')).lines[0]).toMatch(/^The journal is whole/);
  const period = ['--from', '2026-01-01', '--to', '2026-12-31', '--out', join(folder, 'export')];
  expect((await run('export', ...period)).lines[0]).toContain(`${ENTRIES + 1} entries`);
  expect((await run('prove', 'C-00000001', '--out', join(folder, 'proof.json'))).code).toBe(0);
  expect((await run('archive', '--out', join(folder, 'archive'))).lines[0]).toMatch(/^Moved out .*entries 1 to /);
  expect((await run('verify')).lines[0]).toMatch(/^The journal is whole/);
  const statement = 'DELETE FROM journal WHERE seq > 8';
  await expect(asOwner(made.address, (client) => client.query(statement))).rejects.toThrow(/permission denied/);
});

test('it is not archived while a bot uses it', async () => {
  const running = await openPostgresStore(made.address);
  const outcome = await runJournal(['archive', '--out', join(aFolder(), 'x')], { ok: true, store: made.address }, NOW);
  await running.close();
  expect(outcome).toMatchObject({ code: 1, lines: [expect.stringContaining('in use by another process')] });
});
