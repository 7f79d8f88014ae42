import type { Letter } from '../../domain/telling/letter.ts';
import { ChannelError, type Ports } from '../ports.ts';
import { opened } from './open-letter.ts';
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
      log.error('letter.unsent', error, about(letter));
      const count = (failures.get(id)?.count ?? 0) + 1;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
      const wanted = error instanceof ChannelError ? error.retryAfterMs : 0;
      failures.set(id, { count, notBefore: clock.elapsed() + Math.max(pause, wanted) });
    }
  };

  /** Rejects when it is to be tried again. */
  const post = async (letter: Letter): Promise<void> => {
    try {
      const open = await opened({ store, channel, clock, log }, letter);
      if (open === undefined || open.places.length === 0 || (await postsCardAgain(letter))) return;
      await sayInFirst({ channel, log }, open.places, open.noticeFor);
    } catch (error) {
      if (!(error instanceof ChannelError) || !FINAL.includes(error.problem)) throw error;
      log.error('letter.unsent', error, about(letter));
      const isLost = error.problem === 'notAllowed' && letter.kind === 'reminder';
      const change = isLost ? await store.get(letter.change) : undefined;
      if (isLost && change !== undefined) await tellUnseen(store, change, letter.place);
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

  return {
    send: async () => {
      const held = new Set<string>();
      for (const { id, letter } of await store.unsent()) {
        const addressee = letter.kind === 'reminder' ? letter.place.conversationId : letter.to;
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

/** What of a letter the log may tell. */
const about = (letter: Letter) => ({
  kind: letter.kind,
  ...(letter.kind === 'administrator'
    ? { word: letter.word.kind, changeId: letter.word.change }
    : { changeId: letter.change }),
});
