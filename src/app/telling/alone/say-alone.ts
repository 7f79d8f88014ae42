import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import { ChannelError, isRefused } from '../../ports.ts';
import { noteReach } from './note-reach.ts';
import { chatInPlaceOf, ownChat, type Chats } from './own-chat.ts';

/**
 * Says something to one person: in their own chat with the bot, which is opened anew where Teams refuses the one that is
 * known, else in the first of the other places in which Teams lets the bot speak. Throws ChannelError where it came to
 * nothing, and StoreError.
 * @param near a conversation of theirs; undefined: none is known
 * @param others where it is said when they have no chat of their own, or none any more
 * @returns whether there was anywhere to say it
 */
export async function replyAlone(
  ports: Chats,
  person: ObjectId,
  near: ConversationReference | undefined,
  others: readonly ConversationReference[],
  replyFor: (where: ConversationReference) => Reply,
): Promise<boolean> {
  const own = await ownChat(ports, person, near);
  const refused = new Set<string>();
  /** Whether it was said there. */
  const saidIn = async (where: ConversationReference): Promise<boolean> => {
    try {
      await ports.channel.post(where, replyFor(where));
      return true;
    } catch (error) {
      if (!(error instanceof ChannelError) || !isRefused(error.problem)) throw error;
      ports.log.warn('conversation.closed', { conversationId: where.conversationId });
      refused.add(where.conversationId);
      return false;
    }
  };
  /** Whether it was said in a chat of their own. */
  const saidAlone = async (): Promise<boolean> => {
    if (own === undefined) return false;
    const anew = (await saidIn(own)) ? own : await chatInPlaceOf(ports, person, own);
    const isReached = anew === own || (anew !== undefined && (await saidIn(anew)));
    await noteReach(ports, person, isReached);
    return isReached;
  };
  if (await saidAlone()) return true;
  for (const where of others) {
    if (!refused.has(where.conversationId) && (await saidIn(where))) return true;
  }
  if (refused.size > 0) throw new ChannelError('notAllowed');
  return false;
}

/** The same, of a notice. */
export const sayAlone = (
  ports: Chats,
  person: ObjectId,
  near: ConversationReference | undefined,
  others: readonly ConversationReference[],
  noticeFor: (where: ConversationReference) => Notice,
): Promise<boolean> =>
  replyAlone(ports, person, near, others, (where) => ({ kind: 'notice', notice: noticeFor(where) }));
