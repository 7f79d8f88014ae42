import type { Bot } from '../app/bot-interface.ts';
import type { Notice } from '../domain/replies/notice.ts';
import type { Message } from '../words/line.ts';
import { messageOf } from '../words/words.ts';

/**
 * What a notice says where no card is drawn of it: whoever it names and could be mistaken for another is marked, as on a card.
 */
export const wordsIn =
  ({ warned }: Pick<Bot, 'warned'>): ((notice: Notice) => Promise<Message>) =>
  async (notice) =>
    messageOf((await warned({ kind: 'notice', notice } as const)).notice);
