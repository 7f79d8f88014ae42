import { cannotTellAlone, eyesFor } from '../../../domain/replies/audience.ts';
import type { Notice } from '../../../domain/replies/notice.ts';
import type { Reply } from '../../../domain/replies/reply.ts';
import type { Person } from '../../../domain/people/person.ts';
import { rootOf, type ConversationReference, type PostedMessage } from '../../../domain/telling/conversation.ts';
import { isAnyOutside } from '../../../domain/telling/readers.ts';
import { ChannelError, type Ports, type Settings } from '../../ports.ts';
import { replyAlone } from '../alone/say-alone.ts';

type Eyes = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/** Who is answered; `person` is null where nobody is known who could have a chat with the bot. */
export type Asker = {
  readonly person: Person | null;
  /** Teams' own id of them; undefined: it named none. */
  readonly account: string | undefined;
  /** Whether they asked so that nobody else there could see it. */
  readonly inPrivate: boolean;
};

/** Gives out answers to those whom they are for. */
export interface RightEyes {
  /** Posts an answer: where it was asked for, or to the person alone, with a pointer where they asked. Throws as `channel.post` does. */
  answer(reply: Reply, to: Asker, conversation: ConversationReference): Promise<void>;
  /** The same, for their eyes only, whatever it is about. */
  answerAlone(reply: Reply, to: Asker, conversation: ConversationReference): Promise<void>;
  /** Points whoever asked in private to their own chat, where what they asked for is shown, if only they can see that. */
  point(to: Asker, conversation: ConversationReference): Promise<void>;
  /** Whether only one person can see that message, as far as this process knows. */
  isWhispered(message: PostedMessage): boolean;
}

/** So many messages that only one person can see are remembered, for the clicks on them. */
const MOST_WHISPERS = 1_000;

export function rightEyes(ports: Eyes, { privateAnswers }: Pick<Settings, 'privateAnswers'>): RightEyes {
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

  /** Whether others read along for whom this answer is not. */
  const isPrivate = async (
    reply: Reply,
    { inPrivate }: Asker,
    conversation: ConversationReference,
  ): Promise<boolean> => {
    if (conversation.conversationType === 'personal') return false;
    const eyes = eyesFor(reply);
    return inPrivate || eyes === 'theirs' || (eyes === 'ours' && (await haveOutsiders(conversation)));
  };

  const whispers = new Set<string>();
  const keyOf = ({ conversation, messageId }: PostedMessage): string =>
    `${rootOf(conversation.conversationId)} ${messageId}`;

  /** Whether it was said where they asked, so that only they can see it. Whatever Teams refuses it for, there is another way. */
  const isWhispering = async (reply: Reply, { account }: Asker, where: ConversationReference): Promise<boolean> => {
    if (privateAnswers !== 'targeted' || account === undefined) return false;
    try {
      const message = await channel.whisper(where, account, reply);
      whispers.add(keyOf(message));
      for (const oldest of [...whispers].slice(0, -MOST_WHISPERS)) whispers.delete(oldest);
      return true;
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      log.warn('whisper.refused', { place: rootOf(where.conversationId), problem: error.problem });
      return false;
    }
  };

  /** Whether it was said in their own chat, or may have been. */
  const isSaidAlone = async (reply: Reply, { person }: Asker, near: ConversationReference): Promise<boolean> => {
    if (person === null) return false;
    const { objectId } = person;
    try {
      return await replyAlone(ports, objectId, near, [], () => reply);
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      if (error.problem === 'uncertain') return true;
      log.warn('answer.untold', { objectId, problem: error.problem });
      return false;
    }
  };

  const answerAlone: RightEyes['answerAlone'] = async (reply, to, conversation) => {
    if (conversation.conversationType === 'personal') {
      await channel.post(conversation, reply);
      return;
    }
    if (await isWhispering(reply, to, conversation)) return;
    const { person, inPrivate } = to;
    const isSaid = await isSaidAlone(reply, to, conversation);
    if (inPrivate || person === null) {
      // A pointer would tell the others that they asked.
      if (!isSaid) log.warn('answer.untold', { objectId: person?.objectId ?? null, problem: null });
      return;
    }
    const notice: Notice = isSaid ? { kind: 'toldAlone' } : cannotTellAlone(reply, person);
    await channel.post(conversation, { kind: 'notice', notice });
  };

  return {
    answerAlone,
    point: async (to, conversation) => {
      if (to.inPrivate) await isWhispering({ kind: 'notice', notice: { kind: 'toldAlone' } }, to, conversation);
    },
    isWhispered: (message) => whispers.has(keyOf(message)),
    answer: async (reply, to, conversation) => {
      if (await isPrivate(reply, to, conversation)) await answerAlone(reply, to, conversation);
      else await channel.post(conversation, reply);
    },
  };
}
