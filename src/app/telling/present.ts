import type { PostedMessage } from '../../domain/telling/conversation.ts';
import type { ChangeId } from '../../domain/ids.ts';
import { stateOf, type Subject } from '../../domain/telling/subject.ts';
import { cardOf } from './change-card.ts';
import { ChannelError, StoreError, type Copy, type CopyId, type Ports, type UndrawnCopy } from '../ports.ts';
import { tellUnseen } from './tell-unseen.ts';

/**
 * Keeps every copy of a card showing the state of its subject. The store remembers which revision each copy shows,
 * so one that could not be posted or updated - no network, a restart - is drawn later: the copies are the outbox.
 */
export interface Presenter {
  /**
   * Draws the change's own card if it shows less than the state, and starts to draw whatever else is due. Never throws:
   * what failed is tried again by `drawAll`.
   * @returns what kept the store from it, for whoever waits for the card; undefined: it could be used
   */
  draw(id: ChangeId): Promise<StoreError | undefined>;
  /** Starts to draw every copy that is behind, is not being drawn, and whose turn to be tried again has come. */
  drawAll(): Promise<void>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A no may be a hiccup of Teams; five of them within a minute are not. */
const MOST_REFUSALS = 5;
/** How often something is posted that waits for somebody, and that may have arrived each time. */
const MOST_UNCERTAIN = 3;
/** A card that answers somebody is never given up: where the bot may not speak now, it may again one day. */
const REFUSED_PAUSE_MS = 60 * 60_000;
/** After that long, an update whose answer was lost has arrived or never will. */
const LATE_ARRIVAL_MS = 60_000;

export function presenter({ store, channel, clock, log, background }: Ports): Presenter {
  /** One drawing at a time for each copy, so that an older state never overwrites a newer one. */
  const drawing = new Map<CopyId, Promise<StoreError | undefined>>();
  const failures = new Map<CopyId, { readonly count: number; readonly notBefore: number }>();
  /** Copies over which an older update may still come, and when that is over: they are drawn once more then. */
  const disturbed = new Map<CopyId, { readonly copy: UndrawnCopy; readonly until: number }>();
  /** Messages that could not be noted: they are not posted again. null: one that may have arrived, or never will. */
  const unnoted = new Map<CopyId, PostedMessage | null>();

  const note = async (id: CopyId, message: PostedMessage | null, revision: number): Promise<void> => {
    unnoted.set(id, message);
    await store.recordDrawn(id, { message, revision });
    unnoted.delete(id);
  };

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

  const disturb = ({ id, subject }: UndrawnCopy): void => {
    disturbed.set(id, { copy: { id, subject }, until: clock.elapsed() + LATE_ARRIVAL_MS });
  };

  /** @param again whether it is drawn although it should show the state already */
  const show = async (id: CopyId, again: boolean): Promise<void> => {
    for (let isDue = again; ; isDue = false) {
      const copy = await store.copy(id);
      const subject = copy === undefined ? undefined : await store.subject(copy.subject);
      if (copy === undefined || subject === undefined) return;
      const { revision } = stateOf(subject);
      if (copy.revision >= revision && !isDue) return;
      const known = copy.message ?? unnoted.get(id);
      if (isDue && !known) return;
      if (known && (await channel.update(known, cardOf(subject, copy.conversation))).mayArriveAgain) disturb(copy);
      await note(id, known === undefined ? await post(copy, subject) : known, revision);
    }
  };

  /** What a failure tells of the copy; anything else is tried again later, as it is. */
  const learn = async (copy: Copy, { problem }: ChannelError, count: number): Promise<void> => {
    const { id, role, conversation, message, revision } = copy;
    if (problem === 'messageGone') {
      unnoted.delete(id);
      await store.recordDrawn(id, { message: null, revision });
    }
    const subject = await store.subject(copy.subject);
    if (role === 'own' || subject === undefined || !isGivenUp(problem, message, subject, count)) return;
    await note(id, message, stateOf(subject).revision);
    if (subject.kind === 'change') await tellUnseen(store, subject.change, conversation);
    if (problem === 'notAllowed') await store.turnSubscription(conversation.conversationId, 'alive', 'lost');
  };

  const attempt = async (undrawn: UndrawnCopy, again: boolean): Promise<StoreError | undefined> => {
    const { id } = undrawn;
    try {
      await show(id, again);
      failures.delete(id);
      return undefined;
    } catch (error) {
      if (mayLookOld(error, again)) disturb(undrawn);
      const stored = await store.copy(id);
      // Nobody wants it any more: the conversation's subscription ended meanwhile.
      if (stored === undefined) {
        failures.delete(id);
        return undefined;
      }
      const copy = { ...stored, message: stored.message ?? unnoted.get(id) ?? null };
      const count = (failures.get(id)?.count ?? 0) + 1;
      const { problem, retryAfterMs } = error instanceof ChannelError ? error : { problem: undefined, retryAfterMs: 0 };
      const refused = problem === 'notAllowed' && count >= MOST_REFUSALS;
      const pause = refused ? REFUSED_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      failures.set(id, { count, notBefore: clock.elapsed() + Math.max(pause, retryAfterMs) });
      log.error('card.undrawn', error, { subject: copy.subject, copy: id, role: copy.role, count });
      if (error instanceof ChannelError) await learn(copy, error, count);
      return storeErrorOf(error);
    }
  };

  const drawCopy = (copy: UndrawnCopy, again = false): Promise<StoreError | undefined> => {
    const { id, subject } = copy;
    const before = drawing.get(id) ?? Promise.resolve();
    const mine = before
      .then(() => attempt(copy, again))
      .catch((error: unknown) => {
        log.error('card.outbox', error, { subject, copy: id });
        return storeErrorOf(error);
      })
      .finally(() => {
        if (drawing.get(id) === mine) drawing.delete(id);
      });
    drawing.set(id, mine);
    return mine;
  };

  const start = (copy: UndrawnCopy, again = false): void => {
    background.start('draw', async () => {
      await drawCopy(copy, again);
    });
  };

  const drawAll = async (): Promise<void> => {
    const waits = (id: CopyId): boolean => drawing.has(id) || clock.elapsed() < (failures.get(id)?.notBefore ?? 0);
    for (const copy of await store.undrawn()) {
      if (!waits(copy.id)) start(copy);
    }
    for (const [id, { copy, until }] of disturbed) {
      if (clock.elapsed() < until || waits(id)) continue;
      disturbed.delete(id);
      start(copy, true);
    }
  };

  return {
    draw: async (id) => {
      try {
        const own = await store.ownCopy(id);
        const done = own === undefined ? undefined : drawCopy(own);
        await drawAll();
        return await done;
      } catch (error) {
        log.error('card.outbox', error, { subject: id });
        return storeErrorOf(error);
      }
    },
    drawAll,
  };
}

/** Whether a card may look older than is noted after that. @param again whether it was to be drawn over what may be old */
function mayLookOld(error: unknown, again: boolean): boolean {
  if (!(error instanceof ChannelError)) return again && error instanceof StoreError;
  return error.problem === 'uncertain' || (again && error.problem === 'notDelivered');
}

/** Whether a notice stays as it is after that: what Teams will never take would hold up the notices behind it. */
function isGivenUp(
  problem: ChannelError['problem'],
  message: PostedMessage | null,
  subject: Subject,
  count: number,
): boolean {
  if (problem === 'notAllowed' || problem === 'notAccepted') return true;
  // A change that may have been posted is not posted again; of what waits for somebody, one post too many is better than none.
  return problem === 'uncertain' && message === null && (!waitsForSomebody(subject) || count >= MOST_UNCERTAIN);
}

/** Whether nobody may hear of it in time if its first post did not arrive. */
function waitsForSomebody(subject: Subject): boolean {
  return subject.kind !== 'change' || subject.change.status.state === 'pending';
}

const storeErrorOf = (error: unknown): StoreError | undefined => (error instanceof StoreError ? error : undefined);
