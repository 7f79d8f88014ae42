import type { ReadersSeen } from '../../../domain/replies/notice.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import { ChannelError, type Ports } from '../../ports.ts';

/** So long what was said counts: whoever asks again confirms it. */
const COUNTS_FOR_MS = 15 * 60_000;

/** Who reads along is said before a conversation is subscribed; asked for again, it is. */
export function readersSaid({ channel, clock, log }: Pick<Ports, 'channel' | 'clock' | 'log'>) {
  const said = new Map<string, number>();

  const readersOf = async (root: ConversationReference): Promise<ReadersSeen> => {
    try {
      return await channel.readers(root);
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('roster.unread', { place: root.conversationId, problem: error.problem });
      return 'unread';
    }
  };

  return {
    /** @returns who reads along and is to be said first; undefined: nobody else does, or it was said just now */
    toBeSaid: async (root: ConversationReference): Promise<ReadersSeen | undefined> => {
      const place = root.conversationId;
      const readers = await readersOf(root);
      if (readers !== 'unread' && readers.guests + readers.strangers === 0) return undefined;
      const until = said.get(place) ?? 0;
      said.delete(place);
      if (clock.elapsed() < until) return undefined;
      said.set(place, clock.elapsed() + COUNTS_FOR_MS);
      return readers;
    },
  };
}
