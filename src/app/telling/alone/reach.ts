import type { Unreached } from '../../../domain/telling/unreached.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import { DirectoryError } from '../../../domain/problem.ts';
import type { Holder, Ports } from '../../ports.ts';
import { inParallel, settledWithin } from '../../promises.ts';
import { openedChat } from './own-chat.ts';

/** Chats that are opened at the same time. */
const AT_ONCE = 5;
/** How long whoever asked waits for that, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * The active Security Administrators to whom the bot cannot write alone, found out now: those of whom no chat is known have
 * one opened, in which nothing is said. A chat that is known and refused what was last said in it stays refused until
 * something arrives. null: who holds the role cannot be read. Rejects with StoreError.
 * @param near the conversation by which Teams finds them
 * @param but somebody who need not be told
 */
export async function unreachedAdministrators(
  ports: Pick<Ports, 'roles' | 'store' | 'channel' | 'clock' | 'log'>,
  near: ConversationReference,
  but: ObjectId | null = null,
): Promise<readonly Unreached[] | null> {
  const { roles, store, clock, log } = ports;
  let holders: readonly Holder[];
  try {
    holders = await roles.holders('securityAdministrator');
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    log.error('administrators.unread', error, { word: 'reach' });
    return null;
  }
  const others = holders.filter(({ objectId }) => objectId !== but);
  const chatless = await chatlessOf(store, others);
  const opening = inParallel(chatless, AT_ONCE, ({ objectId }) => openedChat(ports, objectId, near));
  await settledWithin(clock, opening, PATIENCE_MS);
  const stillChatless = await chatlessOf(store, chatless);
  const since = new Map((await store.unreached()).map((one) => [one.objectId, one.since]));
  return others
    .filter((holder) => since.has(holder.objectId) || stillChatless.includes(holder))
    .map(({ objectId, displayName }) => ({ objectId, displayName, since: since.get(objectId) ?? null }));
}

/** Those who never had a chat of their own with the bot. */
async function chatlessOf(
  store: Pick<Ports['store'], 'personalConversation'>,
  holders: readonly Holder[],
): Promise<readonly Holder[]> {
  const chats = await Promise.all(holders.map(({ objectId }) => store.personalConversation(objectId)));
  return holders.filter((_, index) => chats[index] === undefined);
}
