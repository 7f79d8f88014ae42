import type { DigestId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Drift, Risk } from './drift.ts';

/** More of them than this in one look are told together: nobody reads so many cards in time. */
export const MOST_APART = 10;
/** How many of the drifts that opened something are on the card; the others are in the list. */
export const MOST_SHOWN = 5;

/** Many drifts that one look found, told together. Each of them remains a drift of its own. */
export type Digest = {
  readonly id: DigestId;
  /** Whose partners they are: the tenant that the bot guards. */
  readonly tenantId: TenantId;
  /** When the look began. */
  readonly at: Instant;
  /** Grows by one with all that its card shows. */
  readonly revision: number;
  /** What opened something, those that are open first, at most MOST_SHOWN. */
  readonly shown: readonly Drift[];
  readonly counts: DigestCounts;
};

export type DigestCounts = {
  readonly all: number;
  /** Those that wait for a decision. */
  readonly open: number;
  readonly openings: number;
  readonly openOpenings: number;
};

/** The risk of the worst that is still open. */
export function digestRisk({ counts }: Pick<Digest, 'counts'>): Risk {
  if (counts.openOpenings > 0) return 'red';
  return counts.open > 0 ? 'amber' : 'green';
}
