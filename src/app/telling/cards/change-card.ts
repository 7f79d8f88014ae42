import type { Change } from '../../../domain/change/change.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ChangeCard, DriftCard, MisuseCard, Reply } from '../../../domain/replies/reply.ts';
import type { Subject } from '../../../domain/telling/subject.ts';

/** What people decide on, on its card. */
export type Decidable = Extract<Subject, { kind: 'change' | 'drift' | 'misuse' }>;

/** A change's card, as it is drawn in that conversation. */
export function changeCard(change: Change, { conversationType }: ConversationReference): ChangeCard {
  return { kind: 'change', change, alone: conversationType === 'personal' };
}

/** The card of any subject. */
export function cardOf(subject: Decidable, conversation: ConversationReference): ChangeCard | DriftCard | MisuseCard;
export function cardOf(subject: Subject, conversation: ConversationReference): Reply;
export function cardOf(subject: Subject, conversation: ConversationReference): Reply {
  return subject.kind === 'change' ? changeCard(subject.change, conversation) : subject;
}

/** A subject with what its card says beside, where it is shown. */
export type AsShown = (subject: Subject, conversation: ConversationReference) => Subject | Promise<Subject>;

/** A subject whose card says nothing beside. */
export const asItIs: AsShown = (subject) => subject;
