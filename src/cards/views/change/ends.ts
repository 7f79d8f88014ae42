import { isCarriedOut, isOpen, type Change } from '../../../domain/change/change.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.ends;

/** That it is an end itself, or what became of the one that it carries. */
export function endLines({ end, proposal }: Change): readonly Line[] {
  const came = end?.came ?? null;
  return [
    ...(proposal.leftShut === undefined ? [] : [says.leftShut(proposal.leftShut)]),
    ...(proposal.endOf === null ? [] : [says.ofWhat(proposal.endOf)]),
    ...(came === null ? [] : [says.came(came)]),
  ];
}

/** When it ends, as long as that is still to come. */
export function endTexts(change: Change, at: Instant): readonly string[] {
  const { end } = change;
  const isAhead = end !== null && end.came === null && (isOpen(change) || isCarriedOut(change));
  return isAhead && change.proposal.plan.prolongs !== true ? [says.ahead(end, at)] : [];
}

/** From which end to which: what a change does that moves nothing else, or some of many. */
export function movedTexts(change: Change, isOver: boolean, at: Instant): readonly string[] {
  const { plan, ends, endBefore } = change.proposal;
  const isAhead = isOpen(change) && !isOver;
  const lead = isAhead || isCarriedOut(change) ? '' : words.changes.compared.sides.past.lead;
  if (plan.many === undefined) {
    if (plan.prolongs !== true || ends === null) return [];
    return [`${lead}${says.until(ends, endBefore === undefined ? [] : [endBefore], at)}`];
  }
  const moved = plan.many.members.filter((member) => member.plan.prolongs === true);
  const to = moved.flatMap((member) => member.ends ?? []);
  const from = moved.flatMap((member) => member.endBefore ?? []);
  const [first] = to;
  if (first === undefined) return [];
  const isAlike = new Set(to.map((ends) => JSON.stringify(ends))).size === 1 && new Set(from).size <= 1;
  return [`${lead}${isAlike ? says.until(first, from, at) : says.untilOfMany(to, from)}`];
}
