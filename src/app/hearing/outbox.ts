import type { ChangeId } from '../../domain/ids.ts';
import { isShared } from '../../domain/replies/audience.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import { ChannelError, isRefused, StoreError, type Delivery, type Ports, type Settings } from '../ports.ts';
import { rightEyes, type Asker } from '../telling/readers/right-eyes.ts';
import type { Presenter } from '../telling/cards/present.ts';
import { troubleOf } from '../trouble.ts';

/** A click that says a line, or decides on a drift. */
export type Clicked = {
  readonly conversation: ConversationReference;
  /** The clicked card where nothing is kept on it, so that a change can take its place; null: that comes beside it. */
  readonly replaced: PostedMessage | null;
  /** Whether the answer to the click itself does not show it: it was given before, or leaves the card alone. */
  readonly isAnswered: boolean;
};

/** How answers leave: where they are shown, and what is said where that comes to nothing. */
export interface Outbox {
  /**
   * Draws a reply: through the copies what is kept up to date, anything else straight away.
   * @param to whoever asked: what is for their eyes only goes to them alone
   */
  show(reply: Reply, conversation: ConversationReference, to: Asker): Promise<void>;
  /**
   * Gives out the answer to a click. What the click decided is shared: everybody sees it on its card. Anything else is seen
   * by whoever clicked only: in the answer to the click, or alone where that was answered before.
   */
  answerClick(reply: Reply, click: Clicked, to: Asker): Promise<void>;
  /** Says that something was thrown before anything was written to Graph, where nobody else can say it any more. */
  apologise(error: unknown, conversation: ConversationReference, to: Asker): Promise<void>;
  /** The same of a click that was answered before. */
  apologiseForClick(error: unknown, conversation: ConversationReference, to: Asker): Promise<void>;
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

  /** Whether nobody else sees that card, and nothing is kept on it by now. */
  const isTheirsAlone = async (card: PostedMessage): Promise<boolean> =>
    card.conversation.conversationType === 'personal' && (await store.shownOn(card)) === undefined;

  /** Where nobody else reads along. A card that cannot be updated has its answer below it. */
  const inItsPlace = async (reply: Reply, card: PostedMessage): Promise<void> => {
    try {
      await channel.update(card, reply);
    } catch (error) {
      const isGone = error instanceof ChannelError && (error.problem === 'messageGone' || isRefused(error.problem));
      if (!isGone) throw error;
      await channel.post(card.conversation, reply);
    }
  };

  /** @param say gives out what is said; may reject */
  const apologising = async (
    error: unknown,
    conversation: ConversationReference,
    say: (reply: Reply) => Promise<void>,
  ): Promise<void> => {
    const reference = ids.reference();
    log.error('message.failed', error, { reference, conversationId: conversation.conversationId });
    await say({ kind: 'notice', notice: troubleOf(error, reference) }).catch((unheard: unknown) => {
      log.error('message.unanswered', unheard, { reference });
    });
  };

  return {
    show,
    isWhispered: (message) => eyes.isWhispered(message),
    answerClick: async (reply, { conversation, replaced, isAnswered }, to) => {
      if (reply.kind === 'change' && replaced !== null) await drawOwn(reply.change.proposal.id);
      else if (isShared(reply)) await show(reply, conversation, to);
      else if (!isAnswered) return;
      else if (replaced !== null && reply.kind !== 'notice' && (await isTheirsAlone(replaced))) {
        await inItsPlace(reply, replaced);
      } else await eyes.answerAlone(reply, to, conversation);
    },
    apologise: (error, conversation, to) => apologising(error, conversation, (reply) => show(reply, conversation, to)),
    apologiseForClick: (error, conversation, to) =>
      apologising(error, conversation, async (reply) => {
        try {
          await eyes.answerAlone(reply, to, conversation);
        } catch (failure) {
          // Where their own chat is, the store does not tell. What went wrong is about nobody.
          if (!(failure instanceof StoreError)) throw failure;
          await show(reply, conversation, to);
        }
      }),
    finish: async (delivery) => {
      try {
        await store.finish(delivery);
      } catch (error) {
        log.error('delivery.unfinished', error, { ...delivery });
      }
    },
  };
}
