import { openToRead } from '../database.ts';
import { storeError } from '../store-error.ts';
import { besideJournal } from './beside.ts';
import { movedOut } from './moved-out.ts';
import { proven, type Proven } from './proven.ts';
import { placeOf, verifyChain, type ChainFault, type ChainRow, type Place, type Verification } from './verify-chain.ts';
import { verifyContents, type ContentFault } from './verify-contents.ts';

/** Entries in their order, from number `first` to number `last`, with the hashes of the one before them and of the last. */
export type Span = { readonly first: number; readonly last: number; readonly before: string; readonly end: string };

export type JournalFault = ChainFault | ContentFault;

/** The journal as it was at one moment, for whoever checks it. Methods are synchronous and throw StoreError. */
export type JournalReader = {
  /**
   * Whether the chain is whole, and what people read is what it tells.
   * @param noted the hash of an entry that was written down elsewhere; null: none was
   */
  verify(noted: string | null): Verification<JournalFault>;
  /** The entry of a hash, in a journal that was found to be whole; undefined: none has it. */
  find(hash: string): Place | undefined;
  /**
   * The entries from the first to the last one of a time, without a gap: one that was written in between belongs to
   * them, whatever the bot's clock said. undefined: there are none.
   * @param from milliseconds since 1970
   * @param until the first moment after it
   */
  span(from: number, until: number): Span | undefined;
  /** What shows a change to somebody who has a head that was sent out. Of a journal that was found to be whole. */
  prove(change: string): Proven;
  /** The entries from one to another, which are there. */
  between(first: number, last: number): Span;
  entries(span: Pick<Span, 'first' | 'last'>): Iterable<ChainRow>;
  close(): void;
};

/** Faults with which all that was written is still there. */
const TELLS_ALL_THE_SAME: readonly ChainFault['kind'][] = ['miscounted', 'headUnknown'];

/** Opens the journal of the store at `path`, whether or not a bot uses it. Throws StoreError. */
export function openJournal(path: string): JournalReader {
  const sql = openToRead(path);
  const known = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw storeError(error, path);
    }
  };

  function* read(which: string, ...numbers: readonly number[]): Generator<ChainRow> {
    try {
      const rows = sql.prepare(`SELECT seq, line, hash FROM journal ${which} ORDER BY seq`);
      for (const row of rows.iterate(...numbers)) {
        yield { seq: Number(row['seq']), line: String(row['line']), hash: String(row['hash']) };
      }
    } catch (error) {
      throw storeError(error, path);
    }
  }

  const between = (first: number, last: number): Span => {
    const link = sql.prepare("SELECT line ->> '$.previous' AS previous, hash FROM journal WHERE seq = ?");
    return { first, last, before: String(link.get(first)?.['previous']), end: String(link.get(last)?.['hash']) };
  };

  return {
    verify: (noted) =>
      known(() => {
        const head = sql.prepare('SELECT seq, hash FROM journal_head').get();
        const subjects = sql
          .prepare('SELECT id, revision FROM changes UNION ALL SELECT id, revision FROM drifts')
          .all();
        const verification = verifyChain(
          {
            // Whatever number it was given, also one that no entry of the bot's can have.
            rows: read(''),
            head: { seq: Number(head?.['seq'] ?? 0), hash: String(head?.['hash'] ?? '') },
            revisions: new Map(subjects.map((row) => [String(row['id']), Number(row['revision'])])),
          },
          noted,
        );
        // A chain that is not whole tells nothing that could be compared.
        if (verification.faults.some(({ kind }) => !TELLS_ALL_THE_SAME.includes(kind))) return verification;
        return {
          ...verification,
          faults: [...verification.faults, ...verifyContents(read(''), besideJournal(sql), movedOut(sql))],
        };
      }),

    find: (hash) =>
      known(() => {
        const row = sql.prepare('SELECT seq, line FROM journal WHERE hash = ?').get(hash);
        return row && placeOf({ seq: Number(row['seq']), line: String(row['line']) });
      }),

    span: (from, until) =>
      known(() => {
        // Asked of what is chained, not of the column beside it: that one is under no hash.
        const at = "line ->> '$.event.at'";
        const ends = sql.prepare(
          `SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE ${at} >= ? AND ${at} < ?`,
        );
        const { first, last } = ends.get(from, until) ?? {};
        if (typeof first !== 'number' || typeof last !== 'number') return undefined;
        return between(first, last);
      }),

    between: (first, last) => known(() => between(first, last)),
    prove: (change) => known(() => proven(sql, change)),
    entries: ({ first, last }) => read('WHERE seq BETWEEN ? AND ?', first, last),
    close: () => {
      sql.close();
    },
  };
}
