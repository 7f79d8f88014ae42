import type { Instant } from '../../domain/instant.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Line } from '../line.ts';
import { planTitle } from './changes/plan.ts';
import { recordLine } from './drifts/actors.ts';
import { exactMoment, localMoment } from './moment.ts';
import { plural } from './plural.ts';
import { tenants } from './tenants.ts';

/** How much of a change Entra's audit log tells. */
const VERDICTS = {
  notLooked: ['I have not looked for Entra’s records of it.'],
  nothingWritten: ['Nothing was written, so Entra has no record to show.'],
  unreadable: ['I could not read Entra’s audit log now.'],
  neverCame: [
    { strong: 'Entra’s audit log has not told of all of it within a day.' },
    ' Look there for what is missing.',
  ],
  awaited: ['Entra’s audit log has not told of all of it yet; it is minutes late as a rule. I keep looking for a day.'],
  noActivity: ['Microsoft names no audit activity for any of it, so nothing can be matched.'],
  all: ['Entra’s audit log has a record of every step.'],
  allNamed: ['Entra’s audit log has a record of every step that Microsoft names an audit activity for.'],
} satisfies Record<string, Line>;

/** What is there in the place of a record. */
const MISSING = {
  noActivity: ['Microsoft names no audit activity for this'],
  neverCame: ['none was found'],
  awaited: ['none yet'],
} satisfies Record<string, Line>;

/** What the bot wrote down of a change, beside what Entra's audit log has of it. */
export const evidence = {
  title: ({ proposal }: Change): string => `Evidence: ${planTitle(proposal.plan)}`,
  /** For a notification. */
  toast: 'evidence of a change',
  about: (change: Change): Line => tenants.ofChange(change),
  verdicts: VERDICTS,
  mine: 'What I wrote down',
  outcome: 'Outcome',
  decidedBy: 'Decided by',
  ended: 'Ended',
  /** @param nth counted from 1 */
  step: (nth: number, does: Line): Line => [{ strong: `Step ${nth}: ` }, ...does],
  request: 'My request',
  lost: 'the answer to it was lost',
  /** To the second, as logs have it. */
  exactly: exactMoment,
  done: (at: Instant): string => `done, ${exactMoment(at)}`,
  record: 'Entra’s record',
  recordLine,
  missing: MISSING,
  others: 'Also in Entra’s audit log at that time',
  moreOthers: (left: number): string => `… and ${left} more.`,
  footer: (lines: number, at: Instant): string =>
    `${plural(lines, { one: '# line of the journal', other: '# lines of the journal' })}, read on ${localMoment(at)}`,
};
