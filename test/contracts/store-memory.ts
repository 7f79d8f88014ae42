import type { Delivery, Store } from '../../src/app/ports.ts';
import type { ChangeId } from '../../src/domain/ids.ts';

/** What a store keeps its data in, fresh for one test. */
export type Memory = {
  /** Opens the store as one run of the program does. */
  readonly start: (runId: string) => Store | Promise<Store>;
  /** Ends the run and removes what it stored. */
  readonly remove: () => void | Promise<void>;
};

/** Something that another process was told to be stored. */
export type Told =
  | { readonly kind: 'change'; readonly id: ChangeId; readonly revision: number }
  | { readonly kind: 'finished'; readonly delivery: Delivery };

/** Data that outlives the run that wrote it. */
export type DurableMemory = Memory & {
  /** Opens the store over what is there; an earlier run of the same memory ends first. */
  readonly start: (runId: string) => Store | Promise<Store>;
  /**
   * Lets another process write until it has told of this many things, and kills it (SIGKILL) in the middle of its work.
   * @returns all that it had told
   */
  readonly killedWriter: (atLeast: number) => Promise<readonly Told[]>;
  /** Breaks every connection of the run while it waits for the work; where there is none it is done as usual. */
  readonly broken: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Checks the whole journal beside the run, as somebody who does not trust it. */
  readonly audit: () => Promise<{ readonly entries: number; readonly faults: readonly unknown[] }>;
};
