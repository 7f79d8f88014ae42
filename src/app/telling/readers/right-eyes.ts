import { cannotTellAlone, eyesFor } from '../../../domain/replies/audience.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Person } from '../../../domain/people/person.ts';
import { rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import { ChannelError, type Ports, type Readers } from '../../ports.ts';
import { replyAlone } from '../alone/say-alone.ts';

/** Who reads along changes seldom, and every list asks for it. */
const KEPT_MS = 60_000;

type Eyes = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/** Gives out answers to those whom they are for. */
export interface RightEyes {
  /** Posts an answer: where it was asked for, or to the person alone, with a pointer where they asked. Throws as `channel.post` does. */
  answer(reply: Reply, person: Person, conversation: ConversationReference): Promise<void>;
  /** Whether others read along for whom this answer is not. */
  isPrivate(reply: Reply, conversation: ConversationReference): Promise<boolean>;
}

export function rightEyes(ports: Eyes): RightEyes {
  const { channel, clock, log } = ports;
  const known = new Map<string, { readonly at: number; readonly outsiders: boolean }>();

  /** Fails closed: where Teams does not say who reads along, somebody may. */
  const haveOutsiders = async (conversation: ConversationReference): Promise<boolean> => {
    const place = rootOf(conversation.conversationId);
    const before = known.get(place);
    if (before !== undefined && clock.elapsed() - before.at < KEPT_MS) return before.outsiders;
    try {
      const outsiders = isAnyOutside(await channel.readers(conversation));
      if (known.size > MOST_KEPT) known.clear();
      known.set(place, { at: clock.elapsed(), outsiders });
      return outsiders;
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('roster.unread', { place, problem: error.problem });
      return true;
    }
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

/** Rosters of so many conversations are remembered. */
const MOST_KEPT = 1_000;

const isAnyOutside = ({ guests, strangers }: Readers): boolean => guests + strangers > 0;
