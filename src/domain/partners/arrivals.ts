import type { Instant } from '../instant.ts';
import type { TenantInformation } from './tenant.ts';

/** What Entra may call the creation of an account: some have a record in both lists, which may be of the same account. */
export const ARRIVAL_LISTS = ['added', 'invited'] as const;
export type ArrivalList = (typeof ARRIVAL_LISTS)[number];

/** An account that another tenant's synchronisation created here: its id, when, and the domain of its address. Nobody's name. */
export type NewAccount = { readonly account: string; readonly at: Instant; readonly domain: string };

/** How many accounts of a domain came about the same minute, and when the first and the last of them did. */
export type Arrivals = {
  readonly domain: string;
  readonly count: number;
  readonly from: Instant;
  readonly until: Instant;
};

/** More accounts of one partner within an hour than are expected. */
export type SyncBurst = {
  /** null: no tenant of that domain was found. */
  readonly partner: TenantInformation | null;
  /** Of the newest account's address. */
  readonly domain: string;
  /** Of how many other domains, together none of a partner's; left out: of none, or they are one tenant's. */
  readonly others?: number | undefined;
  /** How many came as long as it went on, as was known when it was told. */
  readonly count: number;
  /** So many are expected within an hour. */
  readonly limit: number;
  /** When the first and the last of them came. */
  readonly from: Instant;
  readonly until: Instant;
};

const HOUR_MS = 60 * 60_000;

/**
 * Whether a burst is one that was told of, however much of it is read any more, and however late.
 * @param toldUntil when the last account came of what was told of
 * @param from when its first one came
 */
export const isToldBurst = (toldUntil: Instant, from: Instant): boolean => from - toldUntil <= HOUR_MS;

/** A burst that has grown so many times as large as what is expected is told again, and so on. */
const GROWN = 10;

/**
 * How large a burst is: 0: it is one; 1: more than ten times as many came as are expected; 2: more than a hundred times. Each
 * is told once.
 */
export function sizeOf(count: number, limit: number): number {
  let size = 0;
  while (count > nextSize(size, limit)) size += 1;
  return size;
}

/** Beyond how many accounts a burst of this size becomes one of the next. */
export const nextSize = (size: number, limit: number): number => limit * GROWN ** (size + 1);

/**
 * Those that came in bursts, oldest first: more than `limit` within an hour, together with all that came as long as that
 * went on. Those of one minute are of the hour together, so that it may be a minute longer at each end.
 */
export function burstsIn(arrivals: readonly Arrivals[], limit: number): readonly (readonly Arrivals[])[] {
  const bursts: (readonly Arrivals[])[] = [];
  /** A Set keeps the order in which they came. */
  const withinHour = new Set<Arrivals>();
  let count = 0;
  let current: { readonly came: Arrivals[]; newest: Arrivals } | undefined;
  /** Those who came after the newest of the current burst. */
  let after: Arrivals[] = [];
  for (const one of arrivals.toSorted((a, b) => a.from - b.from)) {
    for (const earlier of withinHour) {
      if (one.from - earlier.until < HOUR_MS) break;
      withinHour.delete(earlier);
      count -= earlier.count;
    }
    withinHour.add(one);
    count += one.count;
    after.push(one);
    if (count <= limit) continue;
    if (current !== undefined && withinHour.has(current.newest)) {
      for (const next of after) current.came.push(next);
      current.newest = one;
    } else {
      current = { came: [...withinHour], newest: one };
      bursts.push(current.came);
    }
    after = [];
  }
  return bursts;
}

/** How many accounts came, all together. */
export const totalOf = (arrivals: readonly Arrivals[]): number => arrivals.reduce((sum, { count }) => sum + count, 0);
