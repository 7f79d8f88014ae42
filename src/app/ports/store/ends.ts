import type { EndId } from '../../../domain/ends/end.ts';
import type { Ending } from '../../../domain/ends/ending.ts';

/** Ends of what was opened, which are kept with the changes and drifts that carry them. */
export interface EndStore {
  /** All that are still to come, in the order in which they were decided. */
  endings(): Promise<readonly Ending[]>;
  /** The end that this change, or accepted drift, carries, also where it has come; undefined: it carries none. */
  ending(id: EndId): Promise<Ending | undefined>;
}
