import type { PostedMessage } from '../../../domain/telling/conversation.ts';
import type { ChangeId } from '../../../domain/ids.ts';
import { stateOf, type Subject } from '../../../domain/telling/subject.ts';
import { asItIs, cardOf } from './change-card.ts';
import {
  ChannelError,
  isRefused,
  type StoreError,
  type Copy,
  type CopyId,
  type Ports,
  type UndrawnCopy,
} from '../../ports.ts';
import { isFinal, mayLookOld, storeErrorOf, type Failures } from './after-failure.ts';
import { loseSubscription } from '../subscriptions/lose-subscription.ts';
import { outOfPlace } from '../subscriptions/out-of-place.ts';
import { drawAlone } from './draw-alone.ts';
import { noteLate } from './note-late.ts';
import { postCard } from './post-card.ts';
import { unpostedAlarms } from './tell-unposted.ts';
import { tellUnseen } from './tell-unseen.ts';

/**
 * Keeps every copy of a card showing the state of its subject. The store remembers which revision each copy shows,
 * so one that could not be posted or updated - no network, a restart - is drawn later: the copies are the outbox. Where
 * several processes share the store, the one that leads draws what is behind, the others only what somebody waits for; none
 * draws a copy while another one does.
 */
export interface Presenter {
  /**
   * Draws the change's own card if it shows less than the state, and starts to draw whatever else is due; where another process
   * leads, only a card that is not there yet. Never throws: what failed is tried again by `drawAll`.
   * @returns what kept the store from it, for whoever waits for the card; undefined: it could be used
   */
  draw(id: ChangeId): Promise<StoreError | undefined>;
  /** Draws every copy of the change that is behind, at once, whatever its turn; resolves when each was tried. Never throws. */
  drawEverywhere(id: ChangeId): Promise<void>;
  /**
   * Starts to draw every copy that is behind, is not being drawn, and whose turn to be tried again has come, where this process
   * leads; anywhere, what this process has to draw once more.
   */
  drawAll(): Promise<void>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A no may be a hiccup of Teams, and is about one message. After so many of them it is not sent there again as it was. */
const MOST_REFUSALS = 5;
/** A notice that was refused for so long holds up the ones behind it no more. */
const STANDS_ASIDE_AFTER_MS = 10 * 60_000;
/** A card that answers somebody is never given up: where the bot may not speak now, it may again one day. */
const REFUSED_PAUSE_MS = 60 * 60_000;
/** After that long, an update whose answer was lost has arrived or never will. */
const LATE_ARRIVAL_MS = 60_000;

/** @param asShown a subject with what its card says beside */
export function presenter(ports: Ports, asShown = asItIs): Presenter {
  const { store, channel, clock, log, background } = ports;
  /** One drawing at a time for each copy, so that an older state never overwrites a newer one. */
  const drawing = new Map<CopyId, Promise<StoreError | undefined>>();
  const failures = new Map<CopyId, Failures>();
  /** Copies over which an older update may still come, and when that is over: they are drawn once more then. */
  const disturbed = new Map<CopyId, { readonly copy: UndrawnCopy; readonly until: number }>();
  /** Messages that could not be noted: they are not posted again. null: one that may have arrived, or never will. */
  const unnoted = new Map<CopyId, PostedMessage | null>();
  /** Notices that Teams refuses again and again: they hold up no other, and are tried again at that time. */
  const aside = new Map<CopyId, number>();
  const out = outOfPlace(clock);
  const alarms = unpostedAlarms(ports);
  const post = postCard(ports);
  const alone = drawAlone(ports);

  const note = async (id: CopyId, message: PostedMessage | null, revision: number): Promise<void> => {
    unnoted.set(id, message);
    await store.recordDrawn(id, { message, revision });
    unnoted.delete(id);
  };

  const disturb = ({ id, subject }: Pick<Copy, 'id' | 'subject'>): void => {
    disturbed.set(id, { copy: { id, subject, isUrgent: false }, until: clock.elapsed() + LATE_ARRIVAL_MS });
  };

  /** @returns the message; undefined: Teams refuses it again and again, so another one is to take its place */
  const redraw = async (
    copy: Copy,
    message: PostedMessage,
    subject: Subject,
    refusals: number,
  ): Promise<PostedMessage | undefined> => {
    try {
      if ((await channel.update(message, cardOf(subject, copy.conversation))).mayArriveAgain) disturb(copy);
      return message;
    } catch (error) {
      const isGone = error instanceof ChannelError && isRefused(error.problem) && refusals >= MOST_REFUSALS - 1;
      if (!isGone) throw error;
      log.warn('card.replaced', { subject: copy.subject, copy: copy.id });
      return undefined;
    }
  };

  /** @param again whether it is drawn although it should show the state already */
  const show = async ({ id, isUrgent }: UndrawnCopy, again: boolean): Promise<void> => {
    for (let isDue = again; ; isDue = false) {
      const copy = await store.copy(id);
      const stored = copy && (await store.subject(copy.subject));
      if (copy === undefined || stored === undefined) return;
      const subject = await asShown(stored, copy.conversation);
      const { revision } = stateOf(subject);
      if (copy.revision >= revision && !isDue) return;
      const known = copy.message ?? unnoted.get(id);
      if (isDue && !known) return;
      const { refusals = 0 } = failures.get(id) ?? {};
      const stays = known === undefined ? undefined : known && (await redraw(copy, known, subject, refusals));
      await note(id, stays === undefined ? await post(copy, subject, refusals, isUrgent) : stays, revision);
      // Whatever was shown there, Teams let the bot.
      out.spoke(copy.conversation.conversationId);
    }
  };

  /** What a failure tells of the copy; anything else is tried again later, as it is. */
  const learn = async (copy: Copy, { problem }: ChannelError, { count, refusals, since }: Failures): Promise<void> => {
    const { id, role, conversation, message, revision } = copy;
    if (problem === 'messageGone') {
      unnoted.delete(id);
      await store.recordDrawn(id, { message: null, revision });
    }
    const subject = await store.subject(copy.subject);
    if (role !== 'notice' || subject === undefined) return;
    const isUnseen = message === null && isRefused(problem) && refusals >= MOST_REFUSALS;
    const failingMs = clock.elapsed() - since;
    const standsAside = isUnseen && failingMs >= STANDS_ASIDE_AFTER_MS;
    const isGivenUp = standsAside || isFinal(problem, message, subject, count);
    if (isGivenUp) await note(id, message, stateOf(subject).revision);
    if (standsAside) aside.set(id, clock.elapsed() + REFUSED_PAUSE_MS);
    if (subject.kind === 'change' && (isGivenUp || isUnseen)) await tellUnseen(store, subject.change, conversation);
    if (message === null) await alarms.unposted(subject, { failingMs, isHopeless: isGivenUp || isUnseen });
    const isOut = problem === 'out' && out.refused(conversation.conversationId);
    if (isOut) await loseSubscription({ store, clock }, conversation.conversationId);
  };

  const attempt = async (undrawn: UndrawnCopy, again: boolean): Promise<StoreError | undefined> => {
    const { id, isUrgent } = undrawn;
    try {
      await show(undrawn, again);
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
      const { problem, retryAfterMs } = error instanceof ChannelError ? error : { problem: undefined, retryAfterMs: 0 };
      const before = failures.get(id) ?? { count: 0, refusals: 0, since: clock.elapsed() };
      const count = before.count + 1;
      const refusals = before.refusals + (isRefused(problem) ? 1 : 0);
      // Whoever waits for their own card asks again; what nobody asked for is tried on.
      const isPatient =
        copy.role !== 'notice' && copy.message === null && isRefused(problem) && refusals >= MOST_REFUSALS;
      const pause = isPatient ? REFUSED_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      const notBefore = clock.elapsed() + Math.max(pause, retryAfterMs);
      const now = { count, refusals, since: before.since, notBefore, isUrgent };
      failures.set(id, now);
      log.error('card.undrawn', error, { subject: copy.subject, copy: id, role: copy.role, count });
      if (error instanceof ChannelError) await learn(copy, error, now);
      return storeErrorOf(error);
    }
  };

  const drawCopy = (copy: UndrawnCopy, again = false, isAwaited = false): Promise<StoreError | undefined> => {
    const { id, subject } = copy;
    const before = drawing.get(id) ?? Promise.resolve();
    const mine = before
      .then(() => alone(id, isAwaited, () => attempt(copy, again)))
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

  /** Puts what stands aside back where it is drawn from, when it is time. */
  const takeUp = async (): Promise<void> => {
    for (const [id, at] of aside) {
      if (clock.elapsed() < at) continue;
      const copy = await store.copy(id);
      if (copy?.message === null) await store.recordDrawn(id, { message: null, revision: 0 });
      aside.delete(id);
    }
  };

  const drawAll = async (): Promise<void> => {
    if (!store.leadership.leads()) await noteLate(store, alone, unnoted);
    await takeUp();
    const waits = ({ id, isUrgent }: UndrawnCopy): boolean => {
      const failed = failures.get(id);
      // What has become urgent since does not wait for its turn.
      const isPaused = failed !== undefined && clock.elapsed() < failed.notBefore && (failed.isUrgent || !isUrgent);
      return drawing.has(id) || isPaused;
    };
    for (const copy of store.leadership.leads() ? await store.undrawn() : []) {
      if (!waits(copy)) start(copy);
    }
    for (const [id, { copy, until }] of disturbed) {
      if (clock.elapsed() < until || waits(copy)) continue;
      disturbed.delete(id);
      start(copy, true);
    }
  };

  return {
    draw: async (id) => {
      try {
        const own = await store.ownCopy(id);
        const isMine = store.leadership.leads() || own?.message === null;
        const done = own !== undefined && isMine ? drawCopy({ ...own, isUrgent: false }) : undefined;
        await drawAll();
        return await done;
      } catch (error) {
        log.error('card.outbox', error, { subject: id });
        return storeErrorOf(error);
      }
    },
    drawEverywhere: async (id) => {
      try {
        const copies = await store.copies(id);
        await Promise.all(copies.map((copy) => drawCopy({ ...copy, isUrgent: true }, false, true)));
      } catch (error) {
        log.error('card.outbox', error, { subject: id });
      }
    },
    drawAll,
  };
}
