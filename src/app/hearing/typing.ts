import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { Ports } from '../ports.ts';

/** Whoever waits longer sees that the bot is at it. */
const TYPING_AFTER_MS = 500;
/** Longer than this no answer waits for that to have been said: it would be seen after it. */
const LONGEST_WAIT_MS = 1_000;

/**
 * Shows that the bot is typing while work for an answer takes long; never once it is done. Settles as the work does.
 * @param inPrivate whether only whoever asked can see that they did: that is typed before nobody else
 */
export async function typingDuring<Result>(
  { channel, clock }: Pick<Ports, 'channel' | 'clock'>,
  { conversation, inPrivate }: { readonly conversation: ConversationReference; readonly inPrivate: boolean },
  work: Promise<Result>,
): Promise<Result> {
  if (inPrivate) return work;
  const shown: { isDone: boolean; typing?: Promise<void> } = { isDone: false };
  void clock.sleep(TYPING_AFTER_MS).then(() => {
    if (!shown.isDone) shown.typing = channel.typing(conversation);
  });
  try {
    return await work;
  } finally {
    shown.isDone = true;
    if (shown.typing !== undefined) await Promise.race([shown.typing, clock.sleep(LONGEST_WAIT_MS)]);
  }
}
