import type { ChangeId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { partsAskedAbout } from '../policy/many.ts';
import { opens } from './approval.ts';
import { isCarriedOut, type Change } from './change.ts';

/**
 * The freezes that stand, newest first; none: nothing is frozen. A freeze stands from the moment at which its writing began,
 * and until a thaw that brought back anybody has come to its end, and nobody stopped it.
 * @param carriedOut freezes and thaws that were carried out, or are, newest first
 */
export function standingFreezes(carriedOut: readonly Change[]): readonly Change[] {
  const thaw = carriedOut.findIndex(hasThawed);
  return carriedOut.slice(0, thaw < 0 ? undefined : thaw).filter(hasFrozen);
}

/** The freezes that came after a thaw, newest first: it goes no further. @param carriedOut as above */
export function freezesAfter(thaw: ChangeId, carriedOut: readonly Change[]): readonly Change[] {
  const at = carriedOut.findIndex(({ proposal }) => proposal.id === thaw);
  return carriedOut.slice(0, Math.max(0, at)).filter(hasFrozen);
}

/** Whether a freeze ends it while it is carried out: what was asked for by the time it was decided, and whatever opens. */
export function makesWayForFreeze({ proposal }: Change, { status }: Change): boolean {
  return opens(proposal.plan) || !('claimedAt' in status) || proposal.requestedAt <= status.claimedAt;
}

/**
 * What a thaw goes back over: all freezes and thaws since the last thaw that brought back everybody, oldest first. Where
 * nothing is frozen any more, they are those of which some were not brought back; none: there is nothing to go back over.
 * @param carriedOut as above
 */
export function yetToThaw(carriedOut: readonly Change[]): readonly Change[] {
  const whole = carriedOut.findIndex((change) => hasThawed(change) && change.status.state === 'applied');
  const since = carriedOut.slice(0, whole < 0 ? undefined : whole);
  return since.filter((change) => hasFrozen(change) || isThaw(change)).toReversed();
}

/** For so long more is kept what a thaw did not bring back: who may not be brought back any more would keep it for ever. */
const UNFINISHED_MS = 365 * 24 * 60 * 60_000;

/**
 * What a thaw needs that is still to come: the freezes that stand, or what one that is not finished goes back over.
 * @param carriedOut as above
 * @param before what is older is needed no more but for that
 */
export function neededToThaw(carriedOut: readonly Change[], before: Instant): readonly Change[] {
  const standing = standingFreezes(carriedOut);
  const left = yetToThaw(carriedOut);
  // One that is under way may leave something, too.
  const isRecent = left.some(({ status }) => !('at' in status) || status.at >= before - UNFINISHED_MS);
  return standing.length > 0 || isRecent ? left : [];
}

export const isThaw = ({ proposal }: Change): boolean => proposal.plan.many?.kind === 'thaw';

/** What a thaw went back over, oldest first, as `yetToThaw`; none: it did not end that everything was frozen. */
export function thawedBy(thaw: Change, carriedOut: readonly Change[]): readonly Change[] {
  const at = carriedOut.findIndex(({ proposal }) => proposal.id === thaw.proposal.id);
  return at < 0 || !hasThawed(thaw) ? [] : yetToThaw(carriedOut.slice(at + 1));
}

/** The thaw that left it to people whether what this part of a freeze had closed comes back; undefined: none did. */
export const leftByThaw = (part: Change, carriedOut: readonly Change[]): Change | undefined =>
  carriedOut.find(
    (change) =>
      hasThawed(change) &&
      change.proposal.plan.many !== undefined &&
      partsAskedAbout(change.proposal.plan.many).includes(part.proposal.id),
  );

/** One that brought back nobody has thawed nothing: what was frozen is asked for again with all that was. */
const hasThawed = (change: Change): boolean => isThaw(change) && isCarriedOut(change) && !change.progress?.halt;

function hasFrozen({ proposal, status }: Change): boolean {
  return proposal.plan.many?.kind === 'freeze' && !(status.state === 'applying' && status.phase === 'verifying');
}
