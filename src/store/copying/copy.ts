import { StoreError } from '../../app/ports.ts';
import type { StoreAddress } from '../address.ts';
import { openJournal } from '../checks/journal-reader.ts';
import { NO_ENTRY, type JournalHead } from '../chain.ts';
import type { Engine } from '../engine.ts';
import { openAlone } from '../open-alone.ts';
import { one, run, type Query } from '../query.ts';
import { addRows, contentsOf, countOf, keyOf, lastKey, rowsAfter, type Contents } from './rows.ts';
import { COPIED, type Copied } from './tables.ts';
import { beginFilling, endFilling, filledFrom } from './unfinished.ts';

export type CopyReport = {
  /** Which stores, for people: without passwords. */
  readonly from: string;
  readonly to: string;
  /** Of the journal, in both. */
  readonly head: JournalHead;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    /** How many of them an earlier try had brought. */
    readonly already: number;
  }[];
};

type Pace = {
  /** How many rows are stored at once. */
  readonly pageRows?: number;
  /** Called after so many were. */
  readonly onPage?: (table: string, rows: number) => void;
};
const PAGE_ROWS = 500;

/**
 * Copies a store into another one, which is made where there is none; both are this process's alone meanwhile. What was
 * broken off goes on where it ended, as long as nothing was written to the first one since. Rejects with StoreError:
 * where a bot uses one of them, where something else is in the other one, and where the two are not the same at the end.
 */
export async function copyStore(from: StoreAddress, to: StoreAddress, pace: Pace = {}): Promise<CopyReport> {
  const source = await openAlone(from);
  try {
    const target = await openAlone(to, { isMade: true, mayBeUnfinished: true });
    try {
      await demandWhole(from, source.at);
      const done = await copied(toldBy(source.engine), toldBy(target.engine), target.at, pace);
      return { from: source.at, to: target.at, ...done };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** A copy that cannot be verified proves nothing. */
async function demandWhole(from: StoreAddress, at: string): Promise<void> {
  const journal = await openJournal(from);
  try {
    const { faults } = await journal.verify(null);
    if (faults.length === 0) return;
    throw new StoreError(
      'damaged',
      `The journal of ${at} is not whole: npm run journal -- verify names what does not fit (${faults.length}). Nothing was copied.`,
    );
  } finally {
    await journal.close();
  }
}

type End = Pick<Engine, 'read' | 'durable' | 'probe' | 'dialect'>;

/** What goes wrong in one of the two is told of that one. */
function toldBy({ read, durable, probe, dialect, known }: Engine): End {
  const told = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw known(error);
    }
  };
  return {
    dialect,
    read: (work) => told(read(work)),
    durable: (work) => told(durable(work)),
    probe: () => told(probe()),
  };
}

async function copied(
  source: End,
  target: End,
  to: string,
  { pageRows = PAGE_ROWS, onPage }: Pace,
): Promise<Omit<CopyReport, 'from' | 'to'>> {
  const head = await source.read(headOf);
  await begin(source, target, head, to);
  const already = new Map<string, number>();
  for (const each of COPIED) {
    already.set(each.table, await target.read(() => countOf(each)));
    await fill(source, target, each, pageRows, onPage);
  }
  const counts = await compared(source, target, head, pageRows, to);
  // Whoever took one of the two over meanwhile may have written to it.
  await source.probe();
  await target.durable(function* () {
    for (const { table, key, isNumbered } of COPIED) {
      if (isNumbered) for (const goOn of target.dialect.goOn(table, key.join())) yield* run(goOn);
    }
    yield* endFilling();
  });
  return {
    head,
    tables: COPIED.map(({ table }) => ({
      table,
      rows: counts.get(table) ?? 0,
      already: already.get(table) ?? 0,
    })),
  };
}

function* headOf(): Query<JournalHead> {
  const row = yield* one('SELECT seq, hash FROM journal_head');
  return { seq: Number(row?.['seq']), hash: String(row?.['hash']) };
}

/** Rejects where something else is in the store that is to be filled. */
async function begin(source: End, target: End, head: JournalHead, to: string): Promise<void> {
  const first = await source.read(() => one('SELECT seq, previous FROM journal ORDER BY seq LIMIT 1'));
  const before = first === undefined ? head : { seq: Number(first['seq']) - 1, hash: String(first['previous']) };
  await target.durable(function* () {
    const begun = yield* filledFrom();
    if (begun !== undefined) {
      if (begun.seq === head.seq && begun.hash === head.hash) return;
      throw new StoreError(
        'contradiction',
        `What lies in ${to} is a part of another store, or of this one as it was at entry ${begun.seq}. Empty it, and copy anew.`,
      );
    }
    const own = yield* headOf();
    if (own.seq !== 0 || own.hash !== NO_ENTRY || (yield* hasRows())) {
      throw new StoreError(
        'contradiction',
        `${to} has a store in it already. Name one that is empty, or not there yet.`,
      );
    }
    yield* beginFilling(head);
    // What was moved out of a journal is before its first entry.
    yield* run('UPDATE journal_head SET seq = ?1, hash = ?2', before.seq, before.hash);
  });
}

function* hasRows(): Query<boolean> {
  for (const each of COPIED) if ((yield* lastKey(each)) !== undefined) return true;
  return false;
}

/** Brings the rows that are not there yet, which are those after the last that is. */
async function fill(source: End, target: End, each: Copied, pageRows: number, onPage: Pace['onPage']): Promise<void> {
  let key = await target.read(() => lastKey(each));
  for (;;) {
    const after = key;
    const rows = await source.read(() => rowsAfter(each, after, pageRows));
    const last = rows.at(-1);
    if (last === undefined) return;
    await target.durable(() => addRows(each, rows));
    onPage?.(each.table, rows.length);
    key = keyOf(each, last);
  }
}

/** How many rows each table has. Rejects where one of them, or the journal's head, is another one. */
async function compared(
  source: End,
  target: End,
  head: JournalHead,
  pageRows: number,
  to: string,
): Promise<ReadonlyMap<string, number>> {
  const other: string[] = [];
  const counts = new Map<string, number>();
  const tell = (of: Contents): string => `${of.rows} ${of.hash}`;
  for (const each of COPIED) {
    const [theirs, ours] = [
      await contentsOf(source.read, each, pageRows),
      await contentsOf(target.read, each, pageRows),
    ];
    if (tell(theirs) !== tell(ours)) other.push(`${each.table} (${theirs.rows} rows there, ${ours.rows} here)`);
    counts.set(each.table, ours.rows);
  }
  const reached = await target.read(headOf);
  if (reached.seq !== head.seq || reached.hash !== head.hash) other.push(`the journal's head (${reached.seq} here)`);
  if (other.length === 0) return counts;
  throw new StoreError(
    'contradiction',
    `${to} is not the same as what was copied: ${other.join(', ')}. A bot may have written between two tries. Empty it, and copy anew.`,
  );
}
