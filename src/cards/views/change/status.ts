import { isDue, missingApprovals, needsReview, type Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Applying, Unsettled } from '../../../domain/change/status.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../../words/line.ts';
import type { Standing } from '../../../words/standing.ts';
import type { Style } from '../../style.ts';
import { words } from '../../../words/words.ts';
import { toldEnd, toldExpired, type Told } from './ended.ts';

/** Where a change stands: a few words, a colour, and sentences that say what happened and what to do now. */
type StatusWords = { readonly state: string; readonly style: Style; readonly lines: readonly Line[] };

const says = words.changes.status;

const STYLES: Readonly<Record<Standing, Style>> = {
  notConfirmed: 'accent',
  waitsForApproval: 'accent',
  checking: 'emphasis',
  writing: 'emphasis',
  unknown: 'warning',
  applied: 'good',
  notApplied: 'attention',
  partlyApplied: 'attention',
  diverged: 'attention',
  cancelled: 'emphasis',
  rejected: 'emphasis',
  endedByOther: 'emphasis',
  superseded: 'warning',
  expired: 'emphasis',
  stale: 'warning',
  stopped: 'warning',
  contradicted: 'attention',
};

/**
 * @param at now: a card whose time is over says so even before the bot has noted it
 * @param alone whether only whoever asked reads it; left out: others do
 */
export function statusWords(change: Change, at: Instant, alone = false): StatusWords {
  const { standing, lines } = told(change, at, alone);
  return { state: says.states[standing], style: STYLES[standing], lines };
}

function told(change: Change, at: Instant, alone: boolean): Told {
  const { proposal, status } = change;
  switch (status.state) {
    case 'pending':
      return isDue(change, at) ? toldExpired(proposal, status.release, at) : toldPending(change);
    case 'applying':
      return toldApplying(proposal, status);
    case 'unknown':
      return toldUnknown(proposal, status);
    default:
      return toldEnd(proposal, status, alone);
  }
}

function toldPending(change: Change): Told {
  const { approval, approvers, requester, expiresAt } = change.proposal;
  if (approval !== 'secondPerson') return { standing: 'notConfirmed', lines: [says.canConfirm(requester, expiresAt)] };
  const line =
    approvers === 1
      ? says.canApprove(requester, expiresAt)
      : says.canApproveOf(requester, approvers, missingApprovals(change), expiresAt);
  return { standing: 'waitsForApproval', lines: [line] };
}

function toldApplying({ approval }: Proposal, { by, claimedAt, phase }: Applying): Told {
  const agreed = says.agreed(by, approval, claimedAt);
  return phase === 'verifying'
    ? { standing: 'checking', lines: [agreed, says.checking] }
    : { standing: 'writing', lines: [agreed, says.writing] };
}

function toldUnknown({ approval }: Proposal, { by, since, problem }: Unsettled): Told {
  // Other problems' words end in "try again", which is wrong here: the bot itself goes on looking.
  const operator = problem?.kind === 'forbidden' || problem?.kind === 'unauthenticated';
  return {
    standing: 'unknown',
    lines: [
      says.lostSight(by, approval, since),
      ...(operator ? words.errors.problemLines(problem) : []),
      says.keepLooking,
    ],
  };
}

/** That a rule was set aside is never in small print. */
export function glassLines(change: Change): readonly Line[] {
  const { approval, id, unreached } = change.proposal;
  if (approval !== 'breakGlass') return [];
  if (change.status.state === 'pending') return [says.glassBroken, ...words.reach.beforeOpening(unreached)];
  return needsReview(change) ? [says.glassBroken, says.reviewOpen(id)] : [says.glassBroken];
}

/** That it may still be made although the bot's own identity is used by somebody else. */
export function alarmLines({ proposal: { alarm, takesBackOpening } }: Change): readonly Line[] {
  return alarm === null ? [] : [words.misuse.warning(takesBackOpening)];
}
