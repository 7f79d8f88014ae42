import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { ChannelError, type Ports } from '../ports.ts';

/**
 * Posts a notice in the first of the conversations in which Teams lets the bot speak: somebody may have removed it from
 * their own chat. Throws ChannelError where it came to nothing.
 */
export async function sayInFirst(
  { channel, log }: Pick<Ports, 'channel' | 'log'>,
  [where, ...others]: readonly ConversationReference[],
  noticeFor: (where: ConversationReference) => Notice,
): Promise<void> {
  if (where === undefined) return;
  try {
    await channel.post(where, { kind: 'notice', notice: noticeFor(where) });
  } catch (error) {
    const isClosed = error instanceof ChannelError && error.problem === 'notAllowed';
    if (!isClosed || others.length === 0) throw error;
    log.warn('conversation.closed', { conversationId: where.conversationId });
    await sayInFirst({ channel, log }, others, noticeFor);
  }
}
