import type { Instant } from '../../../domain/instant.ts';
import { toEveryAdministrator, wordKey, type Sendable, type Word } from '../../../domain/telling/letter.ts';
import type { NoticeReply } from '../../../domain/replies/reply.ts';
import { ChannelError, isRefused, type ChannelProblem, type LogFields, type Ports } from '../../ports.ts';
import { opened, type Digests } from './open-letter.ts';
import { sayAlone } from '../alone/say-alone.ts';
import { onceSaid } from './say-once.ts';
import { tellUnseen } from '../cards/tell-unseen.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Problems after which sending the same again would be wrong or in vain. */
const FINAL = ['uncertain', 'notAccepted', 'messageGone'];
/**
 * For so long a letter is tried that Teams refuses everywhere: an outage refuses everything, too. An alarm waits longer:
 * whoever has no chat with the bot may write to it after a weekend, or get the app.
 */
const PATIENCE_MS = 24 * 60 * 60_000;
const ALARM_PATIENCE_MS = 14 * PATIENCE_MS;
/** After so many failures only each hour's is in the log. */
const LOGGED = 10;
const LOGGED_EVERY = 12;
/** So long a word for several conversations may fail before it is said to every administrator, where none of them has it. */
const LATE_MS = 5 * 60_000;
/** How often an alarm is sent that may have arrived each time. */
const MOST_UNCERTAIN = 3;

/** The tries that came to nothing, and since when. */
type Tries = { readonly count: number; readonly since: number };
/** Words that are said again on another day, or in another week, and so not worth waiting for somebody. */
const DAILY: readonly Word['kind'][] = ['reviewDue', 'eventsParked', 'certificateEnds'];
/** So many refusals of a reminder mean that others do not see the card either. */
const UNSEEN_AFTER = 3;

/** Sends the letters that wait in the store, one after the other to each addressee. What Teams did not take is tried again. */
export function postman(ports: Ports, digests: Digests): { send(): Promise<void> } {
  const { store, channel, clock, log, background } = ports;
  const sending = new Set<string>();
  const once = onceSaid();
  /** Words that a conversation has, or every administrator gets. */
  const heard = new Set<string>();
  const failures = new Map<number, Tries & { readonly notBefore: number }>();
  /** Digests that are posted, and up to when each tells. */
  const digested = new Map<number, { readonly place: string; readonly until: Instant }>();

  const send = async (id: number, letter: Sendable): Promise<void> => {
    try {
      await once(
        id,
        () => post(id, letter, failures.get(id) ?? { count: 0, since: clock.elapsed() }),
        () => store.recordSent(id, digested.get(id)),
      );
      failures.delete(id);
      digested.delete(id);
    } catch (error) {
      const { count: before, since } = failures.get(id) ?? { count: 0, since: clock.elapsed() };
      const count = before + 1;
      if (isLogged(count)) log.error('letter.unsent', error, about(letter));
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      const wanted = error instanceof ChannelError ? error.retryAfterMs : 0;
      failures.set(id, { count, since, notBefore: clock.elapsed() + Math.max(pause, wanted) });
    }
  };

  /** Rejects when it is to be tried again. @param before the tries that came to nothing, and since when */
  const post = async (id: number, letter: Sendable, before: Tries): Promise<void> => {
    try {
      await deliver(id, letter, before);
      if (letter.kind === 'bulletin') heard.add(wordKey(letter.word));
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      const refused = isRefused(error.problem);
      if (refused && letter.kind === 'reminder' && before.count + 1 >= UNSEEN_AFTER) {
        const change = await store.get(letter.change);
        if (change !== undefined) await tellUnseen(store, change, letter.place);
      }
      const isLast = isOver(letter, error.problem, before);
      if (isLast || clock.elapsed() - before.since >= LATE_MS) await sayOtherwise(letter);
      if (!isLast) throw error;
      log.error('letter.unsent', error, about(letter));
    }
  };

  /** A conversation that takes nothing hears nothing. What no conversation has is said alone, as where there is none. */
  const sayOtherwise = async (letter: Sendable): Promise<void> => {
    if (letter.kind !== 'bulletin' || DAILY.includes(letter.word.kind) || heard.has(wordKey(letter.word))) return;
    await store.write(toEveryAdministrator(letter.word));
    heard.add(wordKey(letter.word));
  };

  const isOver = (letter: Sendable, problem: ChannelProblem, { count, since }: Tries): boolean => {
    if (isRefused(problem)) return clock.elapsed() - since >= (isAlarm(letter) ? ALARM_PATIENCE_MS : PATIENCE_MS);
    // One that may have arrived comes rather twice than never.
    if (problem === 'uncertain' && (isAlarm(letter) || letter.kind === 'bulletin')) return count + 1 >= MOST_UNCERTAIN;
    return FINAL.includes(problem);
  };

  const deliver = async (id: number, letter: Sendable, before: Tries): Promise<void> => {
    // What comes while it is read and posted belongs to the next one.
    const until = clock.now();
    const open = await opened(ports, digests, letter);
    if (open === undefined || (await postsCardAgain(letter))) return;
    if ('card' in open) {
      await channel.announce(open.place, open.card);
      digested.set(id, { place: open.place.conversationId, until });
      return;
    }
    const { noticeFor } = open;
    if ('place' in open) {
      const notice = noticeFor(open.place);
      const reply: NoticeReply = { kind: 'notice', notice, ...(letter.kind === 'bulletin' && { letter: id }) };
      // A reminder stands under its card; what stands for itself begins a thread.
      await (letter.kind === 'reminder' ? channel.post(open.place, reply) : channel.announce(open.place, reply));
      return;
    }
    const isSaid = await sayAlone(ports, open.to, open.near, open.others, noticeFor);
    if (isSaid) return;
    const { count } = before;
    if (isLogged(count + 1)) log.error('letter.unaddressed', undefined, { objectId: open.to, ...about(letter) });
    // Whoever has no chat with the bot yet may have one soon, and an alarm waits for that.
    if (isAlarm(letter)) throw new ChannelError('notAllowed');
  };

  /**
   * A reminder is about the card. Where nobody knows whether that arrived, it is posted again instead: nobody could
   * decide the change otherwise.
   */
  const postsCardAgain = async (letter: Sendable): Promise<boolean> => {
    if (letter.kind !== 'reminder') return false;
    const copies = await store.copies(letter.change);
    const unseen = copies.find(
      ({ role, message, conversation }) =>
        role === 'notice' && message === null && conversation.conversationId === letter.place.conversationId,
    );
    if (unseen !== undefined) await store.recordDrawn(unseen.id, { message: null, revision: 0 });
    return unseen !== undefined;
  };

  return {
    send: async () => {
      const held = new Set<string>();
      for (const { id, letter } of await store.unsent()) {
        const addressee = addresseeOf(letter);
        const early = clock.elapsed() < (failures.get(id)?.notBefore ?? 0);
        if (sending.has(addressee) || held.has(addressee)) continue;
        held.add(addressee);
        if (early) continue;
        sending.add(addressee);
        background.start('letter', () => send(id, letter).finally(() => sending.delete(addressee)));
      }
    },
  };
}

/** What is for somebody alone waits until they can be told alone; news of a change may be said where they asked. */
const addresseeOf = (letter: Sendable): string =>
  'place' in letter ? letter.place.conversationId : `${letter.kind} ${letter.to}`;

const isAlarm = (letter: Sendable): boolean => letter.kind === 'administrator' && !DAILY.includes(letter.word.kind);

const isLogged = (count: number): boolean => count <= LOGGED || count % LOGGED_EVERY === 0;

/** What of a letter the log may tell. */
function about(letter: Sendable): LogFields {
  if (letter.kind === 'head') return { kind: letter.kind, seq: letter.head.entry };
  if (letter.kind === 'digest') return { kind: letter.kind, place: letter.place.conversationId };
  if (!('word' in letter)) return { kind: letter.kind, changeId: letter.change };
  const { kind, word } = letter;
  const id = 'change' in word ? { changeId: word.change } : 'misuse' in word ? { misuseId: word.misuse } : {};
  return { kind, word: word.kind, ...id };
}
