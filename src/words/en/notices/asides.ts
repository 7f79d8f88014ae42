import type { NoticeWords } from './notice-words.ts';

/** Said to whoever clicked. */
export const asides = {
  atIt: () => ({ tone: 'info', title: 'One moment, I am at it', lines: [] }),
  lookingUpRole: () => ({
    tone: 'info',
    title: 'One moment, I am looking up your role',
    lines: [['Your click has done nothing yet. The card will show what comes of it.']],
  }),
  seeNewCard: () => ({ tone: 'info', title: 'See the new card', lines: [] }),
  cardMovedOn: () => ({
    tone: 'info',
    title: 'This card has moved on',
    lines: [['Your click has done nothing: this card shows a change by now. Look at that, or type your line again.']],
  }),
  buttonOutOfDate: () => ({
    tone: 'warning',
    title: 'This button is out of date',
    lines: [['Nothing has changed. Type the command again to get a fresh card.']],
  }),
  nothingHappened: () => ({ tone: 'info', title: 'Your click has changed nothing', lines: [] }),
} satisfies Partial<NoticeWords>;
