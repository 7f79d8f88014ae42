import { StoreError, type Log, type StoreProblem } from '../app/ports.ts';
import type { JournalHead } from './chain.ts';
import type { Engine } from './engine.ts';
import type { Query, Runner } from './query.ts';

/** How the parts of the store get at its database. */
export type Access = {
  readonly read: Runner;
  /** As one transaction, which waits for the disk. */
  readonly write: Runner;
  /** As one transaction that a power cut may take back: of what is only to be done once, or is learned again. No journal. */
  readonly note: Runner;
  /** Writes a little. Rejects when the store cannot be used. */
  readonly check: () => Promise<void>;
  /** Rejects with what kept the last write from the disk; asks nothing of the database. */
  readonly standing: () => Promise<void>;
};

/** What is refused because of what is there, or because it is another process's to write, says nothing about the disk. */
const SAYS_NOTHING: readonly StoreProblem[] = ['contradiction', 'overtaken'];

/** @param began the head with which it was opened */
export function accessTo(
  engine: Engine,
  journal: { readonly head: () => Query<JournalHead> },
  began: JournalHead,
  log: Log | undefined,
): Access {
  const found: { corruption?: Error; unwritten: Error | undefined } = { unwritten: undefined };
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const known = engine.known(error);
      if (engine.isCorruption(error)) found.corruption ??= known;
      throw known;
    }
  };
  /** The log is kept elsewhere: the hashes in it show later that the journal is still as it was. */
  const logged = { seq: -1 };
  const logHead = (head: JournalHead): void => {
    if (head.seq > logged.seq) log?.info('journal.head', head);
    logged.seq = Math.max(head.seq, logged.seq);
  };
  logHead(began);

  const writing = <Result>(work: () => Promise<Result>): Promise<Result> =>
    told(async () => {
      try {
        // What is written to a file that is damaged is as good as forgotten.
        if (found.corruption !== undefined) throw found.corruption;
        const result = await work();
        found.unwritten = undefined;
        return result;
      } catch (error) {
        const known = engine.known(error);
        if (known instanceof StoreError && !SAYS_NOTHING.includes(known.problem)) found.unwritten = known;
        throw error;
      }
    });

  return {
    read: (work) => told(() => engine.read(work)),
    write: (work) =>
      writing(async () => {
        const { result, head } = await engine.durable(function* () {
          return { result: yield* work(), head: yield* journal.head() };
        });
        logHead(head);
        return result;
      }),
    note: (work) => writing(() => engine.light(work)),
    check: () => writing(engine.probe),
    standing: () => {
      const failure = found.corruption ?? found.unwritten;
      return failure === undefined ? Promise.resolve() : Promise.reject(failure);
    },
  };
}
