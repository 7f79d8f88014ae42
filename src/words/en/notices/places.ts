import { personName } from '../../names.ts';
import type { NoticeWords } from './notice-words.ts';

/** Where the bot is, and where it is no more. */
export const places = {
  introduction: ({ alone }) => ({
    tone: 'info',
    title: 'Hello, I am Bridgekeeper',
    lines: [
      ['I guard who may synchronise users into this organisation. I change nothing before you confirm it.'],
      alone ? ['Three things to type:'] : ['Three things to type, with a mention of me:'],
      [{ say: 'help' }, ': everything I can do.'],
      [{ say: 'list partners' }, ': who may synchronise users now.'],
      alone
        ? [{ say: 'whoami' }, ': which role I see for you, and what it allows.']
        : [{ say: 'notify here' }, ': I post every change here.'],
    ],
  }),
  subscriptionLost: ({ where, by }) => {
    const place = where === 'channel' ? 'a channel' : 'a group chat';
    return {
      tone: 'warning',
      title: `I can no longer notify ${place}`,
      lines: [
        [
          by === null ? 'You' : personName(by),
          ` asked me to post in ${place}, and Teams does not let me any more. I stopped trying.`,
        ],
        ['I may have been removed there, or it was deleted. Nothing that I guard has changed.'],
        [
          'To see which one, type ',
          { say: 'list subscriptions' },
          '. To begin again, add me there and type ',
          { say: 'notify here' },
          ' there.',
        ],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
