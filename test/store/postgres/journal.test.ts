import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runJournal } from '../../../src/journal/run.ts';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { copyStore } from '../../../src/store/copying/copy.ts';
import { poolTo } from '../../../src/store/postgres/connect.ts';
import { postgres } from '../../../src/store/postgres/dialect.ts';
import { migrate } from '../../../src/store/postgres/migrations.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { NOW } from '../../builders.ts';
import { ENTRIES, writeJournal } from '../../contracts/store-journal.ts';
import { asOwner, asSuperuser, storeDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { aFolder, errorOf } from '../support.ts';

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

const again = (when: string, does = 'journal_is_append_only'): string =>
  `DROP TRIGGER journal_is_never_edited ON journal; CREATE TRIGGER journal_is_never_edited ${when} EXECUTE FUNCTION ${does}()`;
const NOTHING = 'CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$';

const TAKEN: readonly (readonly [what: string, statement: string, missing: string])[] = [
  ['a trigger taken away', 'DROP TRIGGER journal_head_follows ON journal', 'journal_head_follows'],
  ['one that never fires', again('BEFORE UPDATE ON journal FOR EACH ROW WHEN (false)'), 'journal_is_never_edited'],
  ['one of another column', again('BEFORE UPDATE OF seq ON journal FOR EACH STATEMENT'), 'journal_is_never_edited'],
  ['one of something else', again('BEFORE TRUNCATE ON journal FOR EACH STATEMENT'), 'journal_is_never_edited'],
  ['one that comes too late', again('AFTER UPDATE ON journal FOR EACH STATEMENT'), 'journal_is_never_edited'],
  [
    'one that calls something else',
    `${NOTHING}; ${again('BEFORE UPDATE ON journal FOR EACH STATEMENT', 'nothing')}`,
    'journal_is_never_edited',
  ],
  [
    'a function that does nothing',
    NOTHING.replace('CREATE FUNCTION nothing', 'CREATE OR REPLACE FUNCTION journal_goes_on_from_its_head'),
    'journal_only_grows_at_its_head',
  ],
  [
    'a function that looks elsewhere',
    'ALTER FUNCTION journal_goes_on_from_its_head SET search_path = elsewhere',
    'journal_only_grows_at_its_head',
  ],
  [
    'the function that reads JSON',
    `CREATE OR REPLACE FUNCTION json_of(body text) RETURNS json LANGUAGE sql IMMUTABLE AS $$ SELECT '{}'::json $$`,
    'json_of',
  ],
  ['a right of one column', 'GRANT UPDATE (line) ON journal TO CURRENT_USER', 'REVOKE UPDATE ON journal'],
  ['a right of everybody', 'GRANT DELETE ON journal TO PUBLIC', 'REVOKE DELETE ON journal'],
  ['a right of another account', 'GRANT TRUNCATE ON journal TO pg_monitor', 'REVOKE TRUNCATE ON journal'],
  ['one to a column of it', 'GRANT UPDATE (hash) ON journal TO pg_monitor', 'REVOKE UPDATE ON journal'],
  ['one of its head', 'GRANT DELETE ON journal_head TO pg_monitor', 'REVOKE DELETE ON journal_head'],
  ['one of it to everybody', 'GRANT TRUNCATE ON journal_head TO PUBLIC', 'REVOKE TRUNCATE ON journal_head'],
  [
    'a trigger beside it',
    `${NOTHING}; CREATE TRIGGER "a b" BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION nothing()`,
    'what else is triggered: a b',
  ],
  ['a rule', 'CREATE RULE kept AS ON DELETE TO journal DO INSTEAD NOTHING', 'what else is done instead: kept'],
  ['the index', 'DROP INDEX one_open_change_per_partner', 'one_open_change_per_partner'],
  [
    'an index of less',
    `DROP INDEX one_open_change_per_partner;
     CREATE UNIQUE INDEX one_open_change_per_partner ON changes (tenant_id) WHERE state = 'pending'`,
    'one_open_change_per_partner',
  ],
];

test('whatever of it is taken away or made void is found, though nothing else was done, and put right by the next start', async () => {
  const pool = await poolTo(made.address, 'tool');
  for (const [what, statement, missing] of TAKEN) {
    await asOwner(made.address, (client) => client.query(statement));
    expect([what, await faults()]).toEqual([what, [{ kind: 'unguarded', missing: [missing] }]]);
    await migrate(pool, made.address, 'bot');
    await asOwner(made.address, (client) => client.query('DROP FUNCTION IF EXISTS nothing()'));
  }
  await pool.end();
  expect(await faults()).toEqual([]);
});

test('what was given to all accounts, and what one of them passed on, is taken from each of them by the next start', async () => {
  await asSuperuser(made.address.database, async (client) => {
    await client.query('GRANT ALL ON ALL TABLES IN SCHEMA public TO pg_monitor WITH GRANT OPTION');
    await client.query(
      'SET ROLE pg_monitor; GRANT ALL ON journal, journal_head TO pg_read_all_stats, pg_signal_backend',
    );
  });
  const rights = [
    'UPDATE ON journal',
    'DELETE ON journal',
    'TRUNCATE ON journal',
    'DELETE ON journal_head',
    'TRUNCATE ON journal_head',
  ];
  expect(await faults()).toEqual([{ kind: 'unguarded', missing: rights.map((right) => `REVOKE ${right}`) }]);
  await (await openPostgresStore(made.address)).close();
  expect(await faults()).toEqual([]);
});

test('a hand in what is computed of a line and stands beside it is found, where a superuser has it computed no more', async () => {
  await asSuperuser(made.address.database, async (client) => {
    await client.query(`
      ALTER TABLE journal ALTER COLUMN about DROP EXPRESSION, ALTER COLUMN actor DROP EXPRESSION;
      SET session_replication_role = replica; UPDATE journal SET about = 'archive', actor = NULL WHERE seq = 2
    `);
  });
  expect(await faults()).toEqual([
    { kind: 'beside', entry: expect.objectContaining({ seq: 2 }) as unknown, columns: ['about', 'actor'] },
  ]);
});

test('whether rows may be other ones is looked at once a minute, though nobody counts what is written', async () => {
  const row = await asOwner(made.address, (client) =>
    client.query<Record<string, unknown>>(postgres.written('baselines')),
  );
  const minute = Number(Object.values(row.rows[0] ?? {}).at(-1));
  expect(minute % 60).toBe(0);
  expect(Math.abs(Date.now() / 1000 - minute)).toBeLessThan(90);
});

test('a baseline that somebody rewrites, takes away or adds is what the journal told last again', async () => {
  const [first] = await asOwner(made.address, async (client) => {
    await client.query(`INSERT INTO baselines (tenant_id, body, seen_at, revision)
      SELECT '00000000-0000-4000-8000-000000000999', body, 1, 1 FROM baselines LIMIT 1`);
    return (await client.query<{ tenant_id: string }>('SELECT tenant_id FROM baselines ORDER BY tenant_id DESC')).rows;
  });
  const id = first?.tenant_id ?? '';
  const store = await openPostgresStore(made.address);
  expect(await store.rightBaselines()).toEqual(['00000000-0000-4000-8000-000000000999']);
  expect(await store.rightBaselines()).toEqual([]);
  await store.close();
  for (const statement of ['UPDATE baselines SET revision = 99', 'DELETE FROM baselines']) {
    await asOwner(made.address, (client) => client.query(`${statement} WHERE tenant_id = '${id}'`));
    const next = await openPostgresStore(made.address);
    expect(await next.rightBaselines()).toEqual([id]);
    await next.close();
    expect(await faults()).toEqual([]);
  }
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

test('it is neither archived nor copied where what guards it was taken away: a tool puts nothing back', async () => {
  await asOwner(made.address, (client) => client.query('ALTER TABLE journal DISABLE TRIGGER journal_is_never_edited'));
  const outcome = await runJournal(['archive', '--out', join(aFolder(), 'x')], { ok: true, store: made.address }, NOW);
  expect(outcome).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('not in place: journal_is_never_edited.')],
  });
  const copied = await errorOf(() => copyStore(made.address, join(aFolder(), 'copy.db')));
  expect(copied.message).toContain('not in place: journal_is_never_edited.');
  expect(await faults()).toEqual([{ kind: 'unguarded', missing: ['journal_is_never_edited'] }]);
});

test('it is not archived while a bot uses it', async () => {
  const running = await openPostgresStore(made.address);
  const outcome = await runJournal(['archive', '--out', join(aFolder(), 'x')], { ok: true, store: made.address }, NOW);
  await running.close();
  expect(outcome).toMatchObject({ code: 1, lines: [expect.stringContaining('in use by another process')] });
});
