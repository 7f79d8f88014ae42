/** Where the bot can speak: the parts of a Bot Framework conversation reference that are kept. */
export type ConversationReference = {
  readonly serviceUrl: string;
  /** In a channel it ends in `;messageid=…`, which keeps answers in the same thread. */
  readonly conversationId: string;
  readonly conversationType: 'personal' | 'groupChat' | 'channel';
  readonly botId: string;
  /** The message that is answered; null when the bot speaks first. */
  readonly activityId: string | null;
};

/** A message of the bot's that can be updated later. */
export type PostedMessage = { readonly conversation: ConversationReference; readonly messageId: string };
