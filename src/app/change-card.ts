import type { Change } from '../domain/change.ts';
import type { ConversationReference } from '../domain/conversation.ts';
import type { ChangeCard } from '../domain/reply.ts';

/** A change's card, as it is drawn in that conversation. */
export function changeCard(change: Change, { conversationType }: ConversationReference): ChangeCard {
  return { kind: 'change', change, alone: conversationType === 'personal' };
}
