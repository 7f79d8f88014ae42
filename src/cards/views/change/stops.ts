import type { Change } from '../../../domain/change/change.ts';
import { isCarriedOn } from '../../../domain/change/progress.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Halt } from '../../../domain/change/status.ts';
import type { Stop } from '../../../domain/change/stop.ts';
import { samePerson, type Person } from '../../../domain/people/person.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.stops;

/**
 * Why the bot ended a change before anything was written.
 * @param alone whether only whoever asked reads it
 */
export function stopLines(proposal: Proposal, stop: Stop, alone: boolean): readonly Line[] {
  return stop.kind === 'notAsProposed'
    ? [why(proposal, stop, alone), says.nothingMore, says.lookAtStore]
    : [why(proposal, stop, alone), ...(stop.kind === 'requesterMayNot' ? [] : [says.askedBy(proposal.requester)])];
}

/**
 * Why the bot took no further step.
 * @param by who decided it
 * @param alone whether only whoever asked reads it
 */
export function haltLines(proposal: Proposal, by: Person, halt: Halt, alone: boolean): readonly Line[] {
  switch (halt.kind) {
    case 'stopped':
      return [why(proposal, halt.stop, alone), says.wroteNoFurther];
    case 'unreadable':
      return [says.unreadable, [words.errors.problemLine(halt.problem)], says.wroteNoFurther];
    case 'refused': {
      const { refusal } = halt;
      if (refusal.kind === 'writingStopped') return [says.writingStopped, says.wroteNoFurther];
      if (refusal.kind === 'frozen') return [says.frozen, says.wroteNoFurther];
      if (refusal.kind === 'previewOff') return [says.previewOff, says.wroteNoFurther];
      const who = halt.of ?? by;
      const isTheirs = alone && samePerson(who, proposal.requester);
      return [says.deciderMayNot(who, refusal, isTheirs), says.wroteNoFurther];
    }
  }
}

function why({ requester }: Proposal, stop: Stop, alone: boolean): Line {
  switch (stop.kind) {
    case 'requesterMayNot':
      return says.requesterMayNot(requester, stop.refusal, alone);
    case 'ruleStricter':
      return says.ruleStricter;
    case 'endMoved':
      return says.endMoved;
    case 'endPast':
      return says.endPast;
    case 'listStopped':
      return says.listStopped;
    case 'notAsProposed':
      return says.notAsProposed(stop.members);
  }
}

/** Whether no further one is begun, and some are still on their way. */
export const isStopping = ({ proposal: { plan }, status, progress }: Change): boolean =>
  plan.many !== undefined && isCarriedOn(status) && (progress?.halt ?? null) !== null;
