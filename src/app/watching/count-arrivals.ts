import { arrivalTally, type ArrivalTally } from '../../domain/partners/arrival-tally.ts';
import { ARRIVAL_LISTS } from '../../domain/partners/arrivals.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ArrivalPlace, Ports } from '../ports.ts';

/** A counting of who came, a page at a time: of what was read only the counts are kept. */
export type ArrivalCounting = {
  /** Reads one page, of each list in its turn: one request. After an error it is over. Rejects with DirectoryError. */
  readPage(): Promise<void>;
  /** Whether there is nothing more to read, or as much was read as may be. */
  isDone(): boolean;
  /** As far as it was read. */
  all: ArrivalTally['all'];
};

/** @param mostPages so many are read, of both lists together */
export function arrivalCounting(
  { auditLog }: Pick<Ports, 'auditLog'>,
  since: Instant,
  mostPages: number,
): ArrivalCounting {
  const tally = arrivalTally();
  let ahead: readonly ArrivalPlace[] = ARRIVAL_LISTS.map((list) => ({ list, link: null }));
  let pages = 0;
  return {
    readPage: async () => {
      const [place, ...rest] = ahead;
      if (place === undefined) return;
      const { list, accounts, next } = await auditLog.findArrivals(since, place);
      tally.add(list, accounts);
      ahead = next === null ? rest : [...rest, next];
      pages += 1;
    },
    isDone: () => ahead.length === 0 || pages >= mostPages,
    all: () => {
      const { arrivals, isWhole } = tally.all();
      return { arrivals, isWhole: isWhole && ahead.length === 0 };
    },
  };
}
