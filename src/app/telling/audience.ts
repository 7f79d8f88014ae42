import type { Change } from '../../domain/change/change.ts';
import type { ChangeEvent } from '../../domain/change/event.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Letter, News } from '../../domain/telling/letter.ts';
import type { Subscription, Topic } from '../../domain/telling/subscription.ts';
import type { Audience, Store } from '../ports.ts';

/** Who is told of a step of a change, with that step. */
export async function audience(
  store: Pick<Store, 'subscriptions'>,
  change: Change,
  event: ChangeEvent,
): Promise<Audience> {
  // The card of the whole tells of it.
  if (change.proposal.partOf !== undefined && !isContradicted(change.status)) return { notices: [], letters: [] };
  // Who wrote it is known; that Entra says the same is for those who ask.
  if (event.kind === 'matched' || event.kind === 'endTold' || event.kind === 'endCame')
    return { notices: [], letters: [] };
  const wanted = subscribers(change);
  const subscriptions = wanted === undefined ? [] : await store.subscriptions();
  const alive = subscriptions.filter(({ state }) => state === 'alive').filter(wanted ?? (() => false));
  return {
    notices: alive.map(({ conversation }) => conversation).filter(isElsewhere(change)),
    letters: letters(change, event),
  };
}

/** The conversations that want to hear of a topic. */
export async function listeners(
  store: Pick<Store, 'subscriptions'>,
  topic: Topic,
): Promise<readonly ConversationReference[]> {
  const subscriptions = await store.subscriptions();
  return subscriptions
    .filter(({ state }) => state === 'alive')
    .filter(about(topic))
    .map(({ conversation }) => conversation);
}

/** Every conversation that hears of anything. */
export async function everybody(store: Pick<Store, 'subscriptions'>): Promise<readonly ConversationReference[]> {
  const subscriptions = await store.subscriptions();
  return subscriptions.filter(({ state }) => state === 'alive').map(({ conversation }) => conversation);
}

/** The conversations in which others can decide a change that was just asked for, besides its own. */
export async function approvers(
  store: Pick<Store, 'subscriptions'>,
  asked: ConversationReference,
): Promise<readonly ConversationReference[]> {
  const places = await listeners(store, 'approvals');
  // Its own card is there already, be it in a thread.
  return places.filter(({ conversationId }) => conversationId !== rootOf(asked.conversationId));
}

/**
 * The subscriptions that get a notice of a change as it is now; undefined: none. Those that want to hear of changes,
 * once something was written or was to be; all of them, and from the start, where somebody broke the glass; and all of
 * them where the store was changed.
 */
function subscribers({ proposal, status }: Change): ((subscription: Subscription) => boolean) | undefined {
  if (isContradicted(status)) return () => true;
  if (proposal.approval === 'breakGlass') {
    return ['applying', 'applied', 'failed'].includes(status.state) ? () => true : undefined;
  }
  return status.state === 'applied' || status.state === 'failed' ? about('changes') : undefined;
}

const about =
  (topic: Topic) =>
  ({ topics }: Subscription): boolean =>
    topics.includes(topic);

/** A group chat in which the change was asked for has its card already. */
const isElsewhere =
  ({ proposal: { conversation: asked } }: Change) =>
  ({ conversationType, conversationId }: ConversationReference): boolean =>
    conversationType === 'channel' || conversationId !== rootOf(asked.conversationId);

const isContradicted = (status: Change['status']): boolean =>
  status.state === 'stopped' && status.stop.kind === 'notAsProposed';

/** What whoever asked is told alone, where somebody else decides or has ended it. */
function letters({ proposal, status }: Change, event: ChangeEvent): readonly Letter[] {
  // Nobody asked for it; whoever decided the end is told of that.
  if (proposal.endOf !== null) return [];
  const news = newsOf(status, event);
  const { id, requester, approval } = proposal;
  const theyKnow = 'by' in event && event.by?.objectId === requester.objectId;
  // Whoever decides alone sees what comes of it; that somebody else ended it, they would not.
  const isNews = approval === 'secondPerson' || isContradicted(status) || news === 'ended' || news === 'superseded';
  if (!isNews || news === undefined || theyKnow) return [];
  return [{ kind: 'direct', change: id, to: requester.objectId, news }];
}

function newsOf(status: Change['status'], event: ChangeEvent): News | undefined {
  // A click alone may come to nothing yet: what counts is that role and settings were found right.
  if (event.kind === 'writeStarted') return 'approved';
  if (event.kind === 'ended') return 'ended';
  switch (status.state) {
    case 'rejected':
    case 'superseded':
    case 'expired':
    case 'stale':
    case 'stopped':
    case 'failed':
    case 'applied':
    case 'unknown':
      return status.state;
    case 'pending':
    case 'applying':
      return undefined;
  }
}
