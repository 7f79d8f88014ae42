import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Sender } from '../../domain/people/sender.ts';
import type { Bot } from '../bot-interface.ts';
import { refused } from '../../domain/replies/notice.ts';
import { BUDGETS, limits, LOOKS, type Budgets } from './limits.ts';
import { countRefusal } from '../note-refusal.ts';
import type { Ports } from '../ports.ts';

/**
 * The same bot, which takes only so much from one person and in one conversation. What is too much is looked at by
 * nobody: a message is answered once, then with silence; a click always gets its answer, which costs nothing.
 */
export function limitedBot(
  bot: Bot,
  { channel, clock, log, telemetry }: Pick<Ports, 'channel' | 'clock' | 'log' | 'telemetry'>,
  budgets: Budgets = BUDGETS,
): Bot {
  const taken = limits(() => clock.elapsed(), budgets);
  const looked = limits(() => clock.elapsed(), LOOKS);
  const noted = limits(() => clock.elapsed(), LOOKS);

  const beyond = (what: 'messages' | 'clicks', sender: Sender, where: ConversationReference | null) => {
    const tooMany = taken.take(what, sender, where);
    if (tooMany?.tell === true) log.warn('limit.reached', { ...tooMany.refusal, objectId: sender.objectId ?? null });
    if (tooMany !== undefined) countRefusal(telemetry, { kind: 'refused', refusal: tooMany.refusal });
    return tooMany;
  };

  return {
    ...bot,
    say: async (message) => {
      const { sender, conversation } = message;
      const tooMany = beyond('messages', sender, conversation);
      if (tooMany === undefined) {
        await bot.say(message);
      } else if (tooMany.tell && !message.inPrivate) {
        await channel.post(conversation, refused(tooMany.refusal)).catch((error: unknown) => {
          log.error('message.unanswered', error, { ...message.delivery });
        });
      }
    },
    sendForm: async (message, isOpenly) => {
      const tooMany = beyond('messages', message.sender, message.conversation);
      return tooMany === undefined
        ? bot.sendForm(message, isOpenly)
        : { kind: 'told', notice: { kind: 'refused', refusal: tooMany.refusal } };
    },
    press: async (click) => {
      const tooMany = beyond('clicks', click.sender, click.card?.conversation ?? null);
      return tooMany === undefined
        ? bot.press(click)
        : { kind: 'told', notice: { kind: 'refused', refusal: tooMany.refusal } };
    },
    clickedIn: (event) => {
      if (noted.take('clicks', event.sender, event.conversation) === undefined) bot.clickedIn(event);
    },
    // Clients ask on their own: that never keeps a real click from being taken, and beyond its own limit costs nothing.
    look: async (look) =>
      looked.take('clicks', look.sender, look.conversation) === undefined ? bot.look(look) : undefined,
    // A drift's buttons ask Graph what the lines do that can be typed instead.
    pressDrift: async (click) => {
      const tooMany = beyond('messages', click.sender, click.conversation);
      return tooMany === undefined
        ? bot.pressDrift(click)
        : { kind: 'told', notice: { kind: 'refused', refusal: tooMany.refusal } };
    },
    takeFile: (file) => {
      if (beyond('messages', file.sender, file.conversation) === undefined) bot.takeFile(file);
    },
    find: async (aside) => {
      const tooMany = beyond('messages', aside.sender, aside.conversation);
      return tooMany === undefined ? bot.find(aside) : refused(tooMany.refusal);
    },
    explain: async (aside) => {
      const tooMany = beyond('messages', aside.sender, aside.conversation);
      return tooMany === undefined ? bot.explain(aside) : refused(tooMany.refusal);
    },
    // A line costs the same whether it is typed or pressed.
    pressLine: async (click) => {
      const tooMany = beyond('messages', click.sender, click.conversation);
      return tooMany === undefined
        ? bot.pressLine(click)
        : { kind: 'told', notice: { kind: 'refused', refusal: tooMany.refusal } };
    },
  };
}
