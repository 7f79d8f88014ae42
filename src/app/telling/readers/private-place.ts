import type { Person } from '../../../domain/people/person.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import { ownChat, type Chats } from '../alone/own-chat.ts';

/**
 * Where the card goes of what somebody asks for so that nobody else there can see it: to their own chat; null: they have
 * none. Empty: they asked for everybody to see. Rejects with StoreError.
 */
export async function privatePlace(
  ports: Chats,
  person: Person,
  asked: ConversationReference,
  inPrivate: boolean,
): Promise<{ readonly cardsTo?: ConversationReference | null }> {
  if (!inPrivate || asked.conversationType === 'personal') return {};
  return { cardsTo: (await ownChat(ports, person.objectId, asked)) ?? null };
}
