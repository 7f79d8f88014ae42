import { isDue, needsReview } from '../../domain/change/change.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { AdministratorLetter, DirectMessage, Letter, Reminder } from '../../domain/telling/letter.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';
import { someConversation } from './near.ts';
import { ownChat } from './own-chat.ts';

/** What a letter says, and where: in the first of the places where the bot may speak. Empty: nowhere. */
export type Opened = {
  readonly places: readonly ConversationReference[];
  readonly noticeFor: (where: ConversationReference) => Notice;
};

type Desk = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/** undefined: the letter has been overtaken, and says nothing that is still so. Rejects with StoreError. */
export function opened(desk: Desk, letter: Letter): Promise<Opened | undefined> {
  switch (letter.kind) {
    case 'direct':
      return direct(desk, letter);
    case 'reminder':
      return reminder(desk, letter);
    case 'administrator':
      return toAdministrator(desk, letter);
  }
}

/** Whoever does not have the app for themselves is told where they asked. */
async function direct(desk: Desk, { change: id, to, news }: DirectMessage): Promise<Opened | undefined> {
  const change = await desk.store.get(id);
  if (change === undefined) return undefined;
  const { conversation } = change.proposal;
  const alone = await ownChat(desk, to, conversation);
  const places = [alone, alone?.conversationId === conversation.conversationId ? undefined : conversation];
  return {
    places: places.filter((place) => place !== undefined),
    noticeFor: ({ conversationType }) => ({ kind: 'news', news, change, alone: conversationType === 'personal' }),
  };
}

async function reminder({ store, clock }: Desk, { change: id, place }: Reminder): Promise<Opened | undefined> {
  const change = await store.get(id);
  const waits = change?.status.state === 'pending' && !isDue(change, clock.now());
  return waits ? { places: [place], noticeFor: () => ({ kind: 'reminder', change }) } : undefined;
}

/** Whoever does not have the app, and for whom none may be installed, cannot be told alone; it is nobody else's. */
async function toAdministrator(desk: Desk, { to, word }: AdministratorLetter): Promise<Opened | undefined> {
  const change = await desk.store.get(word.change);
  if (change === undefined || !needsReview(change)) return undefined;
  const alone = await ownChat(desk, to, await someConversation(desk));
  if (alone === undefined) desk.log.error('letter.unaddressed', undefined, { objectId: to, word: word.kind });
  return {
    places: alone === undefined ? [] : [alone],
    noticeFor: () => ({ kind: 'reviewDue', change }),
  };
}
