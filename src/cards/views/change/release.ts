import type { Change } from '../../../domain/change/change.ts';
import { isDecidedAlready, type Proposal } from '../../../domain/change/proposal.ts';
import { isAboutThem, type Release } from '../../../domain/change/status.ts';
import type { Line } from '../../../words/line.ts';
import { messageOf, words } from '../../../words/words.ts';

const says = words.changes.release;

/**
 * Why the last click on Confirm or Approve came to nothing; empty: it did not.
 * @param alone whether only whoever asked reads it
 */
export function releaseLines({ proposal, status }: Change, isOver: boolean, alone: boolean): readonly Line[] {
  if ((status.state !== 'pending' && status.state !== 'expired') || status.release === null) return [];
  const isOpen = status.state === 'pending' && !isOver;
  const [first = [], ...more] = why(status.release, alone && proposal.approval !== 'secondPerson');
  return [
    [
      ...(isDecidedAlready(proposal) ? says.begun : says.pressed(proposal)),
      ...(isOpen ? says.butNothing : says.inVain),
      ...first,
      ...(isOpen ? whatNow(proposal, status.release) : []),
    ],
    ...more,
  ];
}

function whatNow(proposal: Proposal, release: Release): Line {
  if (isDecidedAlready(proposal)) return [' ', ...says.again];
  return [' ', ...(isGone(release) ? says.oneMore : says.pressAgain(proposal.approval))];
}

/** Whether it was an earlier approval that counts no more: whoever pressed last need not press again. */
const isGone = (release: Release): boolean => release.kind === 'refused' && release.of !== undefined;

/** @param theirs whether only whoever pressed it reads this: which roles somebody holds, or could, is for themselves */
function why(release: Release, theirs: boolean): readonly Line[] {
  switch (release.kind) {
    case 'refused': {
      const { refusal, of: approver } = release;
      if (isAboutThem(refusal)) {
        if (approver !== undefined) return [words.changes.stops.approvalGone(approver)];
        if (!theirs) return [says.unconfirmed];
      }
      const { title, lines } = messageOf({ kind: 'refused', refusal });
      return [[{ strong: `${title}.` }], ...lines];
    }
    case 'unreadable': {
      const { problem } = release;
      const { title } = messageOf({ kind: 'unreadable', problem, of: 'everybody', reference: '' });
      return [[{ strong: `${title}.` }], [words.errors.problemLine(problem)]];
    }
    case 'interrupted':
      return [says.interrupted];
    case 'unheard':
      return says.unheard;
  }
}
