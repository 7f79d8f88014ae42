import { StoreError, type Log } from '../app/ports.ts';
import type { JournalHead } from './chain.ts';
import { probe } from './checks/probe.ts';
import type { Database } from './database.ts';
import { isCorruption, storeError } from './store-error.ts';
import { transactionsOf } from './transaction.ts';

/** How the parts of the store get at its file. The port promises promises; SQLite answers at once, or throws. */
export type Access = {
  readonly read: <Result>(work: () => Result) => Promise<Result>;
  /** As one transaction, which waits for the disk. */
  readonly write: <Result>(work: () => Result) => Promise<Result>;
  /** As one transaction that a power cut may take back: of what is only to be done once, or is learned again. No journal. */
  readonly note: <Result>(work: () => Result) => Promise<Result>;
  /** Writes a little. Rejects when the store cannot be used. */
  readonly check: () => Promise<void>;
  /** Rejects with what kept the last write from the disk; asks nothing of the file. */
  readonly standing: () => Promise<void>;
};

/** @throws StoreError, or what node:sqlite throws: a file that can only be read opens without complaint, but is no store */
export function accessTo(
  database: Database,
  path: string,
  journal: { readonly head: () => JournalHead },
  log: Log | undefined,
): Access {
  const { durable, light } = transactionsOf(database.sql);
  const check = probe(database, durable);
  // Better to know now than at the first change.
  check();

  const found: { corruption?: Error; unwritten: Error | undefined } = { unwritten: undefined };
  const read: Access['read'] = (work) =>
    new Promise((resolve, reject) => {
      try {
        resolve(work());
      } catch (error) {
        const known = storeError(error, path);
        if (isCorruption(error)) found.corruption ??= known;
        reject(known);
      }
    });
  /** What is written to a file that is damaged, or that nobody will find again, is as good as forgotten. */
  const checkFile = (): void => {
    if (found.corruption !== undefined) throw found.corruption;
    database.checkPlace();
  };
  /** The log is kept elsewhere: the hashes in it show later that the journal is still as it was. */
  const logged = { seq: -1 };
  const logHead = (head: JournalHead): void => {
    if (head.seq > logged.seq) log?.info('journal.head', head);
    logged.seq = head.seq;
  };
  logHead(journal.head());

  const writing = <Result>(work: () => Result): Promise<Result> =>
    read(() => {
      try {
        checkFile();
        const result = work();
        found.unwritten = undefined;
        return result;
      } catch (error) {
        const known = storeError(error, path);
        // What is refused because it contradicts what is there says nothing about the disk.
        if (known instanceof StoreError && known.problem !== 'contradiction') found.unwritten = known;
        throw error;
      }
    });

  return {
    read,
    write: (work) =>
      writing(() => {
        const { result, head } = durable(() => ({ result: work(), head: journal.head() }));
        logHead(head);
        return result;
      }),
    note: (work) => writing(() => light(work)),
    check: () => writing(check),
    standing: () => {
      const failure = found.corruption ?? found.unwritten;
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  };
}
