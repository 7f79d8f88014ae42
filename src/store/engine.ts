import type { Dialect } from './dialect.ts';
import type { Runner } from './query.ts';

/**
 * A database that is open, whichever it is. What it fails with is its driver's, or StoreError. It writes nothing to what
 * nobody would find again.
 */
export type Engine = {
  readonly dialect: Dialect;
  /** As of one moment. */
  readonly read: Runner;
  /** As one transaction, which is on disk when it resolves. Nobody else writes the journal meanwhile. */
  readonly durable: Runner;
  /**
   * As one transaction, which outlasts the process when it resolves; a power cut may take it back, whole. It never takes
   * back what came before a durable one. No journal.
   */
  readonly light: Runner;
  /** Writes a little, reads it back and takes it away. */
  readonly probe: () => Promise<void>;
  /** The same failure as a StoreError, where it is one of the database's. */
  readonly known: (error: unknown) => Error;
  /** Whether what it failed with tells that the data itself is not as it was written. */
  readonly isCorruption: (error: unknown) => boolean;
};

/** One that is this process's alone. */
export type OpenedAlone = {
  readonly engine: Engine;
  /** Which store it is, for people: without a password. */
  readonly at: string;
  readonly close: () => Promise<void>;
};
