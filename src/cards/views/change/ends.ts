import { isCarriedOut, isOpen, type Change } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.ends;

/** That it is an end itself, or what became of the one that it carries. */
export function endLines({ end, proposal }: Change): readonly Line[] {
  const came = end?.came ?? null;
  return [
    ...(proposal.plan.prolongs === true && proposal.ends !== null ? [says.moved(proposal.ends)] : []),
    ...(proposal.leftShut === undefined ? [] : [says.leftShut(proposal.leftShut)]),
    ...(proposal.endOf === null ? [] : [says.ofWhat(proposal.endOf)]),
    ...(came === null ? [] : [says.came(came)]),
  ];
}

/** When it ends, as long as that is still to come. */
export function endTexts(change: Change, at: Instant): readonly string[] {
  const { end } = change;
  const isAhead = end !== null && end.came === null && (isOpen(change) || isCarriedOut(change));
  if (!isAhead) return [];
  return [
    change.proposal.plan.prolongs === true ? says.newEnd(end, change.proposal.endBefore, at) : says.ahead(end, at),
  ];
}
