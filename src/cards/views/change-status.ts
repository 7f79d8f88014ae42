import { problemLine } from '../../words/en/problems.ts';
import { isDue, type Change } from '../../domain/change/change.ts';
import { isBeforeRequest, type Proposal } from '../../domain/change/proposal.ts';
import type { Ended, Failure, Unsettled } from '../../domain/change/status.ts';
import type { Instant } from '../../domain/instant.ts';
import { steps } from '../../domain/policy/plan.ts';
import { samePerson } from '../../domain/people/person.ts';
import type { Line } from '../../words/line.ts';
import { sameState } from '../../domain/policy/snapshot.ts';
import type { Step } from '../../domain/policy/step.ts';
import { typedName } from '../../domain/partners/tenant.ts';
import { moment } from '../../words/en/moment.ts';
import { personName } from '../../words/names.ts';
import { stepLine } from '../../words/en/plan.ts';
import type { Style } from '../../words/style.ts';

/** Where a change stands: a few words, a colour, and sentences that say what happened and what to do now. */
type StatusWords = { readonly state: string; readonly style: Style; readonly lines: readonly Line[] };

/** @param at now: a card whose time is over says so even before the bot has noted it */
export function statusWords(change: Change, at: Instant): StatusWords {
  const { proposal, status } = change;
  switch (status.state) {
    case 'pending':
      if (isDue(change, at)) return expired(change, at);
      if (proposal.approval === 'secondPerson') return waiting(proposal);
      return {
        state: 'Not confirmed yet',
        style: 'accent',
        lines: [
          [
            personName(proposal.requester),
            ` can confirm or cancel this until ${moment(proposal.expiresAt)}. Nothing has changed yet.`,
          ],
        ],
      };
    case 'applying': {
      const confirmed: Line = [personName(status.by), ` ${agreed(proposal)} this on ${moment(status.claimedAt)}.`];
      return status.phase === 'verifying'
        ? {
            state: 'Checking',
            style: 'emphasis',
            lines: [confirmed, ['I am checking the role and the settings once more. Nothing has been written yet.']],
          }
        : {
            state: 'Writing',
            style: 'emphasis',
            lines: [confirmed, ['I am writing to Microsoft Graph and reading the settings back. It is not done yet.']],
          };
    }
    case 'unknown':
      return unknown(proposal, status);
    default:
      return ended(change, status);
  }
}

function waiting({ requester, expiresAt }: Proposal): StatusWords {
  return {
    state: 'Waits for approval',
    style: 'accent',
    lines: [
      [
        'A Security Administrator other than ',
        personName(requester),
        ` can approve or reject this until ${moment(expiresAt)}. Nothing has changed yet.`,
      ],
    ],
  };
}

const agreed = ({ approval }: Proposal): string => (approval === 'secondPerson' ? 'approved' : 'confirmed');

function unknown(proposal: Proposal, { by, since, problem }: Unsettled): StatusWords {
  // Other problems' words end in "try again", which is wrong here: the bot itself goes on looking.
  const operator = problem?.kind === 'forbidden' || problem?.kind === 'unauthenticated';
  return {
    state: 'I do not know yet',
    style: 'warning',
    lines: [
      [personName(by), ` ${agreed(proposal)} this. I began on ${moment(since)} and could not see how it ended.`],
      ...(operator ? [[problemLine(problem)]] : []),
      [
        'It may or may not have taken effect. I keep looking and will tell you here; please do not repeat it meanwhile.',
      ],
    ],
  };
}

function ended(change: Change, status: Ended): StatusWords {
  const at = moment(status.at);
  switch (status.state) {
    case 'applied':
      return {
        state: 'Applied',
        style: 'good',
        lines: [
          [
            personName(status.by),
            ` ${agreed(change.proposal)} this. I read the settings back on ${at}: they are as asked.`,
          ],
          ...(sameState(status.found, change.proposal.plan.after) ? [] : [SOMEBODY_ELSE]),
        ],
      };
    case 'failed':
      return failed(change, status.failure, at);
    case 'rejected': {
      const own = samePerson(status.by, change.proposal.requester);
      return {
        state: own ? 'Cancelled' : 'Rejected',
        style: 'emphasis',
        lines: [[personName(status.by), ` ${own ? 'cancelled' : 'rejected'} this on ${at}. Nothing was changed.`]],
      };
    }
    case 'expired':
      return expired(change, status.at);
    case 'stale':
      return {
        state: 'Out of date',
        style: 'warning',
        lines: [
          [
            personName(status.by),
            ` ${agreed(change.proposal)} this, but the settings are no longer what this card showed. `,
            { strong: 'I wrote nothing.' },
          ],
          [
            `Below is what I found on ${at}. If you still want the change, type `,
            again(change.proposal),
            ' for a new card.',
          ],
        ],
      };
  }
}

const SOMEBODY_ELSE: Line = [
  { strong: 'Something else has changed as well,' },
  ' and not by me: the table below shows what I read back.',
];

/** @param noted when its time was found to be over */
function expired({ proposal, status }: Change, noted: Instant): StatusWords {
  const by = moment(proposal.expiresAt);
  const [button, did] = proposal.approval === 'secondPerson' ? ['Approve', 'approved'] : ['Confirm', 'confirmed'];
  const clicked = 'release' in status && status.release !== null;
  return {
    state: 'Expired',
    style: 'emphasis',
    lines: [
      isBeforeRequest(proposal, noted)
        ? [
            'My clock was set back, so I cannot tell how old this is, and nobody can decide it any more. Nothing was changed.',
          ]
        : clicked
          ? [`The last click on ${button} came to nothing, and there was no other by ${by}. Nothing was changed.`]
          : [`Nobody ${did} this by ${by}. Nothing was changed.`],
      ['To ask again, type ', again(proposal), '.'],
    ],
  };
}

function failed(change: Change, failure: Failure, at: string): StatusWords {
  const why = 'problem' in failure && failure.problem !== null ? [[problemLine(failure.problem)]] : [];
  switch (failure.kind) {
    case 'notApplied':
      return {
        state: 'Not applied',
        style: 'attention',
        lines: [
          [{ strong: 'Nothing was changed.' }, ` I read the settings back on ${at}: they are as before.`],
          ...why,
          ...(failure.problem?.reached === 'no' ? [] : [lost(change)]),
          ['To ask again, type ', again(change.proposal), '.'],
        ],
      };
    case 'partlyApplied':
      return {
        state: 'Partly applied',
        style: 'attention',
        lines: [
          [{ strong: 'Only a part was done.' }, ` This is what I read back on ${at}:`],
          ...progressLines(change, failure.done),
          ...why,
          ['To do the rest or to take back what was done, use the buttons below.'],
        ],
      };
    case 'diverged':
      return {
        state: 'A person must look',
        style: 'attention',
        lines: [
          [`The settings are neither as before nor as asked. Below is what I read back on ${at}.`],
          [
            'Somebody else may have changed them at the same time. See what is there now: type ',
            look(change.proposal),
            '.',
          ],
        ],
      };
  }
}

/** Microsoft Graph answers for no time within which a request that it did not answer takes effect. */
function lost(change: Change): Line {
  return [
    'Microsoft Graph never answered my request, so look once more before you rely on this: type ',
    look(change.proposal),
    '.',
  ];
}

function progressLines({ proposal: { plan } }: Change, done: readonly Step[]): readonly Line[] {
  const left = steps(plan).slice(done.length);
  return [
    ...done.map((step): Line => [{ strong: 'Done: ' }, ...stepLine(step)]),
    ...left.map((step): Line => [{ strong: 'Not done: ' }, ...stepLine(step)]),
  ];
}

/** The line that asks for the same again; the reason is left to be given anew. */
const again = ({ again: line }: Proposal): { readonly say: string } => ({ say: line });

function look({ partner, plan, lookalikes }: Proposal): { readonly say: string } {
  const named = typedName(partner, lookalikes.length === 0);
  return { say: plan.before.kind === 'template' ? 'show template' : `show ${named}` };
}
