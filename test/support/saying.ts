import type { Notice } from '../../src/domain/replies/notice.ts';
import type { Message } from '../../src/words/line.ts';
import { messageOf } from '../../src/words/words.ts';

/** Matches a notice whose words have this in their title, and this tone where one is given. */
export const saying = (title: string, tone?: Message['tone']): unknown => ({
  asymmetricMatch: (notice: Notice): boolean => {
    const message = messageOf(notice);
    return message.title.includes(title) && (tone === undefined || message.tone === tone);
  },
  toString: () => 'Notice',
  toAsymmetricMatcher: () => `Notice saying “${title}”`,
});
