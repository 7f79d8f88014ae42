// @ts-nocheck
import type { Change } from '../domain/change.ts';
import type { ConversationReference } from '../domain/conversation.ts';
import type { ChangeCard, Reply } from '../domain/reply.ts';
import type { Subject } from '../domain/subject.ts';

/** A change's card, as it is drawn in that conversation. */
export function changeCard(change: Change, { conversationType }: ConversationReference): ChangeCard {
  return { kind: 'change', change, alone: conversationType === 'personal' };
}

/** The card of any subject. */
export function cardOf(subject: Subject, conversation: ConversationReference): Reply {
  return subject.kind === 'change' ? changeCard(subject.change, conversation) : subject;
}
