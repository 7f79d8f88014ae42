import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { hashOf, type JournalHead } from '../../../src/store/chain.ts';
import { openJournal } from '../../../src/store/checks/journal-reader.ts';
import { openSqliteStore } from '../../../src/store/sqlite-store.ts';
import type { ChainFault, ChainRow } from '../../../src/store/checks/verify-chain.ts';
import { ENTRIES, writeJournal } from '../../contracts/store-journal.ts';
import { entriesOf } from '../support.ts';
import { verifyChain } from './whole.ts';

/** What a bot has stored: two rounds of changes and drifts. */
let rows: readonly ChainRow[];
let head: JournalHead;
const revisions = new Map<string, number>();
const LENGTH = 2 * ENTRIES;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-chain-'));
  const path = join(folder, 'store.db');
  const store = openSqliteStore(path);
  await writeJournal(store, 1);
  await writeJournal(store, 2);
  store.close();
  const journal = await openJournal(path);
  rows = await entriesOf(journal, { first: 1, last: LENGTH });
  ({ head } = await journal.verify(null));
  await journal.close();
  rmSync(folder, { recursive: true });
  for (const { line } of rows) {
    const { id, revision } = JSON.parse(line) as { id: string; revision: number };
    revisions.set(id, revision);
  }
});

const faultsOf = (changed: readonly ChainRow[], noted: string | null = null): readonly ChainFault[] =>
  verifyChain({ rows: changed, head, revisions }, noted).faults;

const anIndex = (from = 0) => fc.integer({ min: from, max: LENGTH - 1 });
const replaced = (index: number, edit: (row: ChainRow) => ChainRow): readonly ChainRow[] =>
  rows.map((row, n) => (n === index ? edit(row) : row));
const rewritten = (line: string, at: number): string => {
  const spot = at % line.length;
  return line.slice(0, spot) + String.fromCharCode(line.charCodeAt(spot) ^ 1) + line.slice(spot + 1);
};

test('what was stored is whole', () => {
  expect(rows).toHaveLength(LENGTH);
  expect(verifyChain({ rows, head, revisions }, null)).toMatchObject({
    entries: LENGTH,
    first: { seq: 1, id: 'C-00000001' },
    last: { seq: LENGTH, id: 'C-00000004' },
    noted: null,
    faults: [],
  });
});

test('any change of any one character is found, and where', () => {
  fc.assert(
    fc.property(anIndex(), fc.nat(), (index, at) => {
      const [first] = faultsOf(replaced(index, (row) => ({ ...row, line: rewritten(row.line, at) })));
      expect(first).toMatchObject({ kind: 'changed', entry: { seq: index + 1 } });
    }),
  );
});

test('any change that leaves the meaning is found as well: the bytes count', () => {
  fc.assert(
    fc.property(anIndex(), (index) => {
      const [first] = faultsOf(
        replaced(index, (row) => ({ ...row, line: JSON.stringify(JSON.parse(row.line), null, 1) })),
      );
      expect(first).toMatchObject({ kind: 'changed', entry: { seq: index + 1 } });
    }),
  );
});

test('an entry that was written anew, hash and all, is found by the next one, or by the head', () => {
  fc.assert(
    fc.property(anIndex(), (index) => {
      const forged = replaced(index, ({ seq, line }) => {
        const other = line.replace('Megan Bowen', 'Adele Vance').replace('"at":', '"at":1');
        return { seq, line: other, hash: hashOf(other) };
      });
      const [first] = faultsOf(forged);
      expect(first).toMatchObject(
        index === LENGTH - 1
          ? { kind: 'headMoved' }
          : { kind: 'unlinked', entry: { seq: index + 2 }, before: { seq: index + 1 } },
      );
    }),
  );
});

test('a hash that was changed is found', () => {
  fc.assert(
    fc.property(anIndex(), fc.nat(), (index, at) => {
      const [first] = faultsOf(replaced(index, (row) => ({ ...row, hash: rewritten(row.hash, at) })));
      expect(first).toMatchObject({ kind: 'changed', entry: { seq: index + 1 } });
    }),
  );
});

test('whatever is taken away is found, with what is left around it and what it was about', () => {
  fc.assert(
    fc.property(anIndex(), fc.integer({ min: 1, max: LENGTH }), (index, length) => {
      const gone = rows.slice(index, index + length);
      const faults = faultsOf(rows.filter((row) => !gone.includes(row)));
      expect(faults[0]).toMatchObject({
        kind: 'missing',
        from: index + 1,
        to: index + gone.length,
        before: index === 0 ? null : { seq: index },
        after: index + gone.length === LENGTH ? null : { seq: index + gone.length + 1 },
      });
      // Of baselines nobody counts the moves.
      const about = gone
        .map(({ line }) => JSON.parse(line) as { of: string; id: string })
        .flatMap(({ of, id }) => (of === 'baselines' ? [] : [id]));
      const missed = faults.slice(1).map((fault) => (fault.kind === 'miscounted' ? fault.id : fault.kind));
      expect(new Set(missed)).toEqual(new Set(about));
    }),
  );
});

test('an end that was cut off together with the head is found by the changes that had come further', () => {
  fc.assert(
    fc.property(anIndex(1), (length) => {
      const left = rows.slice(0, length);
      const end = left.at(-1);
      const { faults } = verifyChain({ rows: left, head: { seq: length, hash: end?.hash ?? '' }, revisions }, null);
      expect(faults.length).toBeGreaterThan(0);
      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['miscounted']));
    }),
  );
});

test('a whole new chain in its place is found by a head that was noted', () => {
  fc.assert(
    fc.property(anIndex(), (index) => {
      let previous = '0'.repeat(64);
      const forged = rows.map(({ seq, line }, n) => {
        const said = JSON.parse(line) as { event: { at: number } };
        const event = n === index ? { ...said.event, at: said.event.at + 1 } : said.event;
        const other = JSON.stringify({ ...said, event, previous });
        previous = hashOf(other);
        return { seq, line: other, hash: previous };
      });
      const chain = { rows: forged, head: { seq: LENGTH, hash: previous }, revisions };
      // Nothing in the store itself can tell: this is what a chain cannot show.
      expect(verifyChain(chain, null).faults).toEqual([]);
      expect(verifyChain(chain, head.hash).faults).toEqual([{ kind: 'headUnknown', hash: head.hash }]);
    }),
  );
});

test('any two entries that changed places are found, whichever columns went along', () => {
  const places = fc.uniqueArray(anIndex(), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(places, fc.boolean(), ([a = 0, b = 0], hashesGoAlong) => {
      const from = (other: number) => (row: ChainRow) => ({
        seq: row.seq,
        line: rows[other]?.line ?? '',
        hash: hashesGoAlong ? (rows[other]?.hash ?? '') : row.hash,
      });
      const swapped = rows.map((row, n) => (n === a ? from(b)(row) : n === b ? from(a)(row) : row));
      const [first] = faultsOf(swapped);
      expect(first).toMatchObject({ kind: hashesGoAlong ? 'moved' : 'changed', entry: { seq: Math.min(a, b) + 1 } });
    }),
  );
});

test('an entry that was put in is found', () => {
  fc.assert(
    fc.property(anIndex(), (index) => {
      const copy = rows[index];
      if (copy === undefined) throw new Error('no such row');
      const more = [...rows, { ...copy, seq: LENGTH + 1 }];
      expect(faultsOf(more)[0]).toMatchObject({ kind: 'moved', entry: { seq: LENGTH + 1 }, writtenAs: index + 1 });
      expect(faultsOf([{ ...copy, seq: 0 }, ...rows])).not.toEqual([]);
    }),
  );
});

test('a head that was noted at any time is found as long as all before it is as it was', () => {
  fc.assert(
    fc.property(anIndex(), (index) => {
      const noted = rows[index]?.hash ?? '';
      expect(verifyChain({ rows, head, revisions }, noted)).toMatchObject({ noted: { seq: index + 1 }, faults: [] });
      const cut = { rows: rows.slice(0, index), head: { seq: index, hash: rows[index - 1]?.hash ?? '0'.repeat(64) } };
      expect(verifyChain({ ...cut, revisions }, noted).faults).toContainEqual({ kind: 'headUnknown', hash: noted });
    }),
  );
});

test('the head of an empty journal is part of every one', () => {
  expect(faultsOf(rows, '0'.repeat(64))).toEqual([]);
});

test.each(['', '{}', 'null', 'not JSON'])('a line that is %j is found', (line) => {
  expect(faultsOf(replaced(2, (row) => ({ ...row, line, hash: hashOf(line) })))[0]).toEqual({
    kind: 'changed',
    entry: { seq: 3, id: null, at: null },
  });
});

test('a beginning may be missing only where an entry says that just that was moved out', () => {
  const told = new Map([['C-00000009', 1]]);
  const line = (seq: number, of: string, id: string, event: object, previous: string): ChainRow => {
    const text = JSON.stringify({ seq, of, id, event: { ...event, at: 1 }, previous });
    return { seq, line: text, hash: hashOf(text) };
  };
  const end = hashOf('the last entry that was moved out');
  const after = (archived: object, of = 'archive'): readonly ChainFault[] => {
    const first = line(6, 'changes', 'C-00000009', {}, end);
    const second = line(7, of, 'journal', archived, first.hash);
    const last = { seq: 7, hash: second.hash };
    return verifyChain({ rows: [first, second], head: last, revisions: told }, null).faults;
  };
  expect(after({ entries: 5, hash: end })).toEqual([]);
  const missing = [{ kind: 'missing', from: 1, to: 5 }];
  expect(after({ entries: 5, hash: hashOf('another one') })).toMatchObject(missing);
  expect(after({ entries: 4, hash: end })).toMatchObject(missing);
  expect(after({ entries: 6, hash: end })).toMatchObject(missing);
  expect(after({})).toMatchObject(missing);
  expect(after({ entries: 5, hash: end }, 'witness')).toMatchObject(missing);
});
