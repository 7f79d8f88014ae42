import { openReading } from '../open-reading.ts';
import { all, inPages, one, type Query, type Row } from '../query.ts';
import type { Reading } from '../reading.ts';
import type { StoreAddress } from '../address.ts';
import type { JournalHead } from '../chain.ts';
import { besideJournal } from './beside.ts';
import { otherBeside, type ColumnFault } from './columns.ts';
import { movedOut } from './moved-out.ts';
import { proven, type Proven } from './proven.ts';
import { checkChain, placeOf, type ChainFault, type ChainRow, type Place, type Verification } from './verify-chain.ts';
import { checkContents, type ContentFault } from './verify-contents.ts';

/** Entries in their order, from number `first` to number `last`, with the hashes of the one before them and of the last. */
export type Span = { readonly first: number; readonly last: number; readonly before: string; readonly end: string };

export type JournalFault =
  | ChainFault
  | ContentFault
  | ColumnFault
  /** What keeps the journal from being edited was taken away. */
  | { readonly kind: 'unguarded'; readonly missing: readonly string[] };

/** The journal as it was at one moment, for whoever checks it. Methods reject with StoreError. */
export type JournalReader = {
  /**
   * Whether the chain is whole, and what people read is what it tells.
   * @param noted the hash of an entry that was written down elsewhere; null: none was
   */
  verify(noted: string | null): Promise<Verification<JournalFault>>;
  /** The entry of a hash, in a journal that was found to be whole; undefined: none has it. */
  find(hash: string): Promise<Place | undefined>;
  /**
   * The entries from the first to the last one of a time, without a gap: one that was written in between belongs to
   * them, whatever the bot's clock said. undefined: there are none.
   * @param from milliseconds since 1970
   * @param until the first moment after it
   */
  span(from: number, until: number): Promise<Span | undefined>;
  /** What shows a change to somebody who has a head that was sent out. Of a journal that was found to be whole. */
  prove(change: string): Promise<Proven>;
  /** The entries from one to another, which are there. */
  between(first: number, last: number): Promise<Span>;
  /** Has each of them looked at, in their order. */
  entries(span: Pick<Span, 'first' | 'last'>, visit: (entry: ChainRow) => void): Promise<void>;
  close(): Promise<void>;
};

/** Faults with which all that was written is still there. */
const TELLS_ALL_THE_SAME: readonly ChainFault['kind'][] = ['miscounted', 'headUnknown'];

/** Opens the journal of a store, whether or not a bot uses it. Rejects with StoreError. */
export async function openJournal(at: StoreAddress): Promise<JournalReader> {
  return journalIn(await openReading(at));
}

const ROWS = 'SELECT seq, line, hash FROM journal';
const headOf = ({ seq, hash }: Row): JournalHead => ({ seq: Number(seq), hash: String(hash) });
const rowOf = (row: Row): ChainRow => ({
  seq: Number(row['seq']),
  line: String(row['line']),
  hash: String(row['hash']),
});

function journalIn({ dialect, ask, close }: Reading): JournalReader {
  const { number, text } = dialect;

  const each = (see: (row: ChainRow) => void, where?: Parameters<typeof inPages>[2]): Query<void> =>
    inPages(
      ROWS,
      (row) => {
        see(rowOf(row));
      },
      where,
    );

  function* verified(noted: string | null): Query<Verification<JournalFault>> {
    const head = yield* one('SELECT seq, hash FROM journal_head');
    const subjects = yield* all('SELECT id, revision FROM changes UNION ALL SELECT id, revision FROM drifts');
    const chain = checkChain(noted);
    // Whatever number it was given, also one that no entry of the bot's can have.
    const beside: ColumnFault[] = [];
    // Whichever columns there are: whoever made the table anew may have left some out.
    yield* inPages('SELECT * FROM journal', (row) => {
      chain.see(rowOf(row));
      const other = otherBeside(row);
      if (other !== undefined) beside.push(other);
    });
    const verification = chain.end(
      head === undefined ? { seq: 0, hash: '' } : headOf(head),
      new Map(subjects.map((row) => [String(row['id']), Number(row['revision'])])),
    );
    const missing = yield* dialect.missingGuards();
    const around: readonly JournalFault[] = [
      ...beside,
      ...(missing.length === 0 ? [] : [{ kind: 'unguarded' as const, missing }]),
    ];
    // A chain that is not whole tells nothing that could be compared.
    if (verification.faults.some(({ kind }) => !TELLS_ALL_THE_SAME.includes(kind))) {
      return { ...verification, faults: [...verification.faults, ...around] };
    }
    const contents = checkContents(yield* movedOut(dialect));
    yield* each(contents.see);
    return { ...verification, faults: [...verification.faults, ...contents.end(yield* besideJournal()), ...around] };
  }

  function* between(first: number, last: number): Query<Span> {
    const link = `SELECT ${text('line', 'previous')} AS previous, hash FROM journal WHERE seq = ?1`;
    const before = String((yield* one(link, first))?.['previous']);
    return { first, last, before, end: String((yield* one(link, last))?.['hash']) };
  }

  function* span(from: number, until: number): Query<Span | undefined> {
    // Asked of what is chained, not of the column beside it: that one is under no hash.
    const at = number('line', 'event', 'at');
    const ends = yield* one(
      `SELECT min(seq) AS first, max(seq) AS last FROM journal WHERE ${at} >= ?1 AND ${at} < ?2`,
      from,
      until,
    );
    const { first, last } = ends ?? {};
    if (typeof first !== 'number' || typeof last !== 'number') return undefined;
    return yield* between(first, last);
  }

  function* found(hash: string): Query<Place | undefined> {
    const row = yield* one('SELECT seq, line FROM journal WHERE hash = ?1', hash);
    return row && placeOf({ seq: Number(row['seq']), line: String(row['line']) });
  }

  return {
    verify: (noted) => ask(verified(noted)),
    find: (hash) => ask(found(hash)),
    span: (from, until) => ask(span(from, until)),
    between: (first, last) => ask(between(first, last)),
    prove: (change) => ask(proven(dialect, change)),
    entries: ({ first, last }, visit) => ask(each(visit, { where: 'seq BETWEEN ?3 AND ?4', values: [first, last] })),
    close,
  };
}
