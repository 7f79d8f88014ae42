import {
  cameWithMore,
  decidersOf,
  isDue,
  missingApprovals,
  needsReview,
  type Change,
} from '../../../domain/change/change.ts';
import { effectsOf, weightOf } from '../../../domain/change/effect.ts';
import { leavesUnseen } from '../../../domain/policy/many.ts';
import { agreementOf, isDecidedAlready } from '../../../domain/change/proposal.ts';
import type { Applying, Unsettled } from '../../../domain/change/status.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../../words/line.ts';
import type { Standing } from '../../../words/standing.ts';
import { SIGNS, STANDING_SIGNS, STANDING_STYLES, WEIGHT_STYLES, type Style } from '../../style.ts';
import { words } from '../../../words/words.ts';
import { toldMany } from './told-many.ts';
import { isStopping } from './stops.ts';
import { destroys } from './decide.ts';
import { toldEnd, toldExpired, type Told } from './ended.ts';

/** Where a change stands: a few words with a sign, a colour, and sentences that say what happened and what to do now. */
type StatusWords = {
  readonly standing: Standing;
  readonly state: string;
  readonly sign: string;
  readonly style: Style;
  readonly lines: readonly Line[];
  /** Sentences of ours that tell a time: for text blocks. */
  readonly texts: readonly string[];
};

const says = words.changes.status;

/**
 * @param at now: a card whose time is over says so even before the bot has noted it
 * @param alone whether only whoever asked reads it; left out: others do
 * @param crowded whether there is room for few words only; left out: there is more
 */
export function statusWords(change: Change, at: Instant, alone = false, crowded = false): StatusWords {
  const { standing, lines, texts } = told(change, at, alone, crowded);
  const style = styleOf(change, standing);
  // As long as it is asked for, what it would do counts most.
  const isDecided = isDecidedAlready(change.proposal);
  const sign = isAsked(standing) && !isDecided ? SIGNS[effectsOf(change.proposal.plan)[0]] : STANDING_SIGNS[standing];
  return { standing, state: stateOf(change, standing), sign, style, lines, texts };
}

function stateOf(change: Change, standing: Standing): string {
  if (isStopping(change)) return says.stopping;
  return isAsked(standing) && isDecidedAlready(change.proposal) ? says.decided : says.states[standing];
}

const isAsked = (standing: Standing): boolean => standing === 'notConfirmed' || standing === 'waitsForApproval';

/** As long as it can be decided, how much it has to be looked at; after that, what became of it. */
function styleOf(change: Change, standing: Standing): Style {
  const { approval, plan, partner } = change.proposal;
  if (approval === 'breakGlass') {
    if (isAsked(standing)) return 'attention';
    if (needsReview(change) || change.status.state === 'applying') return 'warning';
  }
  // Done, but not only as asked.
  if (standing === 'applied' && (cameWithMore(change) || leavesUnseen(plan))) return 'warning';
  if (!isAsked(standing)) return STANDING_STYLES[standing];
  const effects = effectsOf(plan);
  return destroys(effects) ? 'attention' : WEIGHT_STYLES[weightOf(effects, partner)];
}

function told(change: Change, at: Instant, alone: boolean, crowded: boolean): Told {
  const { proposal, status } = change;
  const many =
    'by' in status ? toldMany(change, says.agreed(decidersOf(change, status.by), proposal.approval), at) : undefined;
  if (many !== undefined) return 'at' in status ? { ...many, texts: [says.ended(status.at, at)] } : many;
  switch (status.state) {
    case 'pending':
      return isDue(change, at) ? toldExpired(proposal, status.release, at) : toldPending(change, at, crowded);
    case 'applying':
      return toldApplying(change, status, at);
    case 'unknown':
      return toldUnknown(change, status, at);
    default: {
      const end = toldEnd(change, status, alone);
      return { ...end, texts: [...end.texts, says.ended(status.at, at)] };
    }
  }
}

function toldPending(change: Change, now: Instant, crowded: boolean): Told {
  const { approval, approvers, expiresAt } = change.proposal;
  const confirm = crowded ? says.untilInShort.confirm : says.until.confirm;
  const approve = crowded ? says.untilInShort.approve : says.until.approve;
  const looking = change.status.state === 'pending' ? change.status.looking : null;
  const lines = [says.asked(change.proposal, crowded), ...(looking === null ? [] : [says.looking(looking.by)])];
  if (isDecidedAlready(change.proposal)) return { standing: 'notConfirmed', lines, texts: [says.until.carriedOut] };
  if (approval !== 'secondPerson') return { standing: 'notConfirmed', lines, texts: [confirm(expiresAt, now)] };
  const several = approvers === 1 ? [] : [says.approvals(approvers, missingApprovals(change))];
  return { standing: 'waitsForApproval', lines, texts: [...several, approve(expiresAt, now)] };
}

function toldApplying(change: Change, { by, claimedAt, phase }: Applying, now: Instant): Told {
  const lines = [says.agreed(decidersOf(change, by), agreementOf(change.proposal))];
  return phase === 'verifying'
    ? { standing: 'checking', lines, texts: [says.checking(claimedAt, now)] }
    : { standing: 'writing', lines, texts: [says.writing(claimedAt, now)] };
}

function toldUnknown(change: Change, { by, since, problem }: Unsettled, now: Instant): Told {
  // Other problems' words end in "try again", which is wrong here: the bot itself goes on looking.
  const operator = problem?.kind === 'forbidden' || problem?.kind === 'unauthenticated';
  return {
    standing: 'unknown',
    lines: [
      says.lostSight(decidersOf(change, by), agreementOf(change.proposal)),
      ...(operator ? [...words.errors.problemLines(problem), says.lookYourself(change.proposal)] : []),
      says.keepLooking,
    ],
    texts: [says.began(since, now)],
  };
}

/** That a rule was set aside is never in small print. */
export function glassLines(change: Change): readonly Line[] {
  const { approval, unreached } = change.proposal;
  if (approval !== 'breakGlass') return [];
  if (change.status.state === 'pending') return [says.glassBreaks, ...words.reach.beforeOpening(unreached)];
  if (needsReview(change)) return [says.glassBroken, says.reviewOpen];
  return [says.glassBroken, ...(change.review === null ? [] : [says.reviewed(change.review)])];
}

/** That it may still be made although the bot's own identity is used by somebody else. */
export function alarmLines({ proposal: { alarm, takesBackOpening } }: Change): readonly Line[] {
  return alarm === null ? [] : [words.misuse.warning(takesBackOpening)];
}
