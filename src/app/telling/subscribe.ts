import { atRoot, rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { TOPICS, type Topic } from '../../domain/telling/subscription.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';

/** Keeps the conversation as one that is told. Further topics are added to those it has. */
export async function subscribe(
  { roles, store, clock, log }: Ports,
  person: Person,
  conversation: ConversationReference,
  topic: Topic | null,
): Promise<Reply> {
  if (conversation.conversationType === 'personal') return refused({ kind: 'personalChat' });
  const refusal = await authorize(roles, log, person, 'change');
  if (refusal !== undefined) return refused(refusal);
  const root = atRoot(conversation);
  const known = (await store.subscriptions()).find((one) => one.conversation.conversationId === root.conversationId);
  const had = known?.state === 'alive' ? known.topics : [];
  const topics = TOPICS.filter((one) => topic === null || one === topic || had.includes(one));
  await store.subscribe({ conversation: root, topics, by: person, at: clock.now(), state: 'alive' });
  log.info('subscription.kept', { place: root.conversationId, topics, objectId: person.objectId });
  return { kind: 'notice', notice: { kind: 'subscribed', where: conversation.conversationType, topics } };
}

export async function unsubscribe(
  { roles, store, log }: Ports,
  person: Person,
  conversation: ConversationReference,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'change');
  if (refusal !== undefined) return refused(refusal);
  const place = rootOf(conversation.conversationId);
  const had = await store.unsubscribe(place);
  if (had) log.info('subscription.ended', { place, objectId: person.objectId });
  return { kind: 'notice', notice: { kind: had ? 'unsubscribed' : 'notSubscribed' } };
}

export async function listSubscriptions(
  { roles, store, log }: Ports,
  person: Person,
  conversation: ConversationReference,
): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const subscriptions = await store.subscriptions();
  return { kind: 'subscriptions', subscriptions, here: rootOf(conversation.conversationId) };
}
