import type { Proposal } from '../../../domain/change/proposal.ts';
import type { Halt } from '../../../domain/change/status.ts';
import type { Stop } from '../../../domain/change/stop.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Line } from '../../../words/line.ts';
import { words } from '../../../words/words.ts';

const says = words.changes.stops;

/** Why the bot ended a change before anything was written. */
export function stopLines(proposal: Proposal, stop: Stop): readonly Line[] {
  return stop.kind === 'notAsProposed'
    ? [why(proposal, stop), says.nothingMore, says.lookAtStore]
    : [why(proposal, stop), says.nothingWritten, words.changes.ended.again(proposal)];
}

/** Why the bot took no further step. @param by who decided it */
export function haltLines(proposal: Proposal, by: Person, halt: Halt): readonly Line[] {
  switch (halt.kind) {
    case 'stopped':
      return [why(proposal, halt.stop), says.wroteNoFurther];
    case 'unreadable':
      return [says.unreadable, [words.errors.problemLine(halt.problem)], says.wroteNoFurther];
    case 'refused': {
      const { refusal } = halt;
      if (refusal.kind === 'writingStopped') return [says.writingStopped, says.wroteNoFurther];
      const line = refusal.kind === 'previewOff' ? says.previewOff : says.deciderMayNot(halt.of ?? by, refusal);
      return [line, says.wroteNoFurther];
    }
  }
}

function why({ requester }: Proposal, stop: Stop): Line {
  switch (stop.kind) {
    case 'requesterMayNot':
      return says.requesterMayNot(requester, stop.refusal);
    case 'ruleStricter':
      return says.ruleStricter;
    case 'notAsProposed':
      return says.notAsProposed(stop.members);
  }
}
