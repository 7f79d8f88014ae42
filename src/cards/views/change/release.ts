import type { Change } from '../../../domain/change/change.ts';
import type { Release } from '../../../domain/change/status.ts';
import type { Line } from '../../../words/line.ts';
import { messageOf, words } from '../../../words/words.ts';

const says = words.changes.release;

/** Why the last click on Confirm or Approve came to nothing; empty: it did not. */
export function releaseLines({ proposal, status }: Change, isOver: boolean): readonly Line[] {
  if ((status.state !== 'pending' && status.state !== 'expired') || status.release === null) return [];
  const isOpen = status.state === 'pending' && !isOver;
  return [
    says.pressed(proposal),
    ...why(status.release),
    ...(isOpen ? [isGone(status.release) ? says.oneMore : says.pressAgain(proposal.approval, proposal.expiresAt)] : []),
  ];
}

/** Whether it was an earlier approval that counts no more: whoever pressed last need not press again. */
const isGone = (release: Release): boolean => release.kind === 'refused' && release.of !== undefined;

function why(release: Release): readonly Line[] {
  switch (release.kind) {
    case 'refused': {
      const { refusal, of: approver } = release;
      if (approver !== undefined && refusal.kind !== 'previewOff' && refusal.kind !== 'writingStopped') {
        return [words.changes.stops.approvalGone(approver, refusal)];
      }
      const { title, lines } = messageOf({ kind: 'refused', refusal });
      return [[{ strong: title }], ...lines];
    }
    case 'unreadable': {
      const { problem } = release;
      const { title } = messageOf({ kind: 'unreadable', problem, reference: '' });
      return [[{ strong: title }], [words.errors.problemLine(problem)]];
    }
    case 'interrupted':
      return [says.interrupted];
    case 'unheard':
      return says.unheard;
  }
}
