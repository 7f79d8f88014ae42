import type { Instant } from '../instant.ts';
import type { ArrivalList, Arrivals, NewAccount } from './arrivals.ts';

/** What is kept at most, whatever the log holds: some megabytes. */
const TALLY_LIMITS = { accounts: 50_000, cells: 50_000 } as const;

const MINUTE_MS = 60_000;

type Cell = {
  readonly domain: string;
  /** Each account once. */
  known: number;
  /** Accounts that were too many to be remembered, by list: which of them are the same nobody can tell. */
  readonly others: Record<ArrivalList, number>;
  from: Instant;
  until: Instant;
};

/** Counts new accounts by domain and minute, in whatever order they are read. */
export interface ArrivalTally {
  add(list: ArrivalList, accounts: readonly NewAccount[]): void;
  /** `isWhole`: whether that is all that was added; else it is at least so many. */
  all(): { readonly arrivals: readonly Arrivals[]; readonly isWhole: boolean };
}

export function arrivalTally(
  limits: { readonly accounts: number; readonly cells: number } = TALLY_LIMITS,
): ArrivalTally {
  const known = new Set<string>();
  const cells = new Map<string, Cell>();
  let isWhole = true;

  const cellOf = ({ domain, at }: NewAccount): Cell | undefined => {
    const key = `${Math.floor(at / MINUTE_MS)} ${domain}`;
    const before = cells.get(key);
    if (before !== undefined || cells.size >= limits.cells) return before;
    const cell = { domain, known: 0, others: { added: 0, invited: 0 }, from: at, until: at };
    cells.set(key, cell);
    return cell;
  };

  return {
    add: (list, accounts) => {
      for (const one of accounts) {
        if (known.has(one.account)) continue;
        const cell = cellOf(one);
        if (cell === undefined) {
          isWhole = false;
          continue;
        }
        if (known.size < limits.accounts) {
          known.add(one.account);
          cell.known += 1;
        } else {
          isWhole = false;
          cell.others[list] += 1;
        }
        cell.from = Math.min(cell.from, one.at);
        cell.until = Math.max(cell.until, one.at);
      }
    },
    all: () => ({
      arrivals: [...cells.values()].map(({ domain, known: once, others, from, until }) => ({
        domain,
        count: once + Math.max(others.added, others.invited),
        from,
        until,
      })),
      isWhole,
    }),
  };
}
