import type { Instant } from '../../domain/instant.ts';
import type { SubscriptionList } from '../../domain/replies/reply.ts';
import { isHeard, type Subscription } from '../../domain/telling/subscription.ts';
import { personName } from '../../words/names.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** More of them would not fit a card. */
const MOST = 7;

/** Where the bot posts, about what, and who asked for it. */
export function subscriptionsReport(list: SubscriptionList, at: Instant): Report {
  const { subscriptions, unreached, here } = list;
  const { title, none, some, more, nobodyHears } = words.lists.subscriptions;
  const shown = subscriptions.slice(0, MOST);
  const left = subscriptions.length - shown.length;
  return {
    title: title(list),
    style: 'emphasis',
    lines: [
      subscriptions.length === 0 ? none : some(shown.some((one) => isIn(one, here))),
      ...(isHeard(subscriptions, 'drift') ? [] : [nobodyHears]),
      ...words.reach.listed(unreached, at),
      ...(left > 0 ? [[more(left)]] : []),
    ],
    of: 'conversations',
    blocks: shown.map((subscription) => block(subscription, here, at)),
    footer: words.common.readOn(at),
    offers: [],
  };
}

const isIn = ({ conversation }: Subscription, here: string): boolean => conversation.conversationId === here;

function block(subscription: Subscription, here: string, at: Instant): Report['blocks'][number] {
  const { conversation, by, at: since, state } = subscription;
  const { heading, about, topics, conversation: where, state: how, ended } = words.lists.subscriptions;
  return {
    heading: heading(subscription, isIn(subscription, here)),
    // Lines are a part of what rows of a table are, in bytes.
    rows: [],
    lines: [
      [`${about}: `, topics(subscription)],
      [`${words.common.askedBy}: `, personName(by)],
      [`${where}: `, { code: conversation.conversationId }],
      ...(state === 'alive' ? [] : [[`${how}: `, ended]]),
    ],
    texts: [words.when(since, at)],
  };
}
