import { z } from 'zod/v4-mini';
import { accountOf, whoIs, type CastName } from './playground-config.ts';

const message = z.looseObject({
  messageId: z.string(),
  from: z.looseObject({ id: z.string() }),
  text: z.nullish(z.string()),
});

/** What the Playground tells its page over a WebSocket, as far as it is looked at. */
export const frame = z.object({
  action: z.enum(['createMessage', 'updateMessage', 'typing']),
  /** The chat or the post of a channel; the channel, where the message begins a post. */
  actionConversationId: z.string(),
  /** Absent when somebody types. */
  message: z.optional(message),
});
export type Frame = z.infer<typeof frame>;

/** In this person's window. Its page heads whatever others say with the bot's name, so each line says itself whose it is. */
export function shownTo(who: CastName, told: Frame): Frame {
  const by = told.message && whoIs(told.message.from.id);
  if (told.message === undefined || by === undefined || by === who) return told;
  return { ...told, message: { ...told.message, text: `${accountOf(by).name}: ${told.message.text ?? ''}` } };
}

/** What somebody typed, as the page sends it to the Playground, and what that answers. */
export const line = z.looseObject({ text: z._default(z.string(), '') });
export const taken = z.object({
  messageId: z.string(),
  postConversationId: z.optional(z.string()),
  timestamp: z.number(),
});

/** The line as the Playground tells of it in the windows of others. */
export function frameOfLine(
  conversationId: string,
  from: string,
  said: z.infer<typeof line>,
  { messageId, postConversationId, timestamp }: z.infer<typeof taken>,
): Frame {
  const { text, textFormat = 'plain', attachments = [], attachmentLayout = 'list' } = said;
  return {
    action: 'createMessage',
    actionConversationId: conversationId,
    message: {
      messageId,
      timestamp,
      from: { id: from },
      // Its page forgets who is mentioned in a line that it is told of.
      text: text.replaceAll(/<at>(.*?)<\/at>/g, '@$1'),
      textFormat,
      attachments,
      attachmentLayout,
      postConversationId,
    },
  };
}

/** The bot said something, as it asked the Bot Connector to show it. */
export type Said = {
  readonly how: 'createMessage' | 'updateMessage';
  readonly conversationId: string;
  readonly messageId: string;
  readonly activity: Readonly<Record<string, unknown>>;
};

/** The same as the Playground would tell its page. */
export function frameOf({ how, conversationId, messageId, activity }: Said, botId: string): Frame {
  const { text, textFormat = 'markdown', attachments = [], attachmentLayout = 'list' } = activity;
  return {
    action: how,
    actionConversationId: conversationId,
    message: {
      messageId,
      timestamp: Date.now(),
      from: { id: botId },
      ...(typeof text === 'string' && { text, textFormat }),
      attachments,
      attachmentLayout,
      mentions: [],
    },
  };
}
