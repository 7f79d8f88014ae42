import type { PostedMessage } from '../domain/conversation.ts';
import type { ChangeId } from '../domain/ids.ts';
import { stateOf, type Subject } from '../domain/subject.ts';
import { cardOf } from './change-card.ts';
import { ChannelError, type Copy, type CopyId, type Ports, type UndrawnCopy } from './ports.ts';

/**
 * Keeps every copy of a card showing the state of its subject. The store remembers which revision each copy shows,
 * so one that could not be posted or updated - no network, a restart - is drawn later: the copies are the outbox.
 */
export interface Presenter {
  /**
   * Draws the change's own card if it shows less than the state, and starts to draw whatever else is due. Never throws:
   * what failed is tried again by `drawAll`.
   */
  draw(id: ChangeId): Promise<void>;
  /** Starts to draw every copy that is behind, is not being drawn, and whose turn to be tried again has come. */
  drawAll(): Promise<void>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A no may be a hiccup of Teams; five of them within a minute are not. */
const MOST_REFUSALS = 5;
/** How often a drift is posted that may have arrived each time. */
const MOST_UNCERTAIN = 3;
/** A card that answers somebody is never given up: where the bot may not speak now, it may again one day. */
const REFUSED_PAUSE_MS = 60 * 60_000;

export function presenter({ store, channel, clock, log, background }: Ports): Presenter {
  /** One drawing at a time for each copy, so that an older state never overwrites a newer one. */
  const drawing = new Map<CopyId, Promise<void>>();
  const failures = new Map<CopyId, { readonly count: number; readonly notBefore: number }>();

  /**
   * Posts the first card. One that answers somebody is noted as drawn before it is sent: after a crash, or without an
   * answer, nobody knows whether it arrived. Two cards would be worse than one that a click, or the same line typed
   * again, brings back. A notice nobody would ask for again, so after a crash it rather comes twice than never.
   */
  const post = async ({ id, role, conversation, revision }: Copy, subject: Subject): Promise<PostedMessage> => {
    const card = cardOf(subject, conversation);
    if (role === 'notice') return channel.announce(conversation, card);
    await store.recordDrawn(id, { message: null, revision: stateOf(subject).revision });
    try {
      return await channel.post(conversation, card);
    } catch (error) {
      const mayHaveArrived = error instanceof ChannelError && error.problem === 'uncertain';
      if (!mayHaveArrived) await store.recordDrawn(id, { message: null, revision });
      throw error;
    }
  };

  const show = async (id: CopyId): Promise<void> => {
    for (;;) {
      const copy = await store.copy(id);
      const subject = copy === undefined ? undefined : await store.subject(copy.subject);
      if (copy === undefined || subject === undefined) return;
      const { revision } = stateOf(subject);
      if (copy.revision >= revision) return;
      const { message } = copy;
      if (message !== null) await channel.update(message, cardOf(subject, copy.conversation));
      await store.recordDrawn(id, { message: message ?? (await post(copy, subject)), revision });
    }
  };

  /** What a failure tells of the copy; anything else is tried again later, as it is. */
  const learn = async (copy: Copy, { problem }: ChannelError, count: number): Promise<void> => {
    const { id, role, conversation, message, revision } = copy;
    if (problem === 'messageGone') await store.recordDrawn(id, { message: null, revision });
    const subject = await store.subject(copy.subject);
    if (role === 'own' || subject === undefined || !isGivenUp(problem, message, subject, count)) return;
    await store.recordDrawn(id, { message, revision: stateOf(subject).revision });
    if (problem === 'notAllowed') await store.turnSubscription(conversation.conversationId, 'alive', 'lost');
  };

  const attempt = async (id: CopyId): Promise<void> => {
    try {
      await show(id);
      failures.delete(id);
    } catch (error) {
      const copy = await store.copy(id);
      // Nobody wants it any more: the conversation's subscription ended meanwhile.
      if (copy === undefined) {
        failures.delete(id);
        return;
      }
      const count = (failures.get(id)?.count ?? 0) + 1;
      const { problem, retryAfterMs } = error instanceof ChannelError ? error : { problem: undefined, retryAfterMs: 0 };
      const refused = problem === 'notAllowed' && count >= MOST_REFUSALS;
      const pause = refused ? REFUSED_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      failures.set(id, { count, notBefore: clock.elapsed() + Math.max(pause, retryAfterMs) });
      log.error('card.undrawn', error, { subject: copy.subject, copy: id, role: copy.role, count });
      if (error instanceof ChannelError) await learn(copy, error, count);
    }
  };

  const drawCopy = ({ id, subject }: UndrawnCopy): Promise<void> => {
    const before = drawing.get(id) ?? Promise.resolve();
    const mine = before
      .then(() => attempt(id))
      .catch((error: unknown) => {
        log.error('card.outbox', error, { subject, copy: id });
      })
      .finally(() => {
        if (drawing.get(id) === mine) drawing.delete(id);
      });
    drawing.set(id, mine);
    return mine;
  };

  const drawAll = async (): Promise<void> => {
    for (const copy of await store.undrawn()) {
      const waits = clock.elapsed() < (failures.get(copy.id)?.notBefore ?? 0);
      if (!waits && !drawing.has(copy.id)) background.start('draw', () => drawCopy(copy));
    }
  };

  return {
    draw: async (id) => {
      try {
        const own = await store.ownCopy(id);
        const done = own === undefined ? undefined : drawCopy(own);
        await drawAll();
        await done;
      } catch (error) {
        log.error('card.outbox', error, { subject: id });
      }
    },
    drawAll,
  };
}

/** Whether a notice stays as it is after that: what Teams will never take would hold up the notices behind it. */
function isGivenUp(
  problem: ChannelError['problem'],
  message: PostedMessage | null,
  subject: Subject,
  count: number,
): boolean {
  if (problem === 'notAllowed' || problem === 'notAccepted') return true;
  // A change that may have been posted is not posted again; of a drift, one post too many is better than none.
  return problem === 'uncertain' && message === null && (subject.kind === 'change' || count >= MOST_UNCERTAIN);
}
