import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJournal } from '../../../src/journal/run.ts';
import { copyStore } from '../../../src/store/copying/copy.ts';
import { poolTo } from '../../../src/store/postgres/connect.ts';
import { migrate } from '../../../src/store/postgres/migrations.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { NOW } from '../../builders.ts';
import { asOwner, asSuperuser } from '../../support/postgres/databases.ts';
import { aFolder, errorOf } from '../support.ts';
import { aWrittenStore } from './written.ts';

const { address, faults } = aWrittenStore();

test('an owner who takes away what guards it is found, by that and by what they wrote; the next start puts it back', async () => {
  await asOwner(address(), async (client) => {
    await client.query(
      'GRANT UPDATE ON journal TO CURRENT_USER; ALTER TABLE journal DISABLE TRIGGER journal_is_never_edited',
    );
  });
  expect(await faults()).toEqual([
    { kind: 'unguarded', missing: ['journal_is_never_edited', 'REVOKE UPDATE ON journal'] },
  ]);
  const warned: unknown[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (event: string) => warned.push(event) };
  await (await openPostgresStore(address(), { log })).close();
  expect(warned).toEqual(['store.unguarded']);
  expect(await faults()).toEqual([]);
  await asSuperuser(address().database, async (client) => {
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
  const pool = await poolTo(address(), 'tool');
  for (const [what, statement, missing] of TAKEN) {
    await asOwner(address(), (client) => client.query(statement));
    expect([what, await faults()]).toEqual([what, [{ kind: 'unguarded', missing: [missing] }]]);
    await migrate(pool, address(), 'bot');
    await asOwner(address(), (client) => client.query('DROP FUNCTION IF EXISTS nothing()'));
  }
  await pool.end();
  expect(await faults()).toEqual([]);
});

test('what was given to all accounts, and what one of them passed on, is taken from each of them by the next start', async () => {
  await asSuperuser(address().database, async (client) => {
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
  await (await openPostgresStore(address())).close();
  expect(await faults()).toEqual([]);
});

test('where two changes of one partner are open, since somebody took away what refuses them, the start ends in words that say where to look', async () => {
  await asOwner(address(), async (client) => {
    await client.query('DROP INDEX one_open_change_per_partner');
    await client.query(
      `INSERT INTO changes (id, body) SELECT 'C-00000009', replace(body, id, 'C-00000009') FROM changes WHERE state = 'pending'`,
    );
  });
  const { problem, message } = await errorOf(() => openPostgresStore(address()));
  expect([problem, message]).toEqual([
    'damaged',
    expect.stringMatching(/one_open_change_per_partner.*npm run journal -- verify/),
  ]);
  expect((await faults()).map(({ kind }) => kind)).toEqual(['miscounted', 'unguarded']);
});

test('it is neither archived nor copied where what guards it was taken away: a tool puts nothing back', async () => {
  await asOwner(address(), (client) => client.query('ALTER TABLE journal DISABLE TRIGGER journal_is_never_edited'));
  const outcome = await runJournal(['archive', '--out', join(aFolder(), 'x')], { ok: true, store: address() }, NOW);
  expect(outcome).toMatchObject({
    code: 1,
    lines: [expect.stringContaining('not in place: journal_is_never_edited.')],
  });
  const copied = await errorOf(() => copyStore(address(), join(aFolder(), 'copy.db')));
  expect(copied.message).toContain('not in place: journal_is_never_edited.');
  expect(await faults()).toEqual([{ kind: 'unguarded', missing: ['journal_is_never_edited'] }]);
});
