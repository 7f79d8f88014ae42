import { offers, offersOfChange, offersOfEnd } from '../../../commands/offers.ts';
import type { Change } from '../../../domain/change/change.ts';
import type { Line, Message } from '../../line.ts';
import { personName } from '../../names.ts';
import { tenants } from '../tenants.ts';
import type { RefusalWords } from './refusal-words.ts';

const movedAnEnd = ({ proposal, end }: Change): boolean => proposal.plan.prolongs === true && end?.came === null;

const whyNotUndone = (change: Change): string =>
  movedAnEnd(change) ? ' moved an end, and no setting.' : ' left nothing behind that I could take back.';

/** How an end that was moved is moved again. */
function anotherEnd(change: Change): readonly Line[] {
  const { id } = change.proposal;
  if (!movedAnEnd(change)) return [];
  return [
    ['To close it before that, type ', { say: offersOfEnd.endNow(id) }, '.'],
    ['For another end, type ', { say: offersOfEnd.renew(id) }, ' with “until” and a day after it.'],
  ];
}

export const changes = {
  changeUnknown: () => ({
    tone: 'warning',
    title: 'I do not know this change',
    lines: [['There is no change of that id. To see all of them, type ', { say: offers.history }, '.']],
  }),
  openChange: ({ open, isOwn }) => (isOwn ? ownOpenChange(open) : openChange(open)),
  movedOn: (refusal) => ({
    tone: 'warning',
    title: refusal.what === 'undo' ? 'That can no longer be undone' : 'That can no longer be continued',
    lines: [
      [
        ...tenants.ofChange(refusal.change),
        ': the settings are no longer as ',
        { strong: refusal.change.proposal.id },
        ' left them. I did nothing.',
      ],
      ['See what is there now: type ', { say: offersOfChange.lookAt(refusal.change.proposal) }, '.'],
    ],
  }),
  notFollowable: (refusal) => ({
    tone: 'info',
    title: refusal.what === 'undo' ? 'There is nothing to undo' : 'There is nothing left to do',
    lines: [
      [
        ...tenants.ofChange(refusal.change),
        ': change ',
        { strong: refusal.change.proposal.id },
        refusal.what === 'undo'
          ? whyNotUndone(refusal.change)
          : ' was not partly applied, so there is nothing to continue.',
      ],
      ...(refusal.what === 'undo' ? anotherEnd(refusal.change) : []),
      ['See what became of it: type ', { say: offersOfChange.show(refusal.change.proposal.id) }, '.'],
    ],
  }),
  glassNotNeeded: ({ instead }) => ({
    tone: 'info',
    title: 'No glass has to be broken for that',
    lines: [
      instead === null
        ? ['You can confirm it yourself. I did nothing.']
        : ['You can confirm it yourself: type ', { say: instead }, '. I did nothing.'],
    ],
  }),
} satisfies Partial<RefusalWords>;

function openChange(open: Change): Message {
  const { id, command, requester, approval } = open.proposal;
  return {
    tone: 'warning',
    title: 'Somebody is already changing this partner',
    lines: [
      [
        personName(requester),
        ' has an open change for ',
        ...tenants.ofChange(open),
        `: “${command}” (${id}), ${openWords(open)}.`,
      ],
      open.status.state === 'pending'
        ? [
            `One change at a time: ${approval === 'secondPerson' ? 'reject it on its card' : 'wait for it'}, or end it with `,
            { say: offersOfChange.withdraw(id, false) },
            ', then ask again. Whoever asked for it is told.',
          ]
        : WAIT,
    ],
    offers: [offersOfChange.show(id)],
  };
}

function ownOpenChange(open: Change): Message {
  const { id, command } = open.proposal;
  return {
    tone: 'info',
    title: 'You already have an open change',
    lines: [
      [...tenants.ofChange(open), `: “${command}” (${id}), ${openWords(open)}.`],
      open.status.state === 'pending'
        ? [
            'One change at a time: decide it on its card, or take it back with ',
            { say: offersOfChange.withdraw(id, true) },
            ', then ask again.',
          ]
        : WAIT,
    ],
    offers: [offersOfChange.show(id)],
  };
}

const WAIT: Line = ['One change at a time: wait until it has ended.'];

function openWords(open: Change): string {
  switch (open.status.state) {
    case 'pending':
      return open.proposal.approval === 'secondPerson' ? 'waiting for approval' : 'waiting to be confirmed';
    case 'applying':
      return 'being applied right now';
    default:
      return 'whose outcome I am still finding out';
  }
}
