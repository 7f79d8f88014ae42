import type { Notice } from '../../domain/replies/notice.ts';
import { isDue, type Change } from '../../domain/change/change.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Letter } from '../../domain/telling/letter.ts';
import { ChannelError, type Ports } from '../ports.ts';
import { ownChat } from './own-chat.ts';
import { sayInFirst } from './say-in-first.ts';
import { onceSaid } from './say-once.ts';
import { tellUnseen } from './tell-unseen.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Problems after which sending the same again would be wrong or in vain. */
const FINAL = ['uncertain', 'notAllowed', 'notAccepted', 'messageGone'];

/** Sends the letters that wait in the store, one after the other to each addressee. What Teams did not take is tried again. */
export function postman({ store, channel, clock, log, background }: Ports): { send(): Promise<void> } {
  const sending = new Set<string>();
  const once = onceSaid();
  const failures = new Map<number, { readonly count: number; readonly notBefore: number }>();

  const send = async (id: number, letter: Letter): Promise<void> => {
    try {
      await once(
        id,
        () => post(letter),
        () => store.recordSent(id),
      );
      failures.delete(id);
    } catch (error) {
      log.error('letter.unsent', error, { changeId: letter.change, kind: letter.kind });
      const count = (failures.get(id)?.count ?? 0) + 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      const wanted = error instanceof ChannelError ? error.retryAfterMs : 0;
      failures.set(id, { count, notBefore: clock.elapsed() + Math.max(pause, wanted) });
    }
  };

  /** Rejects when it is to be tried again. */
  const post = async (letter: Letter): Promise<void> => {
    const change = await store.get(letter.change);
    if (change === undefined) return;
    try {
      const places = await addressesOf(letter, change);
      if (places.length === 0 || (await postsCardAgain(letter))) return;
      await sayInFirst({ channel, log }, places, (where) => noticeOf(letter, change, where));
    } catch (error) {
      if (!(error instanceof ChannelError) || !FINAL.includes(error.problem)) throw error;
      log.error('letter.unsent', error, { changeId: letter.change, kind: letter.kind });
      const isLost = error.problem === 'notAllowed' && letter.kind === 'reminder';
      if (isLost) await tellUnseen(store, change, letter.place);
    }
  };

  /**
   * A reminder is about the card. Where nobody knows whether that arrived, it is posted again instead: nobody could
   * decide the change otherwise.
   */
  const postsCardAgain = async (letter: Letter): Promise<boolean> => {
    if (letter.kind !== 'reminder') return false;
    const copies = await store.copies(letter.change);
    const unseen = copies.find(
      ({ role, message, conversation }) =>
        role === 'notice' && message === null && conversation.conversationId === letter.place.conversationId,
    );
    if (unseen !== undefined) await store.recordDrawn(unseen.id, { message: null, revision: 0 });
    return unseen !== undefined;
  };

  /**
   * Where it is sent: to the first of them where the bot may speak. Whoever does not have the app for themselves is told
   * where they asked. Empty: the letter has been overtaken.
   */
  const addressesOf = async (letter: Letter, change: Change): Promise<readonly ConversationReference[]> => {
    if (letter.kind === 'direct') {
      const { conversation } = change.proposal;
      const alone = await ownChat({ store, channel, log }, letter.to, conversation);
      if (alone === undefined) return [conversation];
      return alone.conversationId === conversation.conversationId ? [alone] : [alone, conversation];
    }
    const waits = change.status.state === 'pending' && !isDue(change, clock.now());
    return waits ? [letter.place] : [];
  };

  return {
    send: async () => {
      const held = new Set<string>();
      for (const { id, letter } of await store.unsent()) {
        const addressee = letter.kind === 'direct' ? letter.to : letter.place.conversationId;
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

function noticeOf(letter: Letter, change: Change, where: ConversationReference): Notice {
  if (letter.kind === 'reminder') return { kind: 'reminder', change };
  return { kind: 'news', news: letter.news, change, alone: where.conversationType === 'personal' };
}
