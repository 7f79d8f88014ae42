import type { EndId } from '../../../domain/ends/end.ts';
import type { Ending, Later } from '../../../domain/ends/ending.ts';
import type { TenantId } from '../../../domain/ids.ts';

/** Ends of what was opened, which are kept with the changes and drifts that carry them. */
export interface EndStore {
  /** All that are still to come, in the order in which they were decided. */
  endings(): Promise<readonly Ending[]>;
  /**
   * As above, but each only of what it is to close by itself: of what was opened anew since people are asked, and nobody is
   * told that it ends.
   * @param tenantId of this partner alone; left out: of all, whose pasts are read for that
   */
  endingsLeft(tenantId?: TenantId): Promise<readonly Ending[]>;
  /** What was decided of its partner after it, by whom ever; not what only came back, such as by a thaw. */
  laterThan(ending: Ending): Promise<Later>;
  /** All that was ever decided of a partner, as above, the newest changes first. */
  decided(tenantId: TenantId): Promise<Later>;
  /** The end that this change, or accepted drift, carries, also where it has come; undefined: it carries none. */
  ending(id: EndId): Promise<Ending | undefined>;
}
