import type { ConversationReference, PostedMessage } from '../../../domain/telling/conversation.ts';
import { stateOf, type Subject } from '../../../domain/telling/subject.ts';
import { ChannelError, isRefused, type Copy, type Ports } from '../../ports.ts';
import { cardOf } from './change-card.ts';
import { chatInPlaceOf } from '../alone/own-chat.ts';

/** So often a chat may refuse a card before its id is doubted. */
const DOUBTED_AFTER = 4;

/**
 * Posts the first card. One that answers somebody is noted as drawn before it is sent: after a crash, or without an
 * answer, nobody knows whether it arrived. Two cards would be worse than one that a click, or the same line typed
 * again, brings back. A notice nobody would ask for again, so after a crash it rather comes twice than never.
 * @returns posts a copy's card, of which Teams has refused so many tries; throws ChannelError and StoreError
 */
export function postCard(ports: Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>) {
  const { store, channel } = ports;

  const postOwn = async (copy: Copy, subject: Subject, place: ConversationReference): Promise<PostedMessage> => {
    const { id, message, revision } = copy;
    await store.recordDrawn(id, { message, revision: stateOf(subject).revision });
    try {
      return await channel.post(place, cardOf(subject, place));
    } catch (error) {
      const mayHaveArrived = error instanceof ChannelError && error.problem === 'uncertain';
      if (!mayHaveArrived) await store.recordDrawn(id, { message, revision });
      throw error;
    }
  };

  /** Somebody's own chat in the place of the one in which they asked, which Teams refuses. */
  const chatAnew = async ({ conversation }: Copy, subject: Subject): Promise<ConversationReference> => {
    const isAlone = conversation.conversationType === 'personal' && subject.kind === 'change';
    const { objectId } = isAlone ? subject.change.proposal.requester : { objectId: undefined };
    const anew = objectId && (await chatInPlaceOf(ports, objectId, conversation));
    if (anew === undefined) throw new ChannelError('notAllowed');
    return anew;
  };

  return async (copy: Copy, subject: Subject, refusals: number, isUrgent: boolean): Promise<PostedMessage> => {
    const { role, conversation, message } = copy;
    if (role === 'notice') return channel.announce(conversation, cardOf(subject, conversation), isUrgent);
    const isDoubted = role === 'own' && refusals >= DOUBTED_AFTER && conversation.conversationType === 'personal';
    // Of a message that could not be updated, the refusals say nothing of the chat yet.
    if (isDoubted && message === null) return postOwn(copy, subject, await chatAnew(copy, subject));
    try {
      return await postOwn(copy, subject, conversation);
    } catch (error) {
      const isMeant = error instanceof ChannelError && isRefused(error.problem);
      if (!isDoubted || !isMeant) throw error;
      return postOwn(copy, subject, await chatAnew(copy, subject));
    }
  };
}
