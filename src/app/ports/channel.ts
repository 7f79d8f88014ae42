import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import type { ObjectId } from '../../domain/ids.ts';
import type { ChannelKind, Roster } from '../../domain/telling/readers.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { OfferedFile, StoredFile } from './files.ts';

/** The bot's voice in Teams. */
export interface Channel {
  /** Who reads along in a conversation. Throws ChannelError where Teams does not say. */
  readers(conversation: ConversationReference): Promise<Roster>;
  /** What kind of channel it is. Throws ChannelError where Teams does not say. */
  kindOf(channel: ConversationReference): Promise<ChannelKind>;
  /** Shows there for some seconds that the bot is typing. Never rejects: nothing is lost where Teams does not take it. */
  typing(conversation: ConversationReference): Promise<void>;
  /** Posts a new message, in the same thread. Throws ChannelError. */
  post(conversation: ConversationReference, reply: Reply): Promise<PostedMessage>;
  /**
   * Posts a message that only one of those who are there can see (Teams: targeted messages; groups and channels only, gone
   * after 24 hours). It cannot be updated by `update`. Throws ChannelError.
   * @param account Teams' own id of the person
   */
  whisper(conversation: ConversationReference, account: string, reply: Reply): Promise<PostedMessage>;
  /**
   * The chat of one person with the bot. Teams makes it where there was none, for whoever has the app. Throws ChannelError.
   * @param near a conversation of theirs with the same bot: who it is about is found in that one's region
   */
  chatWith(person: ObjectId, near: ConversationReference): Promise<ConversationReference>;
  /** By which Teams finds whoever has the app before anybody has spoken to the bot; null: that is not known here. */
  readonly anywhere: ConversationReference | null;
  /**
   * Posts a new message that answers nothing; in a channel it begins a thread. Throws ChannelError.
   * @param isUrgent whether it goes before what else waits there for Teams' limits; left out: it does not
   */
  announce(conversation: ConversationReference, reply: Reply, isUrgent?: boolean): Promise<PostedMessage>;
  /** Offers a file to whose chat it is, who takes it or not (Teams: file consent card; personal chats only). Throws ChannelError. */
  offerFile(chat: ConversationReference, file: OfferedFile): Promise<PostedMessage>;
  /** Shows a file that they took. Throws ChannelError. */
  showFile(chat: ConversationReference, file: StoredFile): Promise<PostedMessage>;
  /**
   * Replaces the content of a message. Throws ChannelError.
   * @returns whether an attempt before got no answer: what it carried may still arrive, and then stands in the place of
   *   what is there by then
   */
  update(message: PostedMessage, reply: Reply): Promise<{ readonly mayArriveAgain: boolean }>;
}

export type ChannelProblem =
  /** The message was deleted: post a new one. */
  | 'messageGone'
  /** The bot is out of this conversation, as Teams' error code says. Once is no proof: only where it stays so. */
  | 'out'
  /** Refused, for a reason that says nothing of the next message: one that was deleted, an outage, a chat that has another id by now. */
  | 'notAllowed'
  /** The message itself is at fault: sent again, it would be refused again. */
  | 'notAccepted'
  /** Nothing arrived; trying again later may work. */
  | 'notDelivered'
  /** No answer came: it may have arrived. */
  | 'uncertain';

/** Whether Teams said no to it. */
export const isRefused = (problem: ChannelProblem | undefined): boolean =>
  problem === 'notAllowed' || problem === 'out';

export class ChannelError extends Error {
  readonly problem: ChannelProblem;
  /** How long Teams wants to be left alone, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(
    problem: ChannelProblem,
    { retryAfterMs = 0, ...options }: ErrorOptions & { retryAfterMs?: number } = {},
  ) {
    super(`channel: ${problem}`, options);
    this.name = 'ChannelError';
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}
