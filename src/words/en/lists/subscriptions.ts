import { offers } from '../../../commands/offers.ts';
import type { SubscriptionList } from '../../../domain/replies/reply.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';
import type { Line } from '../../line.ts';
import { plural } from '../plural.ts';
import { rhythmWords } from '../rhythm.ts';
import { row } from '../series.ts';

/** Where the bot posts on its own. */
export const subscriptions = {
  title: ({ subscriptions }: SubscriptionList): string =>
    plural(subscriptions.length, { none: 'No subscriptions', one: '# subscription', other: '# subscriptions' }),
  none: ['I post nowhere on my own. In a channel or group chat, type ', { elsewhere: offers.notifyHere }, '.'],
  some: (isHere: boolean): Line =>
    isHere
      ? [
          'Where I post on my own. To end it here, type ',
          { say: offers.stopNotifyingHere },
          '; elsewhere, type it there.',
        ]
      : ['Where I post on my own. To end it, type ', { elsewhere: offers.stopNotifyingHere }, ' there.'],
  nobodyHears: [
    { strong: 'No channel hears of drift' },
    ': changes that are not made through me I tell only the Security Administrators, each privately.',
  ] satisfies Line,
  more: (left: number): string => plural(left, { one: 'One more is not shown.', other: '# more are not shown.' }),
  heading: ({ conversation }: Subscription, isHere: boolean): Line => [
    { strong: conversation.conversationType === 'channel' ? 'Channel' : 'Group chat' },
    isHere ? ', this one' : '',
  ],
  about: 'About',
  topics: ({ topics, digest }: Subscription): string =>
    row([...topics, ...(digest === undefined ? [] : [`a digest, ${rhythmWords(digest)}`])]),
  conversation: 'Conversation',
  state: 'State',
  ended: 'ended: Teams does not let me post there any more; I try again once a day',
};
