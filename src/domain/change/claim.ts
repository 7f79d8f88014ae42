import type { Instant } from '../instant.ts';
import { CLOCK_CORRECTION_MS } from './proposal.ts';
import type { Status } from './status.ts';

/** For how long what somebody confirmed is carried out without asking them again. */
const CLAIM_STANDS_MS = 5 * 60_000;

/** Whether writing may begin on a claim: it is fresh. Where the clock was set back to before it, nobody can tell. */
export function claimStands(status: Status, now: Instant): boolean {
  if (status.state !== 'applying') return false;
  const { claimedAt } = status;
  return now <= claimedAt + CLAIM_STANDS_MS && now >= claimedAt - CLOCK_CORRECTION_MS;
}
