import type { Change } from '../domain/change.ts';
import type { PostedMessage } from '../domain/conversation.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { Reply } from '../domain/reply.ts';
import { ChannelError, type DrawnCard, type Ports } from './ports.ts';

/**
 * Keeps every change's card showing the change's state. The store remembers which revision was drawn last, so a card
 * that could not be updated - no network, a restart - is drawn later: the changes themselves are the outbox.
 */
export interface Presenter {
  /** Draws the card if it shows less than the state. Never throws: what failed is tried again by `drawAll`. */
  draw(id: ChangeId): Promise<void>;
  /** Starts to draw every card that is behind, is not being drawn, and whose turn to be tried again has come. */
  drawAll(): Promise<void>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A no may be a hiccup of Teams; five of them within a minute are not. */
const MOST_REFUSALS = 5;
/** A card is never given up: where the bot may not speak now, it may again one day. */
const REFUSED_PAUSE_MS = 60 * 60_000;

export function presenter({ store, channel, clock, log, background }: Ports): Presenter {
  /** One drawing at a time for each change, so that an older state never overwrites a newer one. */
  const drawing = new Map<ChangeId, Promise<void>>();
  const failures = new Map<ChangeId, { readonly count: number; readonly notBefore: number }>();

  /**
   * Posts the first card. It is noted as drawn before it is sent: after a crash, or without an answer, nobody knows
   * whether it arrived. Two cards would be worse than one that a click, or the same line typed again, brings back.
   */
  const post = async (change: Change, reply: Reply, before: DrawnCard): Promise<PostedMessage> => {
    const { id, conversation } = change.proposal;
    await store.recordDrawn(id, { message: null, revision: change.revision });
    try {
      return await channel.post(conversation, reply);
    } catch (error) {
      const mayHaveArrived = error instanceof ChannelError && error.problem === 'uncertain';
      if (!mayHaveArrived) await store.recordDrawn(id, before);
      throw error;
    }
  };

  const show = async (id: ChangeId): Promise<void> => {
    for (;;) {
      const change = await store.get(id);
      const card = await store.drawn(id);
      if (change === undefined || card.revision >= change.revision) return;
      const reply = { kind: 'change', change } as const;
      const message =
        card.message === null
          ? await post(change, reply, card)
          : await channel.update(card.message, reply).then(() => card.message);
      await store.recordDrawn(id, { message, revision: change.revision });
    }
  };

  /** What to remember of the card after a failure, or undefined to try the same again later. */
  const giveUp = async (id: ChangeId, error: unknown): Promise<DrawnCard | undefined> => {
    if (!(error instanceof ChannelError) || error.problem !== 'messageGone') return undefined;
    const { revision } = await store.drawn(id);
    return { message: null, revision };
  };

  const attempt = async (id: ChangeId): Promise<void> => {
    try {
      await show(id);
      failures.delete(id);
    } catch (error) {
      const count = (failures.get(id)?.count ?? 0) + 1;
      const refused = error instanceof ChannelError && error.problem === 'notAllowed' && count >= MOST_REFUSALS;
      const pause = refused ? REFUSED_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      failures.set(id, { count, notBefore: clock.elapsed() + pause });
      log.error('card.undrawn', error, { changeId: id, count });
      const instead = await giveUp(id, error);
      if (instead !== undefined) await store.recordDrawn(id, instead);
    }
  };

  const draw = (id: ChangeId): Promise<void> => {
    const before = drawing.get(id) ?? Promise.resolve();
    const mine = before
      .then(() => attempt(id))
      .catch((error: unknown) => {
        log.error('card.outbox', error, { changeId: id });
      })
      .finally(() => {
        if (drawing.get(id) === mine) drawing.delete(id);
      });
    drawing.set(id, mine);
    return mine;
  };

  return {
    draw,
    drawAll: async () => {
      for (const id of await store.undrawn()) {
        const waits = clock.elapsed() < (failures.get(id)?.notBefore ?? 0);
        if (!waits && !drawing.has(id)) background.start('draw', () => draw(id));
      }
    },
  };
}
