import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJournal } from '../../../src/journal/run.ts';
import { postgres } from '../../../src/store/postgres/dialect.ts';
import { openPostgresStore } from '../../../src/store/postgres-store.ts';
import { NOW } from '../../builders.ts';
import { ENTRIES } from '../../contracts/store-journal.ts';
import { asOwner, asSuperuser } from '../../support/postgres/databases.ts';
import { aFolder } from '../support.ts';
import { aWrittenStore } from './written.ts';

const { address, faults } = aWrittenStore();

test.each([
  'UPDATE journal SET hash = hash',
  'DELETE FROM journal WHERE seq = 3',
  'TRUNCATE journal CASCADE',
  'DELETE FROM journal_head',
])('the bot’s own account is refused: %s', async (statement) => {
  await expect(asOwner(address(), (client) => client.query(statement))).rejects.toThrow(/permission denied/);
  expect(await faults()).toEqual([]);
});

test.each([
  'UPDATE journal SET hash = hash',
  'DELETE FROM journal WHERE seq = 3',
  'TRUNCATE journal CASCADE',
  'INSERT INTO journal (seq, line, hash) SELECT seq + 100, replace(line, \'"seq":1,\', \'"seq":101,\'), hash FROM journal WHERE seq = 1',
])('a superuser, whom nothing is taken from, is refused by the triggers: %s', async (statement) => {
  const tried = asSuperuser(address().database, (client) => client.query(statement));
  await expect(tried).rejects.toThrow(/the journal is append only/);
  expect(await faults()).toEqual([]);
});

test('a hand in what is computed of a line and stands beside it is found, where a superuser has it computed no more', async () => {
  await asSuperuser(address().database, async (client) => {
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
  const row = await asOwner(address(), (client) =>
    client.query<Record<string, unknown>>(postgres.written('baselines')),
  );
  const minute = Number(Object.values(row.rows[0] ?? {}).at(-1));
  expect(minute % 60).toBe(0);
  expect(Math.abs(Date.now() / 1000 - minute)).toBeLessThan(90);
});

test('a baseline that somebody rewrites, takes away or adds is what the journal told last again', async () => {
  const [first] = await asOwner(address(), async (client) => {
    await client.query(`INSERT INTO baselines (tenant_id, body, seen_at, revision)
      SELECT '00000000-0000-4000-8000-000000000999', body, 1, 1 FROM baselines LIMIT 1`);
    return (await client.query<{ tenant_id: string }>('SELECT tenant_id FROM baselines ORDER BY tenant_id DESC')).rows;
  });
  const id = first?.tenant_id ?? '';
  const store = await openPostgresStore(address());
  expect(await store.rightBaselines()).toEqual(['00000000-0000-4000-8000-000000000999']);
  expect(await store.rightBaselines()).toEqual([]);
  await store.close();
  for (const statement of ['UPDATE baselines SET revision = 99', 'DELETE FROM baselines']) {
    await asOwner(address(), (client) => client.query(`${statement} WHERE tenant_id = '${id}'`));
    const next = await openPostgresStore(address());
    expect(await next.rightBaselines()).toEqual([id]);
    await next.close();
    expect(await faults()).toEqual([]);
  }
});

test('a hand in what people read is found', async () => {
  await asOwner(address(), (client) => client.query("UPDATE changes SET body = replace(body, 'Megan', 'Adele')"));
  expect((await faults()).map(({ kind }) => kind)).toContain('differs');
});

test('two open changes of one partner are refused', async () => {
  const again = `INSERT INTO changes (id, body) SELECT 'C-00000009', replace(body, id, 'C-00000009') FROM changes WHERE state = 'pending'`;
  await expect(asOwner(address(), (client) => client.query(again))).rejects.toThrow(/one_open_change_per_partner/);
});

test('it is verified, exported, proven and archived as one in a file', async () => {
  const folder = aFolder();
  const store = { ok: true, store: address() } as const;
  const later = NOW + 500 * 24 * 60 * 60_000;
  const run = (...args: readonly string[]) => runJournal(args, store, later);
  expect((await run('verify')).lines[0]).toMatch(/^The journal is whole/);
  const period = ['--from', '2026-01-01', '--to', '2026-12-31', '--out', join(folder, 'export')];
  expect((await run('export', ...period)).lines[0]).toContain(`${ENTRIES + 1} entries`);
  expect((await run('prove', 'C-00000001', '--out', join(folder, 'proof.json'))).code).toBe(0);
  expect((await run('archive', '--out', join(folder, 'archive'))).lines[0]).toMatch(/^Moved out .*entries 1 to /);
  expect((await run('verify')).lines[0]).toMatch(/^The journal is whole/);
  const statement = 'DELETE FROM journal WHERE seq > 8';
  await expect(asOwner(address(), (client) => client.query(statement))).rejects.toThrow(/permission denied/);
});

test('it is not archived while a bot uses it', async () => {
  const running = await openPostgresStore(address());
  const outcome = await runJournal(['archive', '--out', join(aFolder(), 'x')], { ok: true, store: address() }, NOW);
  await running.close();
  expect(outcome).toMatchObject({ code: 1, lines: [expect.stringContaining('in use by another process')] });
});
