import type { ChangeId } from '../domain/ids.ts';
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

  const show = async (id: ChangeId): Promise<void> => {
    for (;;) {
      const change = await store.get(id);
      const card = await store.drawn(id);
      if (change === undefined || card.revision >= change.revision) return;
      const reply = { kind: 'change', change } as const;
      const message =
        card.message === null
          ? await channel.post(change.proposal.conversation, reply)
          : await channel.update(card.message, reply).then(() => card.message);
      await store.recordDrawn(id, { message, revision: change.revision });
    }
  };

  /** What to remember of the card after a failure, or undefined to try the same again later. */
  const giveUp = async (id: ChangeId, error: unknown): Promise<DrawnCard | undefined> => {
    const change = await store.get(id);
    const card = await store.drawn(id);
    const revision = change?.revision ?? card.revision;
    if (!(error instanceof ChannelError)) return undefined;
    if (error.problem === 'messageGone') return { message: null, revision: card.revision };
    // A card that may have been posted is not posted again: two of them would be worse, and a click tells where it is.
    if (error.problem === 'uncertain' && card.message === null) return { message: null, revision };
    return undefined;
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
