import { endAsDecided, type End } from '../ends/end.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import { sameState } from '../policy/snapshot.ts';
import type { Evidence } from './evidence.ts';
import { isCarriedOn, type Progress } from './progress.ts';
import { isDecidedAlready, isOver, type Proposal } from './proposal.ts';
import { OPEN_STATES, type Pending, type Status } from './status.ts';

/** That somebody approved a change which needs more than one. */
export type Approved = { readonly by: Person; readonly at: Instant };

/** Somebody else's look at a change that was made by breaking the glass. */
export type Review = { readonly by: Person; readonly at: Instant; readonly finding: string };

/** One change, from proposal to its end. `revision` grows by one with every event: the compare-and-swap key. */
export type Change = {
  readonly proposal: Proposal;
  readonly revision: number;
  readonly status: Status;
  /** Who approved it before whoever decided it at last; none where one is enough. */
  readonly approvals: readonly Approved[];
  /** null: there was none, which for most changes is right. */
  readonly review: Review | null;
  /** What Entra's audit log says of it; null: nothing was written. */
  readonly evidence: Evidence | null;
  /** The end that it carries; null: none. */
  readonly end: End | null;
  /** How far it is with its members; left out: it is of one partner, or none of them has ended. */
  readonly progress?: Progress | undefined;
};

export function isOpen(change: Change): boolean {
  return OPEN_STATES.some((open) => open === change.status.state);
}

export function propose(proposal: Proposal): Change {
  const status: Pending = { state: 'pending', release: null, looking: null };
  const end = proposal.ends && endAsDecided(proposal.ends, proposal.conversation);
  return { proposal, revision: 1, status, approvals: [], review: null, evidence: null, end };
}

/** Whether something of it is there: what it opened may be open. */
export function isCarriedOut({ status }: Change): boolean {
  return status.state === 'applied' || (status.state === 'failed' && status.failure.kind !== 'notApplied');
}

/** Whether what it opened until an end is closed again by that end. */
export const isShutAgain = ({ end }: Pick<Change, 'end'>): boolean => end?.came?.how === 'closed';

/** Whether it came about, and something else with it. */
export const cameWithMore = ({ status, proposal: { plan } }: Change): boolean =>
  status.state === 'applied' && plan.many === undefined && !sameState(status.found, plan.after);

/** All who have decided it, in their order. */
export const decidersOf = ({ approvals }: Pick<Change, 'approvals'>, last: Person): readonly Person[] => [
  ...approvals.map(({ by }) => by),
  last,
];

/** How many others have yet to approve it. */

export function missingApprovals({ proposal, approvals }: Change): number {
  return proposal.approvers - approvals.length;
}

/** Whether the glass was broken to write it, and nobody else has looked at that yet. */
export function needsReview({ proposal, status, review }: Change): boolean {
  return proposal.approval === 'breakGlass' && review === null && ['applied', 'failed'].includes(status.state);
}

/** Whether it is carried on with its members, and nobody has stopped it. */
export function isStoppable({ proposal, status, progress }: Change): boolean {
  return proposal.plan.many !== undefined && isCarriedOn(status) && !progress?.halt;
}

export function isDue({ status, proposal }: Change, now: Instant): boolean {
  return status.state === 'pending' && isOver(proposal, now);
}

/** Whether somebody can still decide it. */
export function isWaiting({ status, proposal }: Change, now: Instant): boolean {
  return status.state === 'pending' && !isDecidedAlready(proposal) && !isOver(proposal, now);
}
