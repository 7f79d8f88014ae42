import type { ChangeId } from '../domain/ids.ts';
import type { Reply } from '../domain/replies/reply.ts';
import type { ConversationReference, PostedMessage } from '../domain/telling/conversation.ts';
import { ChannelError, isRefused, type Delivery, type Ports, type Settings } from './ports.ts';
import { rightEyes, type Asker } from './telling/readers/right-eyes.ts';
import type { Presenter } from './telling/cards/present.ts';
import { troubleOf } from './trouble.ts';

/** How answers leave: where they are shown, and what is said where that comes to nothing. */
export interface Outbox {
  /**
   * Draws a reply: through the copies what is kept up to date, anything else straight away.
   * @param to whoever asked: what is for their eyes only goes to them alone
   */
  show(reply: Reply, conversation: ConversationReference, to: Asker): Promise<void>;
  /**
   * Puts the answer to a click where the clicked card is. A no is for the one who clicked: the card stays as it is for
   * everybody else, and a no that comes too late to answer the click is said beside it.
   */
  place(reply: Reply, card: PostedMessage, late: boolean, to: Asker): Promise<void>;
  /** What a card shows is kept there: the answer to a click on it comes beside it. */
  beside(reply: Reply, conversation: ConversationReference, late: boolean, to: Asker): Promise<void>;
  /** Says that something was thrown before anything was written to Graph, where nobody else can say it any more. */
  apologise(error: unknown, conversation: ConversationReference, to: Asker): Promise<void>;
  /** Whether only one person can see that message: a click on it is answered to them alone. */
  isWhispered(message: PostedMessage): boolean;
  /** Notes that a delivery was handled; never rejects. */
  finish(delivery: Delivery): Promise<void>;
}

export function outbox(ports: Ports, settings: Pick<Settings, 'privateAnswers'>, cards: Presenter): Outbox {
  const { store, channel, ids, log } = ports;
  const eyes = rightEyes(ports, settings);
  /** Somebody waits for the card: where the store keeps it from them, they are to hear of that. */
  const drawOwn = async (id: ChangeId): Promise<void> => {
    const failure = await cards.draw(id);
    if (failure !== undefined) throw failure;
  };

  const show = async (reply: Reply, conversation: ConversationReference, to: Asker): Promise<void> => {
    if (reply.kind === 'change') {
      await drawOwn(reply.change.proposal.id);
      await eyes.point(to, conversation);
    } else if (reply.kind === 'drift') await cards.drawAll();
    else await eyes.answer(reply, to, conversation);
  };

  /** A card that cannot be updated may be one that only they can see, of which this process knows nothing any more. */
  const inItsPlace = async (reply: Reply, card: PostedMessage, to: Asker): Promise<void> => {
    try {
      await channel.update(card, reply);
    } catch (error) {
      const isGone = error instanceof ChannelError && (error.problem === 'messageGone' || isRefused(error.problem));
      if (!isGone) throw error;
      await eyes.answer(reply, { ...to, inPrivate: true }, card.conversation);
    }
  };

  return {
    show,
    isWhispered: (message) => eyes.isWhispered(message),
    place: async (reply, card, late, to) => {
      if (reply.kind === 'change') await drawOwn(reply.change.proposal.id);
      else if (late && (reply.kind === 'notice' || (await eyes.isPrivate(reply, to, card.conversation)))) {
        await eyes.answer(reply, to, card.conversation);
      } else if (late && (await store.shownOn(card)) === undefined) await inItsPlace(reply, card, to);
    },
    beside: async (reply, conversation, late, to) => {
      if (reply.kind !== 'notice' || late) await show(reply, conversation, to);
    },
    apologise: async (error, conversation, to) => {
      const reference = ids.reference();
      log.error('message.failed', error, { reference, conversationId: conversation.conversationId });
      await show({ kind: 'notice', notice: troubleOf(error, reference) }, conversation, to).catch(
        (unheard: unknown) => {
          log.error('message.unanswered', unheard, { reference });
        },
      );
    },
    finish: async (delivery) => {
      try {
        await store.finish(delivery);
      } catch (error) {
        log.error('delivery.unfinished', error, { ...delivery });
      }
    },
  };
}
