import { offers, offersOfDrift } from '../../../commands/offers.ts';
import type { Drift } from '../../../domain/drift/drift.ts';
import type { TenantInformation } from '../../../domain/partners/tenant.ts';
import type { Line } from '../../line.ts';
import { personName } from '../../names.ts';
import { settingNames } from '../changes/moves.ts';
import { drifts as said } from '../drifts.ts';
import { tenants } from '../tenants.ts';
import { warning } from '../warning.ts';
import type { RefusalWords } from './refusal-words.ts';

/** Of whom it is. */
const whose = ({ partner }: { readonly partner: TenantInformation }): Line => [...tenants.partner(partner), ': '];

/** The same, and what was changed. */
const found = ({ drift }: { readonly drift: Drift }): Line => [
  ...whose(drift),
  said.whatHappened(drift),
  ' (',
  { strong: drift.id },
  '). ',
];

export const drifts = {
  driftUnknown: () => ({
    tone: 'warning',
    title: 'I do not know this drift',
    lines: [['There is no drift of that id. To see all that are open, type ', { say: offers.listDrift }, '.']],
  }),
  driftClosed: (refusal) => ({
    tone: 'info',
    title: 'That is decided already',
    lines: [
      refusal.drift.status.state === 'accepted'
        ? [...found(refusal), personName(refusal.drift.status.by), ' accepted it. I did nothing.']
        : [...whose(refusal.drift), said.title(refusal.drift), ' (', { strong: refusal.drift.id }, '). I did nothing.'],
      ['To see what waits for a decision, type ', { say: offers.listDrift }, '.'],
    ],
  }),
  ownDrift: (refusal) =>
    warning('You cannot accept your own change', [
      [...found(refusal), 'Entra’s audit log names you for it, or says that it may have been you.'],
      [
        'Another Security Administrator can accept it. To take it back, type ',
        { say: offersOfDrift.revert(refusal.drift.id) },
        '. I did nothing.',
      ],
    ]),
  halfAccepted: (refusal) =>
    warning('You have accepted it already', [
      [
        ...found(refusal),
        'As long as the audit log does not name a person for all of it, two administrators have to accept it. Another one has to, too.',
      ],
    ]),
  driftRewritten: (refusal) => ({
    tone: 'error',
    title: 'Somebody may have changed my store',
    lines: [
      [
        ...whose(refusal),
        'what is stored of ',
        { strong: refusal.drift },
        ' is not what my journal has; it differs in: ',
        { wrote: refusal.members.join(', ') },
        '. I did nothing.',
      ],
      [
        'Find out who can write the store, and have whoever runs me run ',
        { strong: 'npm run journal -- verify' },
        '. To see how the partner really is, type ',
        { say: offers.checkNow },
        '.',
      ],
    ],
  }),
  driftMovedOn: (refusal) => ({
    tone: 'warning',
    title: 'The partner no longer looks as I found it',
    lines: [
      [...found(refusal), 'It was changed again since. I did nothing.'],
      ['To see what is there now, type ', { say: offers.checkNow }, '.'],
    ],
  }),
  unsettable: (refusal) => ({
    ...warning('Graph lets no app set that', [
      [...found(refusal), `I cannot take that back: ${settingNames(refusal.names)}. Nothing was changed.`],
      [
        'Set it back in the Entra admin center, or accept it: type ',
        { say: offersOfDrift.accept(refusal.drift.id) },
        '.',
      ],
    ]),
    links: ['partnerAccess'],
  }),
  reasonMissing: (refusal) => ({
    tone: 'info',
    title: 'Say why',
    lines: [['To accept a drift, you need a reason. Write it on its card, or type ', { say: refusal.say }, '.']],
  }),
  personalChat: () =>
    warning('I notify channels and group chats only', [
      ['This is a personal chat. Add me to a channel or group chat, and type the same line there.'],
    ]),
} satisfies Partial<RefusalWords>;
