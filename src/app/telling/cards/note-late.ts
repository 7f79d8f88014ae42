import type { PostedMessage } from '../../../domain/telling/conversation.ts';
import type { CopyId, Ports } from '../../ports.ts';
import type { DrawAlone } from './draw-alone.ts';

/**
 * Notes what this process has posted and could not note while it led. Where another one has posted it once more meanwhile, both
 * are kept up to date from then on: a card that nobody knows of would show for ever what was true when it was posted.
 * @param unnoted messages by copy; null: none that is known. What is noted is taken out
 */
export async function noteLate(
  store: Pick<Ports['store'], 'copy' | 'recordDrawn' | 'alsoShown'>,
  alone: DrawAlone,
  unnoted: Map<CopyId, PostedMessage | null>,
): Promise<void> {
  for (const [id, message] of unnoted) {
    const isNoted = await alone(id, false, async () => {
      const copy = await store.copy(id);
      if (message === null || copy === undefined) return true;
      if (copy.message === null) await store.recordDrawn(id, { message, revision: copy.revision });
      else if (copy.message.messageId !== message.messageId) await store.alsoShown(copy.subject, message);
      return true;
    });
    if (isNoted === true) unnoted.delete(id);
  }
}
