import { personName } from '../../names.ts';
import { refusalOf } from '../lists/webhook.ts';
import { plural } from '../plural.ts';
import { row } from '../series.ts';
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
          ` asked me to post in ${place}, and Teams does not let me any more. I try again once a day.`,
        ],
        ['I may have been removed there, or it was deleted. Until then, nobody there hears of anything.'],
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
  subscriptionBack: ({ where, topics }) => ({
    tone: 'info',
    title: `I can notify ${where === 'channel' ? 'this channel' : 'this chat'} again`,
    lines: [
      [`Teams did not let me post here for a while. From now on I tell of ${row(topics)} again.`],
      [
        'What happened meanwhile was not posted here: type ',
        { say: 'list drift' },
        ', ',
        { say: 'list open' },
        ' and ',
        { say: 'history' },
        '.',
      ],
    ],
  }),
  eventsParked: ({ parked }) => {
    const last = parked.at(-1);
    return {
      tone: 'warning',
      title: 'The webhook does not take events',
      lines: [
        [
          `${plural(parked.length, { none: 'No event is', one: 'One event is', other: '# events are' })} parked`,
          last === undefined ? '' : `; the last one, ${last.type}, was ${refusalOf(last)}`,
          '. A program outside does not hear what they tell. What comes after them is sent all the same.',
        ],
        [
          'Have the receiver of ',
          { strong: 'EVENTS_WEBHOOK' },
          ' mended. To see them, type ',
          { say: 'list webhook' },
          '; to send them again, ',
          { say: 'retry webhook' },
          '.',
        ],
      ],
    };
  },
} satisfies Partial<NoticeWords>;
