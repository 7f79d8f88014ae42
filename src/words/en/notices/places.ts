import { offers, offersOfChange } from '../../../commands/offers.ts';
import type { Approvals } from '../../../domain/journal/note.ts';
import { isAnyOutside } from '../../../domain/telling/readers.ts';
import type { Span } from '../../line.ts';
import { personName } from '../../names.ts';
import { changeCalled } from '../changes/called.ts';
import { FORGETS } from '../common.ts';
import { refusalOf } from '../lists/webhook.ts';
import { localMoment } from '../moment.ts';
import { tenants } from '../tenants.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
import type { NoticeWords } from './notice-words.ts';

/** Who decides under a rule. */
function ruleLine({ rule, approvers }: Approvals): string {
  const others = plural(approvers, { one: 'another administrator approves', other: '# other administrators approve' });
  switch (rule) {
    case 'self':
      return 'whoever asks for a change decides it alone.';
    case 'risk':
      return `${others} what opens the tenant; whoever asks decides the rest alone.`;
    case 'second-person':
      return approvers === 1
        ? `${others} every change.`
        : `${others} what opens the tenant, and another administrator every other change.`;
  }
}

/** The same as it is set: what one rule makes no use of may differ all the same. */
const setSo = ({ rule, approvers }: Approvals): Span => ({ code: `APPROVALS=${rule}, APPROVERS=${approvers}` });

/** Where the bot is, and where it is no more. */
export const places = {
  introduction: ({ alone, forgets }) => ({
    tone: 'info',
    title: 'Hello, I am Bridgekeeper',
    lines: [
      ['I guard who may synchronise users into this organisation. I change nothing before you confirm it.'],
      ...(forgets ? [[FORGETS]] : []),
      alone ? ['Three things to type:'] : ['Three things to type, with a mention of me:'],
      [{ say: offers.help }, ': everything I can do.'],
      [{ say: offers.listPartners }, ': who may synchronise users now.'],
      alone
        ? [{ say: offers.whoami }, ': which role I see for you, and what it allows.']
        : [{ say: offers.notifyHere }, ': I post every change here.'],
    ],
  }),
  subscriptionLost: ({ where, by }) => {
    const place = where === 'channel' ? 'a channel' : 'a group chat';
    return {
      tone: 'warning',
      title: `I can no longer notify ${place}`,
      lines: [
        [
          by === null ? 'You' : personName(by),
          ` asked me to post in ${place}, and Teams no longer lets me. I try again once a day.`,
        ],
        ['I may have been removed there, or it was deleted. Until then, nobody there hears of anything.'],
        [
          'To see which one, type ',
          { say: offers.listSubscriptions },
          '. To begin again, add me there and type ',
          { elsewhere: offers.notifyHere },
          ' there.',
        ],
      ],
    };
  },
  subscriptionBack: ({ where, topics }) => ({
    tone: 'info',
    title: `I can notify ${where === 'channel' ? 'this channel' : 'this chat'} again`,
    lines: [
      [
        `Teams did not let me post here for a while. From now on I tell ${topics.length === 0 ? 'how you stand' : `of ${row(topics)}`} again.`,
      ],
      [
        'What happened meanwhile was not posted here: type ',
        { say: offers.listDrift },
        ', ',
        { say: offers.listOpen },
        ' and ',
        { say: offers.history },
        '.',
      ],
    ],
  }),
  storeChanged: ({ change }) => ({
    tone: 'error',
    title: 'Somebody may have changed my store',
    lines: [
      [
        ...changeCalled(change),
        ': what is stored of ',
        { strong: change.proposal.id },
        ' is not what my journal has. I write nothing because of it.',
      ],
      [
        'Find out who can write the store, and have whoever runs me run ',
        { strong: 'npm run journal -- verify' },
        '. Until then, look at what my cards show with care.',
      ],
      ['To see what is there, type ', { say: offersOfChange.show(change.proposal.id) }, '.'],
    ],
  }),
  misuseRewritten: ({ misuse }) => ({
    tone: 'error',
    title: 'Somebody may have changed my store',
    lines: [
      [
        'What is stored of the alarm ',
        { strong: misuse },
        ' about my own identity is not what my journal has. I open nothing, and nobody can tell me here to go on.',
      ],
      [
        'Find out who can write the store, and have whoever runs me run ',
        { strong: 'npm run journal -- verify' },
        ' and put back a backup that is whole.',
      ],
    ],
  }),
  driftRewritten: ({ drift, partner }) => ({
    tone: 'error',
    title: 'Somebody may have changed my store',
    lines: [
      [
        ...tenants.partner(partner),
        ': what is stored of ',
        { strong: drift },
        ', which was not changed through me, is not what my journal has. Nobody can accept or revert it here.',
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
  ruleChanged: ({ before, now }) => ({
    tone: 'warning',
    title: 'The rule of approvals has changed',
    lines: [
      [{ strong: 'Until my last start: ' }, `${ruleLine(before)} `, setSo(before)],
      [{ strong: 'From now on: ' }, `${ruleLine(now)} `, setSo(now)],
      [
        'It is set in my environment: whoever can change that has done it; no command can. If you do not know why, ask them.',
      ],
    ],
  }),
  certificateEnds: ({ ends, isOver }) => ({
    tone: isOver ? 'error' : 'warning',
    title: isOver ? 'My certificate has ended' : 'My certificate ends soon',
    texts: [`It ${isOver ? 'ended' : 'ends'} on ${localMoment(ends)}.`],
    lines: [
      [
        `The certificate with which I prove to Entra who I am ${isOver ? 'ended' : 'ends'}. `,
        isOver ? 'I get no new token, so I can neither read nor change anything.' : 'After that I can do nothing.',
      ],
      [
        'Whoever runs me adds a new certificate to my app registration in Entra, puts it with its key into the file of ',
        { strong: 'AZURE_CLIENT_CERTIFICATE_PATH' },
        ', and restarts me.',
      ],
    ],
  }),
  eventsParked: ({ parked }) => {
    const last = parked.at(-1);
    return {
      tone: 'warning',
      title: 'The webhook does not take events',
      lines: [
        [
          `${plural(parked.length, { none: 'No event is', one: 'One event is', other: '# events are' })} parked`,
          last === undefined ? '' : `; the last one, ${last.type}, was ${refusalOf(last)}`,
          '. A program outside does not hear what they tell. What comes after them is sent all the same.',
        ],
        [
          'Have the receiver of ',
          { strong: 'EVENTS_WEBHOOK' },
          ' mended. To see them, type ',
          { say: offers.listWebhook },
          '; to send them again, ',
          { say: offers.retryWebhook },
          '.',
        ],
      ],
    };
  },
  confirmReaders: ({ where, readers: { channel, others }, say }) => ({
    tone: 'warning',
    title: `Others ${others !== 'unread' && isAnyOutside(others) ? 'read' : 'may read'} along in ${where === 'channel' ? 'this channel' : 'this chat'}`,
    lines: [
      ...(channel === 'shared'
        ? [['This channel is shared: other teams and organisations can be let in, and nobody tells me when they are.']]
        : []),
      ...(channel === 'unread'
        ? [['Teams does not tell me what kind of channel this is, so it may be shared with other organisations.']]
        : []),
      others === 'unread'
        ? ['Teams does not tell me who is here, so there may be guests, or members of other organisations.']
        : [
            ...(others.guests === 0 ? [] : [`Guests of this organisation who are here: ${String(others.guests)}. `]),
            ...(others.strangers === 0 ? [] : [`Members of other organisations: ${String(others.strangers)}.`]),
          ],
      ['They would read which partners may synchronise users, and what is changed. I do not post here yet.'],
      ['To have me post here all the same, type ', { say }, ' once more, within 15 minutes.'],
    ].filter((line) => line.length > 0),
  }),
} satisfies Partial<NoticeWords>;
