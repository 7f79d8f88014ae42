import type { ConversationReference } from './conversation.ts';
import type { ChangeId, ObjectId } from '../ids.ts';

/** Something that is said once about a change that another person decides, beside its cards. */
export type Letter = DirectMessage | Reminder;

/** To whoever asked, alone. */
export type DirectMessage = {
  readonly kind: 'direct';
  readonly change: ChangeId;
  readonly to: ObjectId;
  readonly news: News;
};
/** `unseen`: its card cannot be shown to those who could approve it. */
export const NEWS = ['unseen', 'approved', 'rejected', 'expired', 'stale', 'failed', 'applied', 'unknown'] as const;
export type News = (typeof NEWS)[number];

/** To those who could decide, under the card: the first or second third of its time is over. */
export type Reminder = {
  readonly kind: 'reminder';
  readonly change: ChangeId;
  readonly place: ConversationReference;
  readonly nth: 1 | 2;
};

/** The same for two letters that say the same to the same: only one of them is ever sent. */
export function letterKey(letter: Letter): string {
  return letter.kind === 'direct'
    ? `${letter.change} ${letter.news} ${letter.to}`
    : `${letter.change} reminder ${letter.nth} ${letter.place.conversationId}`;
}
