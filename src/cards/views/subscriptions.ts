import type { Instant } from '../../domain/instant.ts';
import type { SubscriptionList } from '../../domain/replies/reply.ts';
import { isHeard, type Subscription } from '../../domain/telling/subscription.ts';
import { words } from '../../words/words.ts';
import type { Report } from './report.ts';

/** A card has an end: Teams takes some 28 KB. */
const MOST = 12;

/** Where the bot posts, about what, and who asked for it. */
export function subscriptionsReport(list: SubscriptionList, at: Instant): Report {
  const { subscriptions, unreached, here } = list;
  const { title, none, some, more, nobodyHears } = words.lists.subscriptions;
  const left = subscriptions.length - MOST;
  return {
    title: title(list),
    style: 'emphasis',
    lines: [
      subscriptions.length === 0 ? none : some,
      ...(isHeard(subscriptions, 'drift') ? [] : [nobodyHears]),
      ...words.reach.listed(unreached),
      ...(left > 0 ? [[more(left)]] : []),
    ],
    blocks: subscriptions.slice(0, MOST).map((subscription) => block(subscription, here)),
    footer: words.common.readOn(at),
    offers: [],
  };
}

function block(subscription: Subscription, here: string): Report['blocks'][number] {
  const { conversation, by, at: since, state } = subscription;
  const { heading, about, topics, conversation: where, state: how, ended } = words.lists.subscriptions;
  return {
    heading: heading(subscription, conversation.conversationId === here),
    rows: [
      { label: about, value: [topics(subscription)] },
      { label: words.common.askedBy, value: words.common.whoAndWhen(by, since) },
      { label: where, value: [conversation.conversationId] },
      ...(state === 'alive' ? [] : [{ label: how, value: [ended] }]),
    ],
  };
}
