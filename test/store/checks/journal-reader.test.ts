import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { changeIdOf, MINUTE, NOW, nthChange, theProposal } from '../../builders.ts';
import { ENTRIES, writeJournal } from '../../contracts/store-journal.ts';
import { aFolder, entriesOf, expectProblem, journalOf, opened } from '../support.ts';

const aPath = (): string => join(aFolder(), 'store.db');

/** Somebody with a database tool who knows how to get around what protects the journal. */
function tamper(path: string, sql: string): void {
  const tool = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  tool.exec(`
    PRAGMA ignore_check_constraints = ON;
    DROP TRIGGER journal_is_never_edited;
    DROP TRIGGER journal_is_never_shortened;
    ${sql}
  `);
  tool.close();
}

test('is read while a bot writes to it, as it was at one moment', async () => {
  const path = aPath();
  const store = opened(path);
  await writeJournal(store);
  const journal = journalOf(path);
  expect(await journal.verify(null)).toMatchObject({ entries: ENTRIES, faults: [] });
  await writeJournal(store, 2);
  expect(await journal.verify(null)).toMatchObject({ entries: ENTRIES, faults: [] });
  expect(await journalOf(path).verify(null)).toMatchObject({ entries: 2 * ENTRIES, faults: [] });
});

test.each([
  ['changed', "UPDATE journal SET line = replace(line, 'Megan', 'Adele') WHERE seq = 2", { kind: 'changed', entry: { seq: 2, id: changeIdOf(1), at: NOW + 2 * MINUTE } }],
  ['taken away', 'DELETE FROM journal WHERE seq = 3', { kind: 'missing', from: 3, to: 3, before: { seq: 2 }, after: { seq: 4 } }],
  ['cut off', 'DELETE FROM journal WHERE seq > 5', { kind: 'missing', from: 6, to: ENTRIES, before: { seq: 5 }, after: null }],
  ['put in the place of another', 'UPDATE journal SET seq = -5 WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = 6; UPDATE journal SET seq = 6 WHERE seq = -5', { kind: 'moved', entry: { seq: 5 }, writtenAs: 6 }],
])('an entry that was %s is found, and where', async (_, sql, fault) => {
  const path = aPath();
  await writeJournal(opened(path));
  tamper(path, sql);
  expect((await journalOf(path).verify(null)).faults[0]).toMatchObject(fault);
}); // prettier-ignore

test.each([
  ['an entry that was put in beyond all others', 'DROP TRIGGER journal_only_grows_at_its_head; DROP TRIGGER journal_head_follows; INSERT INTO journal (seq, line, hash) SELECT 9223372036854775807, json_set(line, \'$.revision\', 99), hash FROM journal WHERE seq = 1'],
  ['a head', 'UPDATE journal_head SET seq = 9223372036854775807'],
  ['a revision', "UPDATE changes SET body = json_set(body, '$.revision', 9223372036854775807)"],
])('%s with a number that nobody can count to is damage, in words', async (_, sql) => {
  const path = aPath();
  await writeJournal(opened(path));
  tamper(path, sql);
  await expectProblem('damaged', () => journalOf(path).verify(null));
}); // prettier-ignore

test('which entries are of a time is what the entries say, not what was written beside them', async () => {
  const path = aPath();
  await writeJournal(opened(path));
  tamper(
    path,
    `CREATE TABLE copy AS SELECT seq, line, hash, previous, at FROM journal; DROP TABLE journal;
     ALTER TABLE copy RENAME TO journal; UPDATE journal SET at = 0, previous = hash WHERE seq < 4`,
  );
  const journal = journalOf(path);
  const { faults } = await journal.verify(null);
  expect(faults).toHaveLength(ENTRIES);
  expect(faults[0]).toMatchObject({ kind: 'beside', entry: { seq: 1 } });
  expect(faults[0]?.kind === 'beside' && faults[0].columns).toEqual(
    expect.arrayContaining(['previous', 'at', 'about']),
  );
  expect(await journal.span(NOW, NOW + 60 * MINUTE)).toMatchObject({ first: 1, last: ENTRIES, before: '0'.repeat(64) });
});

test('a head that was taken away is missed', async () => {
  const path = aPath();
  await writeJournal(opened(path));
  tamper(path, 'DELETE FROM journal_head');
  expect((await journalOf(path).verify(null)).faults).toMatchObject([{ kind: 'headMoved', last: { seq: ENTRIES } }]);
});

test('after an end was cut off, what the bot writes next does not hide it', async () => {
  const path = aPath();
  const store = opened(path);
  await writeJournal(store);
  tamper(path, 'DELETE FROM journal WHERE seq > 5');
  await store.insert(nthChange(9), theProposal(nthChange(9)));
  expect((await journalOf(path).verify(null)).faults[0]).toMatchObject({ kind: 'missing', from: 6, to: ENTRIES });
});

test('the log has the head that was found at the start, and the one after every step; none of what did not happen', async () => {
  const path = aPath();
  const heads: unknown[] = [];
  const note = (event: string, fields: unknown): void => {
    if (event === 'journal.head') heads.push(fields);
  };
  const start = () => opened(path, { log: { info: note, warn: note, error: () => undefined } });
  const first = start();
  await writeJournal(first);
  await first.take({ conversationId: 'c-1', activityId: 'a-1' }, NOW);
  await expect(first.insert(nthChange(1), theProposal(nthChange(1)))).rejects.toThrow();
  first.close();
  start();
  const hashes = (await entriesOf(journalOf(path), { first: 1, last: ENTRIES }))
    .map(({ seq, hash }) => ({ seq, hash }))
    // A step that moves a baseline writes two entries at once.
    .filter(({ seq }) => seq !== 4 && seq !== 7);
  expect(heads).toEqual([{ seq: 0, hash: '0'.repeat(64) }, ...hashes, hashes.at(-1)]);
});

test('a store that nobody uses is left as it is, without a file beside it', async () => {
  const path = aPath();
  const store = opened(path);
  await writeJournal(store);
  store.close();
  const before = readdirSync(dirname(path));
  chmodSync(path, 0o444);
  const journal = await openJournal(path);
  expect(await journal.verify(null)).toMatchObject({ entries: ENTRIES, faults: [] });
  await journal.close();
  expect(readdirSync(dirname(path))).toEqual(before);
});

test('the entries of a time are those from its first to its last, whatever the clock said in between', async () => {
  const path = aPath();
  const store = opened(path);
  for (const [n, hours] of [0, 30, 2, 40].entries()) {
    const change = nthChange(n + 1);
    const at = NOW + hours * 60 * MINUTE;
    const proposal = { ...change.proposal, requestedAt: at };
    await store.insert({ ...change, proposal }, theProposal({ ...change, proposal }));
  }
  const journal = journalOf(path);
  const seqs = async (from: number, until: number) => {
    const span = await journal.span(NOW + from * 60 * MINUTE, NOW + until * 60 * MINUTE);
    return span && (await entriesOf(journal, span)).map(({ seq }) => seq);
  };
  expect(await seqs(0, 3)).toEqual([1, 2, 3]);
  expect(await seqs(30, 40)).toEqual([2]);
  expect(await seqs(30, 41)).toEqual([2, 3, 4]);
  expect(await seqs(3, 30)).toBeUndefined();
});

test('no store, and what is none, is refused in words; nothing is made', async () => {
  const path = aPath();
  await expectProblem('cannotOpen', () => openJournal(path));
  expect(existsSync(path)).toBe(false);
  await expectProblem('cannotOpen', () => openJournal(dirname(path)));
  writeFileSync(path, '');
  await expectProblem('older', () => openJournal(path));
  writeFileSync(path, 'Minutes of the meeting. '.repeat(500));
  await expectProblem('notADatabase', () => openJournal(path));
  new DatabaseSync(`${path}.notes`).exec('CREATE TABLE notes (text TEXT)');
  await expectProblem('foreign', () => openJournal(`${path}.notes`));
});
