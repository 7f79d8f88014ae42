import { problemLine } from '../../words/en/problems.ts';
import { messageOf } from '../../words/words.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Release } from '../../domain/change/status.ts';
import type { Line } from '../../words/line.ts';
import { moment } from '../../words/en/moment.ts';
import { runLines, type RunLine } from '../../words/runs.ts';
import { personName } from '../../words/names.ts';

/** Why the last click on Confirm or Approve came to nothing. */
export type ReleaseView = { readonly lines: readonly RunLine[] };

/** @param open whether the change can still be confirmed */
export function releaseView(
  release: Release,
  { requester, expiresAt, approval }: Proposal,
  open: boolean,
): ReleaseView {
  const button = approval === 'secondPerson' ? 'Approve' : 'Confirm';
  const who = approval === 'secondPerson' ? 'Somebody' : personName(requester);
  const first: Line = [who, ` pressed ${button}, but `, { strong: 'nothing was changed' }, '.'];
  const last: Line = [
    'Once that is solved, ',
    { strong: `press ${button} again` },
    ` before ${moment(expiresAt)}. There is no need to type the command again.`,
  ];
  return { lines: runLines([first, ...why(release), ...(open ? [last] : [])]) };
}

function why(release: Release): readonly Line[] {
  switch (release.kind) {
    case 'refused': {
      const { title, lines } = messageOf({ kind: 'refused', refusal: release.refusal });
      return [[{ strong: title }], ...lines];
    }
    case 'unreadable':
      return [
        [{ strong: messageOf({ kind: 'unreadable', problem: release.problem, reference: '' }).title }],
        [problemLine(release.problem)],
      ];
    case 'interrupted':
      return [['I was stopped before I had written anything.']];
  }
}
