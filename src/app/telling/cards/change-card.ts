import type { Change } from '../../../domain/change/change.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ChangeCard, Reply } from '../../../domain/replies/reply.ts';
import type { Subject } from '../../../domain/telling/subject.ts';

/** A change's card, as it is drawn in that conversation. */
export function changeCard(change: Change, { conversationType }: ConversationReference): ChangeCard {
  return { kind: 'change', change, alone: conversationType === 'personal' };
}

/** The card of any subject. */
export function cardOf(subject: Subject, conversation: ConversationReference): Reply {
  return subject.kind === 'change' ? changeCard(subject.change, conversation) : subject;
}

/** A subject whose card says nothing beside. */
export const asItIs = (subject: Subject): Subject | Promise<Subject> => subject;
