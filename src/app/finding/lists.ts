import type { Clock, DeletedEntry, Directory, PartnerEntry } from '../ports.ts';
import { shared, type Shared } from './shared.ts';

/** The directory's lists, which take many requests where there is much. */
export type Lists = {
  readonly partners: Shared<readonly PartnerEntry[]>;
  readonly deleted: Shared<readonly DeletedEntry[]>;
};

/** @returns the lists, and the directory through which to write: what was read before a write is shown to nobody after it */
export function listsOf(
  directory: Directory,
  clock: Pick<Clock, 'elapsed'>,
): { readonly lists: Lists; readonly directory: Directory } {
  const partners = shared(clock, () => directory.list());
  const deleted = shared(clock, () => directory.listDeleted());
  return {
    lists: { partners, deleted },
    directory: {
      ...directory,
      write: async (...what) => {
        try {
          return await directory.write(...what);
        } finally {
          // It may have been done also where it failed.
          partners.outdate();
          deleted.outdate();
        }
      },
    },
  };
}
