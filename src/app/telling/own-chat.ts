import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { ChannelError, type Ports } from '../ports.ts';

/**
 * Somebody's own chat with the bot: the one in which they last wrote, else the one that Teams makes for whoever has the
 * app. undefined: there is none, as far as Teams says. Rejects with StoreError.
 * @param near a conversation of theirs; undefined: none is known, so no chat can be made
 */
export async function ownChat(
  { store, channel, log }: Pick<Ports, 'store' | 'channel' | 'log'>,
  person: ObjectId,
  near: ConversationReference | undefined,
): Promise<ConversationReference | undefined> {
  const known = await store.personalConversation(person);
  if (known !== undefined || near === undefined) return known;
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
