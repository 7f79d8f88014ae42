import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runStore } from '../../../src/copying/run.ts';
import type { StoreAddress } from '../../../src/store/address.ts';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { copyStore } from '../../../src/store/copying/copy.ts';
import { COPIED, NOT_COPIED } from '../../../src/store/copying/tables.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { inspectStore } from '../../../src/store/sqlite/inspect.ts';
import { inspectDatabase } from '../../../src/store/postgres/inspect.ts';
import { runJournal } from '../../../src/journal/run.ts';
import { nthChange, NOW, theProposal } from '../../builders.ts';
import { asOwner, emptyDatabase, type TestDatabase } from '../../support/postgres/databases.ts';
import { aFolder, errorOf, opened } from '../support.ts';
import { writeEverything } from './every-row.ts';

let file: string;
let made: TestDatabase;
beforeEach(async () => {
  file = join(aFolder(), 'store.db');
  made = await emptyDatabase();
});
afterEach(() => made.drop());

const filled = async (at: StoreAddress): Promise<void> => {
  const store = await openStore(at);
  await writeEverything(store);
  await store.close();
};

/** What people see of a store, and what is checked of it. */
async function seen(at: StoreAddress) {
  const journal = await openJournal(at);
  const { head, entries, faults } = await journal.verify(null);
  await journal.close();
  const store = await openStore(at);
  try {
    return {
      journal: { head, entries, faults },
      open: await store.open(),
      undrawn: await store.undrawn(),
      history: await store.history(null, 10, 0),
      watched: await store.watched(),
      subscriptions: await store.subscriptions(),
      unsent: await store.unsent(),
      circulars: await store.circulars(),
      parked: await store.parked(),
      untold: await store.untold(),
      names: await store.names(),
      records: await store.recordsOf(nthChange(1).proposal.plan.tenantId),
    };
  } finally {
    await store.close();
  }
}

test('every table is copied, or named as one that is not; and of each all that is not computed', async () => {
  const sqlite = opened(file);
  sqlite.close();
  const sql = new DatabaseSync(file);
  const names = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
  const inFile = new Map(
    names.map(({ name }) => [
      String(name),
      sql.prepare(`PRAGMA table_xinfo(${String(name)})`).all().flatMap((row) => (row['hidden'] === 0 ? [String(row['name'])] : [])),
    ]),
  ); // prettier-ignore
  sql.close();
  await (await openStore(made.address)).close();
  const inDatabase = new Map<string, string[]>();
  const { rows } = await asOwner(made.address, (client) =>
    client.query<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    ),
  );
  for (const { table, column } of rows) inDatabase.set(table, [...(inDatabase.get(table) ?? []), column]);
  const copied = COPIED.map(({ table }) => table);
  const known = (tables: Iterable<string>) => [...tables].filter((name) => !NOT_COPIED.some((other) => other === name)).toSorted();
  expect(known(inFile.keys())).toEqual(copied.toSorted());
  expect(known(inDatabase.keys())).toEqual(copied.toSorted());
  for (const { table, columns } of COPIED) {
    expect([table, columns.filter((name) => name !== 'rowid').toSorted()]).toEqual([table, inFile.get(table)?.toSorted()]);
    expect([table, columns.toSorted()]).toEqual([table, inDatabase.get(table)?.toSorted()]);
  }
}); // prettier-ignore

describe.each([
  ['from a file to a database', () => [file, made.address] as const],
  ['from a database to a file', () => [made.address, file] as const],
])('%s', (_, ends) => {
  test('all of it is there: the journal’s head, open cards and what waits; what comes next goes on from it', async () => {
    const [from, to] = ends();
    await filled(from);
    const report = await copyStore(from, to, { pageRows: 3 });
    expect(report.tables.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(report.tables.every(({ already }) => already === 0)).toBe(true);
    const [before, after] = [await seen(from), await seen(to)];
    expect(after).toEqual(before);
    expect(after.journal).toMatchObject({ head: report.head, faults: [] });
    expect(after.open.length).toBeGreaterThan(0);
    const store = await openStore(to);
    const next = nthChange(50);
    await store.insert(next, theProposal(next), undefined, [before.subscriptions[0]?.conversation].flatMap((one) => one ?? []));
    expect((await store.history(null, 1, 0)).changes[0]?.proposal.id).toBe(next.proposal.id);
    await store.close();
    expect((await seen(to)).journal).toMatchObject({ entries: before.journal.entries + 1, faults: [] });
  }); // prettier-ignore

  test('what was broken off is no store for a bot, and goes on where it ended', async () => {
    const [from, to] = ends();
    await filled(from);
    let pages = 0;
    const breaking = copyStore(from, to, {
      pageRows: 2,
      onPage: () => {
        if ((pages += 1) === 12) throw new Error('killed');
      },
    });
    await expect(breaking).rejects.toThrow('killed');
    expect((await errorOf(() => openStore(to))).message).toContain('Only a part of another store was copied');
    expect((await errorOf(() => openJournal(to))).message).toContain('Only a part of another store was copied');
    const look = typeof to === 'string' ? () => inspectStore(to) : () => inspectDatabase(to);
    expect((await errorOf(look)).message).toContain('Give the same npm run store -- copy once more');
    expect((await errorOf(() => copyStore(to, join(aFolder(), 'other.db')))).message).toContain('Only a part');
    const report = await copyStore(from, to, { pageRows: 2 });
    expect(report.tables.some(({ already }) => already > 0)).toBe(true);
    expect(await seen(to)).toEqual(await seen(from));
  });

  test('a part of one store is not filled up with another, nor with the same one as it is later', async () => {
    const [from, to] = ends();
    await filled(from);
    const broken = { pageRows: 2, onPage: () => { throw new Error('killed'); } };
    await expect(copyStore(from, to, broken)).rejects.toThrow('killed');
    const store = await openStore(from);
    await store.insert(nthChange(60), theProposal(nthChange(60)));
    await store.close();
    expect((await errorOf(() => copyStore(from, to))).message).toMatch(/part of another store, or of this one as it was at entry \d+/);
  }); // prettier-ignore

  test('what was written between two tries without a line of the journal is found, and the copy is no store', async () => {
    const [from, to] = ends();
    await filled(from);
    const atLast = ({ table }: { table: string }) => table === 'tenant_names';
    const broken = {
      onPage: (table: string) => {
        if (atLast({ table })) throw new Error('killed');
      },
    };
    await expect(copyStore(from, to, broken)).rejects.toThrow('killed');
    const store = await openStore(from);
    const [waiting] = await store.unsent();
    await store.forgetGreeting('19:a@thread.v2');
    expect(waiting).toBeUndefined();
    await store.close();
    expect((await errorOf(() => copyStore(from, to))).message).toMatch(/is not the same as what was copied: greetings \(0 rows there, 1 here\)/);
    expect((await errorOf(() => openStore(to))).message).toContain('Only a part');
  }); // prettier-ignore

  test('nothing is copied into a store that is there, nor while a bot runs on either', async () => {
    const [from, to] = ends();
    await filled(from);
    await filled(to);
    const before = await seen(to);
    expect((await errorOf(() => copyStore(from, to))).message).toContain('has a store in it already');
    for (const used of [from, to]) {
      const bot = await openStore(used);
      expect(await errorOf(() => copyStore(from, to))).toMatchObject({ problem: 'inUse' });
      await bot.close();
    }
    expect(await seen(to)).toEqual(before);
  });
});

test('a journal that is not whole is not copied', async () => {
  await filled(file);
  const sql = new DatabaseSync(file);
  sql.exec("DROP TRIGGER journal_is_never_edited; UPDATE journal SET line = replace(line, 'Megan', 'Adele')");
  sql.close();
  expect((await errorOf(() => copyStore(file, made.address))).message).toMatch(/is not whole.*Nothing was copied/);
});

test('a journal of which the beginning was moved out goes on as it does, and back again', async () => {
  await filled(file);
  const later = NOW + 500 * 24 * 3_600_000;
  const out = join(aFolder(), 'archive');
  const archived = await runJournal(['archive', '--out', out], { ok: true, store: file }, later, { ok: true, days: 90 });
  expect(archived.lines.join()).toMatch(/entries 1 to [1-9]/);
  await copyStore(file, made.address);
  const back = join(aFolder(), 'back.db');
  await copyStore(made.address, back);
  const [before, there, again] = [await seen(file), await seen(made.address), await seen(back)];
  expect(before.journal.faults).toEqual([]);
  expect(there).toEqual(before);
  expect(again).toEqual(before);
}); // prettier-ignore

describe('npm run store', () => {
  const where = (written: string) =>
    written === 'wrong' ? ({ ok: false, problem: 'STORE must be a store' } as const) : ({ ok: true, store: written } as const);

  test.each([
    [[], /Say what to do: copy\.\n--from is missing\.\n--to is missing\.\n\nUsage: /],
    [['copy', '--from', 'a'], /^--to is missing/],
    [['move', '--from', 'a', '--to', 'b'], /^Say what to do/],
    [['copy', '--form', 'a'], /--form.*Usage/s],
    [['copy', '--from', 'wrong', '--to', 'wrong'], /^--from must be a store\n--to must be a store$/],
  ])('%j is refused, and why', async (words, said) => {
    const { code, lines } = await runStore(words, where);
    expect([code, lines.join('\n')]).toEqual([2, expect.stringMatching(said)]);
  });

  test('says what it did', async () => {
    await filled(file);
    const to = join(aFolder(), 'copy.db');
    const { code, lines } = await runStore(['copy', '--from', file, '--to', to], where);
    expect(code).toBe(0);
    expect(lines[0]).toBe(`Copied ${file} to ${to}; both have the same rows, compared one by one:`);
    expect(lines).toContain('  changes: 5');
    expect(lines.at(-2)).toMatch(/^The journal's head in both: entry \d+, [0-9a-f]{64}\.$/);
    expect(lines.at(-1)).toContain(`start no bot on ${file} any more`);
    expect(await runStore(['copy', '--from', join(aFolder(), 'none.db'), '--to', to], where)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('There is no store at')],
    });
  });
}); // prettier-ignore
