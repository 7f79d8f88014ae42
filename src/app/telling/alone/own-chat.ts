import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import { ChannelError, isRefused, type Ports } from '../../ports.ts';
import { noteReach } from './note-reach.ts';

export type Chats = Pick<Ports, 'store' | 'channel' | 'clock' | 'log'>;

/**
 * Somebody's own chat with the bot: the one in which they last wrote, else the one that Teams makes for whoever has the
 * app. undefined: there is none, as far as Teams says. Rejects with StoreError.
 * @param near a conversation of theirs; undefined: none is known, so no chat can be made
 */
export async function ownChat(
  ports: Chats,
  person: ObjectId,
  near: ConversationReference | undefined,
): Promise<ConversationReference | undefined> {
  const known = await ports.store.personalConversation(person);
  return known ?? (near && (await openedChat(ports, person, near)));
}

/**
 * Somebody's own chat in the place of one that Teams refuses. Ids of chats do not last: Teams gives out others when the
 * bot's channel is registered anew, and refuses those before. undefined: it gives no other one, so the refusal is meant.
 */
export async function chatInPlaceOf(
  ports: Chats,
  person: ObjectId,
  refused: ConversationReference,
): Promise<ConversationReference | undefined> {
  const opened = await opening(ports, person, refused);
  if (opened === undefined || opened.conversationId === refused.conversationId) return undefined;
  await ports.store.heard(person, opened);
  return opened;
}

/**
 * The chat that Teams makes for whoever has the app, from now on the one that is known; undefined: it makes none. Rejects
 * with StoreError.
 */
export async function openedChat(
  ports: Chats,
  person: ObjectId,
  near: ConversationReference,
): Promise<ConversationReference | undefined> {
  const made = await opening(ports, person, near);
  if (made !== undefined) await ports.store.heard(person, made);
  return made;
}

/** That Teams refuses, and for whom, is noted. */
async function opening(
  ports: Chats,
  person: ObjectId,
  near: ConversationReference,
): Promise<ConversationReference | undefined> {
  try {
    return await ports.channel.chatWith(person, near);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    ports.log.info('chat.unopened', { objectId: person, problem: error.problem });
    if (isRefused(error.problem)) await noteReach(ports, person, false);
    return undefined;
  }
}
