import type { Ending } from '../../../domain/ends/ending.ts';
import { rootOf, type ConversationReference } from '../../../domain/telling/conversation.ts';
import { toEveryAdministrator, type Letter, type Word } from '../../../domain/telling/letter.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../../telling/audience.ts';

/**
 * Tells whoever decided an end alone, and shows it where it was decided and in every conversation that hears of changes.
 * Where others would see it nowhere, every administrator gets the letter. Rejects with StoreError.
 */
export async function lettersOfEnd(
  store: Pick<Ports['store'], 'subscriptions'>,
  { by, end }: Ending,
  word: Word,
): Promise<readonly Letter[]> {
  const places = placesOf(end.place, await listeners(store, 'changes'));
  return [
    { kind: 'administrator', to: by.objectId, word },
    ...places.map((place): Letter => ({ kind: 'bulletin', place, word })),
    ...(places.length === 0 ? [toEveryAdministrator(word, { but: by.objectId })] : []),
  ];
}

/** What is said to somebody in their own chat, they have as a letter. */
function placesOf(
  decided: ConversationReference,
  hear: readonly ConversationReference[],
): readonly ConversationReference[] {
  const isThere = hear.some(({ conversationId }) => conversationId === rootOf(decided.conversationId));
  return isThere || decided.conversationType === 'personal' ? hear : [decided, ...hear];
}
