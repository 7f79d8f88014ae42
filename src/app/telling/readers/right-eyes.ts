import { cannotTellAlone, eyesFor } from '../../../domain/replies/audience.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Person } from '../../../domain/people/person.ts';
import { rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import { isAnyOutside } from '../../../domain/telling/readers.ts';
import { ChannelError, type Ports } from '../../ports.ts';
import { replyAlone } from '../alone/say-alone.ts';

type Eyes = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/** Gives out answers to those whom they are for. */
export interface RightEyes {
  /** Posts an answer: where it was asked for, or to the person alone, with a pointer where they asked. Throws as `channel.post` does. */
  answer(reply: Reply, person: Person, conversation: ConversationReference): Promise<void>;
  /** Whether others read along for whom this answer is not. */
  isPrivate(reply: Reply, conversation: ConversationReference): Promise<boolean>;
}

export function rightEyes(ports: Eyes): RightEyes {
  const { channel, log } = ports;
  const reading = new Map<string, Promise<boolean>>();

  /** Fails closed: where Teams does not say who reads along, somebody may. */
  const readAnew = async (conversation: ConversationReference): Promise<boolean> => {
    try {
      return isAnyOutside(await channel.readers(conversation));
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('roster.unread', { place: rootOf(conversation.conversationId), problem: error.problem });
      return true;
    }
  };

  /** Whoever came a moment ago reads along: it is read for each answer, and only those who ask at the same time share it. */
  const haveOutsiders = (conversation: ConversationReference): Promise<boolean> => {
    const place = rootOf(conversation.conversationId);
    const known = reading.get(place) ?? readAnew(conversation).finally(() => reading.delete(place));
    reading.set(place, known);
    return known;
  };

  const isPrivate = async (reply: Reply, conversation: ConversationReference): Promise<boolean> => {
    if (conversation.conversationType === 'personal') return false;
    const eyes = eyesFor(reply);
    return eyes === 'theirs' || (eyes === 'ours' && (await haveOutsiders(conversation)));
  };

  return {
    isPrivate,
    answer: async (reply, person, conversation) => {
      const { objectId } = person;
      if (!(await isPrivate(reply, conversation))) {
        await channel.post(conversation, reply);
        return;
      }
      const isSaid = await replyAlone(ports, objectId, conversation, [], () => reply).catch((error: unknown) => {
        if (!(error instanceof ChannelError)) throw error;
        // It may have arrived: they are pointed to it.
        if (error.problem === 'uncertain') return true;
        log.warn('answer.untold', { objectId, problem: error.problem });
        return false;
      });
      const notice: Notice = isSaid ? { kind: 'toldAlone' } : cannotTellAlone(reply, person);
      await channel.post(conversation, { kind: 'notice', notice });
    },
  };
}
