import { atRoot, rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Subscription } from '../../../domain/telling/subscription.ts';
import { alarmsLeft } from '../cards/tell-unposted.ts';
import { hearsNoMore } from './hears-no-more.ts';
import type { Ports, Settings } from '../../ports.ts';

/** The bot was added somewhere: it says hello, once. */
export async function installed(
  { store, channel, clock, log }: Ports,
  conversation: ConversationReference,
  { forgets }: Pick<Settings, 'forgets'>,
): Promise<void> {
  const root = atRoot(conversation);
  if (!(await store.greet(root.conversationId, clock.now()))) return;
  log.info('installed', { place: root.conversationId, in: root.conversationType });
  await channel.announce(root, {
    kind: 'notice',
    notice: { kind: 'introduction', alone: root.conversationType === 'personal', forgets },
  });
}

/**
 * The bot was removed, or what it was in was deleted: from a team it is gone with all of its channels.
 * @param by null: Teams did not say who it was
 */
export async function uninstalled(
  { store, clock, log }: Ports,
  conversation: ConversationReference,
  how: 'appRemoved' | 'deleted',
  by: Person | null,
): Promise<void> {
  const here = rootOf(conversation.conversationId);
  const subscriptions = await store.subscriptions();
  const end = { how, by, at: clock.now() } as const;
  const isGone = ({ conversation: { conversationId, team } }: Subscription): boolean =>
    conversationId === here || (team !== null && team === conversation.team);
  const ending = subscriptions.filter(isGone);
  const gone = new Set(ending.map((subscription) => subscription.conversation.conversationId));
  const left = await alarmsLeft(store, gone);
  for (const subscription of ending) {
    const letters = await hearsNoMore(store, subscription, subscriptions, gone, end);
    // The same letter is kept once.
    await store.unsubscribe(subscription.conversation.conversationId, end, [...letters, ...left]);
  }
  await store.forgetGreeting(here);
  // Whoever takes it away from themselves can be told nothing alone from now on.
  if (conversation.conversationType === 'personal' && by !== null) await store.noteUnreached(by.objectId, end.at);
  log.info('uninstalled', { place: here, in: conversation.conversationType });
}
