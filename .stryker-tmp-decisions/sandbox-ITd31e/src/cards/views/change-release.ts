// @ts-nocheck
import { explainProblem, explainRefusal, explainUnreadable } from '../../app/explain.ts';
import type { Proposal, Release } from '../../domain/change.ts';
import type { Line } from '../../domain/reply.ts';
import { moment } from '../moment.ts';
import { runLines, type RunLine } from '../runs.ts';
import { personName } from '../words/person.ts';

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
      const { title, lines } = explainRefusal(release.refusal);
      return [[{ strong: title }], ...lines];
    }
    case 'unreadable':
      return [[{ strong: explainUnreadable(release.problem, '').title }], [explainProblem(release.problem)]];
    case 'interrupted':
      return [['I was stopped before I had written anything.']];
  }
}
