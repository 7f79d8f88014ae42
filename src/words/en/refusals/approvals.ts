import type { Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { Offer } from '../../../domain/replies/offer.ts';
import { personName } from '../../names.ts';
import type { Line } from '../../line.ts';
import { changeCalled } from '../changes/called.ts';
import { buttonOf } from '../offers.ts';
import { plural } from '../plural.ts';
import { tenants } from '../tenants.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

const inAnEmergency = (glass: Offer | null): readonly Line[] =>
  glass === null ? [] : [['In an emergency, type ', { say: glass }, '.']];

const thenAgain = (proposal: Proposal): Line => {
  const again = offersOfChange.again(proposal);
  return again === undefined ? ['. Then ask anew.'] : ['. Then ask anew: ', { say: again }, '.'];
};

/** Why it cannot be taken back any more. */
const TOO_LATE: Readonly<Record<Change['status']['state'], string>> = {
  pending: 'its time is over.',
  expired: 'its time is over.',
  applying: 'it is being written.',
  unknown: 'it was decided already.',
  applied: 'it was decided already.',
  failed: 'it was decided already.',
  rejected: 'it was decided already.',
  superseded: 'another change took its place.',
  stale: 'it was decided already.',
  stopped: 'it was stopped.',
};

/** Which change, and of whom. */
const whose = (change: Change): Line => [...changeCalled(change), ': '];

export const approvals = {
  notRequester: (refusal) =>
    warning('Only the one who asked can decide this', [
      [personName(refusal.requester), ' asked for this change, so only they can confirm it.'],
      ['Any Security Administrator can end it with Cancel on its card. Nothing has changed.'],
    ]),
  ownChange: (refusal) =>
    warning('Another administrator has to decide this', [
      [
        ...whose(refusal.change),
        'you asked for it, so somebody else who holds Security Administrator approves or rejects it.',
      ],
      [
        'To take it back, type ',
        { say: offersOfChange.withdraw(refusal.change.proposal.id, true) },
        '. Nothing has changed.',
      ],
    ]),
  ruleStricter: ({ change, change: { proposal } }) =>
    proposal.approval === 'secondPerson'
      ? warning('More administrators have to approve that now', [
          [...whose(change), 'whoever runs me has made the rule stricter since it was asked for. Nothing has changed.'],
          [
            'Whoever asked has to ask again. To end this one, type ',
            { say: offersOfChange.withdraw(proposal.id, false) },
            '.',
          ],
        ])
      : warning('Another administrator has to approve that now', [
          [...whose(change), 'whoever runs me has made the rule stricter since you asked. Nothing has changed.'],
          ['First take it back: type ', { say: offersOfChange.withdraw(proposal.id, true) }, ...thenAgain(proposal)],
        ]),
  nobodyElse: (refusal) =>
    warning('Nobody could approve that now', [
      [
        ...tenants.partner(refusal.partner),
        ': it needs a second Security Administrator, and I see nobody but you who holds that role at the moment.',
      ],
      ['Have a colleague activate it in Privileged Identity Management (PIM), then ask again.'],
      ...inAnEmergency(refusal.glass),
    ]),
  tooFewOthers: ({ glass, partner, needed, others }) =>
    warning('Too few could approve that now', [
      [
        ...tenants.partner(partner),
        ': ',
        plural(needed, { one: '# other Security Administrator', other: '# other Security Administrators' }),
        ' must approve it, and I see ',
        plural(others, { none: 'nobody who holds', one: '# who holds', other: '# who hold' }),
        ' that role at the moment. I asked nobody.',
      ],
      ['Have colleagues activate it in Privileged Identity Management (PIM), then ask again.'],
      ...inAnEmergency(glass),
    ]),
  noApprovalsChannel: () =>
    warning('Nobody else would see that here', [
      ['It needs a second Security Administrator, and this chat is ours alone. I did nothing.'],
      [
        'Ask in a channel or group chat. Or, in the one that is to approve, have an administrator press ',
        buttonOf(offers.notifyHere.command),
        ' on my hello, or type ',
        { elsewhere: offers.sendApprovalsHere },
        '.',
      ],
    ]),
  notWithdrawable: ({ change, because }) => {
    const { id, requester } = change.proposal;
    return warning(because === 'notTheirs' ? 'That is not yours to take back' : 'That can no longer be taken back', [
      because === 'notTheirs'
        ? [
            // Whoever hears this may hold no role, and is told nothing of whom it is about.
            personName(requester),
            ' asked for it. They can take it back, and so can anybody who holds Security Administrator now.',
          ]
        : [...whose(change), TOO_LATE[change.status.state]],
      ['See how it stands: type ', { say: offersOfChange.show(id) }, '.'],
    ]);
  },
  noReviewDue: (refusal) =>
    warning('There is no open review of that change', [
      [
        ...whose(refusal.change),
        'see what became of it: type ',
        { say: offersOfChange.show(refusal.change.proposal.id) },
        '.',
      ],
    ]),
  ownReview: ({ change }) =>
    warning('Somebody else has to review that', [
      [...whose(change), 'you broke the glass for it yourself, so another Security Administrator has to review it.'],
    ]),
  writingStopped: () => ({
    ...warning('I open nothing at the moment', [
      [
        'Somebody else uses my own identity, so I make no change that lets more in. I still close, and take back what was opened. I did nothing.',
      ],
      [
        'Replace every secret and certificate of my app registration in Entra first. Then a Security Administrator types ',
        { say: offers.resumeWriting },
        '.',
      ],
    ]),
    links: ['appRegistrations'],
  }),
  resumeNeedsAnother: () =>
    warning('Another administrator has to agree, too', [
      [
        'I noted that you agree. Once every secret and certificate of mine is replaced, another Security Administrator has to type ',
        { elsewhere: offers.resumeWriting },
        ' as well.',
      ],
      ['Until then I open nothing.'],
    ]),
  misuseRewritten: (refusal) => ({
    tone: 'error',
    title: 'Somebody may have changed my store',
    lines: [
      [
        'What is stored of the alarm ',
        { strong: refusal.misuse },
        ' is not what my journal has; it differs in: ',
        { wrote: refusal.members.join(', ') },
        '. So I still open nothing.',
      ],
      [
        'Find out who can write the store, and have whoever runs me run ',
        { strong: 'npm run journal -- verify' },
        ', which shows both versions, and put back a backup that is whole.',
      ],
    ],
  }),
  notStopped: () => ({
    tone: 'info',
    title: 'Nothing keeps me from writing',
    lines: [['There is nothing to resume.']],
  }),
  challengeFailed: () =>
    warning('Type the last four characters of the tenant id', [
      ['What you typed beside Confirm is not that. Nothing has changed; the card can still be confirmed.'],
    ]),
} satisfies Partial<RefusalWords>;
