export type ConversationType = 'personal' | 'groupChat' | 'channel';

/** Where the bot can speak: the parts of a Bot Framework conversation reference that are kept. */
export type ConversationReference = {
  readonly serviceUrl: string;
  /** In a channel it ends in `;messageid=…`, which keeps answers in the same thread. */
  readonly conversationId: string;
  readonly conversationType: ConversationType;
  readonly botId: string;
  /** The team of a channel; null elsewhere, or where Teams did not say. */
  readonly team: string | null;
  /** The message that is answered; null when the bot speaks first. */
  readonly activityId: string | null;
};

/** A message of the bot's that can be updated later. */
export type PostedMessage = { readonly conversation: ConversationReference; readonly messageId: string };

/** A channel without its thread: what a subscription and a message's id belong to. Other conversations are their own root. */
export function rootOf(conversationId: string): string {
  return conversationId.replace(/;.*$/s, '');
}

/** The conversation as the bot begins to speak in it: in no thread, answering nothing. */
export function atRoot(conversation: ConversationReference): ConversationReference {
  return { ...conversation, conversationId: rootOf(conversation.conversationId), activityId: null };
}
