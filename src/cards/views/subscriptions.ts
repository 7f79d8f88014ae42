import type { Instant } from '../../domain/instant.ts';
import type { SubscriptionList } from '../../domain/replies/reply.ts';
import type { Subscription } from '../../domain/telling/subscription.ts';
import { moment } from '../../words/en/moment.ts';
import { personName } from '../../words/en/person.ts';
import type { Report } from './report.ts';

/** A card has an end: Teams takes some 28 KB. */
const MOST = 12;

/** Where the bot posts, about what, and who asked for it. */
export function subscriptionsReport(list: SubscriptionList, at: Instant): Report {
  const { subscriptions, here } = list;
  const more = subscriptions.length - MOST;
  return {
    title: subscriptionsTitle(list),
    style: 'emphasis',
    lines: [
      subscriptions.length === 0
        ? ['I post nowhere on my own. In a channel or group chat, type ', { say: 'notify here' }, '.']
        : ['Where I post on my own. To end it, type ', { say: 'stop notifying here' }, ' there.'],
      ...(more > 0 ? [[`${more} more are not shown.`]] : []),
    ],
    blocks: subscriptions.slice(0, MOST).map((subscription) => {
      const { conversation, topics, by, at: since } = subscription;
      return {
        heading: [{ strong: kindOf(subscription) }, conversation.conversationId === here ? ', this one' : ''],
        rows: [
          { label: 'About', value: [topics.join(', ')] },
          { label: 'Asked by', value: [personName(by), `, ${moment(since)}`] },
          { label: 'Conversation', value: [conversation.conversationId] },
          ...(subscription.state === 'alive'
            ? []
            : [{ label: 'State', value: ['ended: Teams does not let me post there any more'] }]),
        ],
      };
    }),
    footer: `Read on ${moment(at)}`,
    offers: [],
  };
}

export function subscriptionsTitle({ subscriptions }: SubscriptionList): string {
  const { length } = subscriptions;
  return length === 0 ? 'No subscriptions' : length === 1 ? '1 subscription' : `${length} subscriptions`;
}

const kindOf = ({ conversation }: Subscription): string =>
  conversation.conversationType === 'channel' ? 'Channel' : 'Group chat';
