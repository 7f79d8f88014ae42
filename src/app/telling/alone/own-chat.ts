import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import { ChannelError, type Ports } from '../../ports.ts';

type Chats = Pick<Ports, 'store' | 'channel' | 'log'>;

/**
 * Somebody's own chat with the bot: the one in which they last wrote, else the one that Teams makes for whoever has the
 * app. undefined: there is none, as far as Teams says. Rejects with StoreError.
 * @param near a conversation of theirs; undefined: none is known, so no chat can be made
 */
export async function ownChat(
  ports: Chats,
  person: ObjectId,
  near: ConversationReference | undefined,
): Promise<ConversationReference | undefined> {
  const known = await ports.store.personalConversation(person);
  return known ?? (near && (await openedChat(ports, person, near)));
}

/**
 * Somebody's own chat in the place of one that Teams refuses. Ids of chats do not last: Teams gives out others when the
 * bot's channel is registered anew, and refuses those before. undefined: it gives no other one, so the refusal is meant.
 */
export async function chatInPlaceOf(
  ports: Chats,
  person: ObjectId,
  refused: ConversationReference,
): Promise<ConversationReference | undefined> {
  const opened = await openedChat(ports, person, refused);
  return opened?.conversationId === refused.conversationId ? undefined : opened;
}

async function openedChat(
  { store, channel, log }: Chats,
  person: ObjectId,
  near: ConversationReference,
): Promise<ConversationReference | undefined> {
  try {
    const made = await channel.chatWith(person, near);
    await store.heard(person, made);
    return made;
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    log.info('chat.unopened', { objectId: person, problem: error.problem });
    return undefined;
  }
}
