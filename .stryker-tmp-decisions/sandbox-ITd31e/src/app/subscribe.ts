// @ts-nocheck
import { atRoot, rootOf, type ConversationReference } from '../domain/conversation.ts';
import type { Person } from '../domain/person.ts';
import type { Notice, Reply } from '../domain/reply.ts';
import { TOPICS, type Topic } from '../domain/subscription.ts';
import { authorize } from './authorize.ts';
import { refused } from './explain.ts';
import type { Ports } from './ports.ts';

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
  return { kind: 'notice', notice: subscribed(conversation, topics) };
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
  return { kind: 'notice', notice: had ? STOPPED : NONE_HERE };
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

/** What each topic stands for, in words. */
const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  changes: 'every change that I made or tried to make, when its outcome is known',
  drift: 'settings that were changed without me',
  approvals: 'changes that wait for somebody’s approval',
};

function subscribed({ conversationType }: ConversationReference, topics: readonly Topic[]): Notice {
  const place = conversationType === 'channel' ? 'this channel' : 'this chat';
  return {
    tone: 'info',
    title: `I notify ${place} now`,
    lines: [
      ...topics.map((topic) => [{ strong: topic }, `: ${TOPIC_WORDS[topic]}.`]),
      ['To end it, type ', { say: 'stop notifying here' }, '.'],
    ],
  };
}

const STOPPED: Notice = {
  tone: 'info',
  title: 'I no longer notify this conversation',
  lines: [['To begin again, type ', { say: 'notify here' }, '.']],
};
const NONE_HERE: Notice = {
  tone: 'info',
  title: 'I did not notify this conversation anyway',
  lines: [['To see where I do, type ', { say: 'list subscriptions' }, '.']],
};
