import { lastDue } from '../../../domain/telling/rhythm.ts';
import type { Ports } from '../../ports.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * Writes each digest that is due as a letter, of which there is one for each conversation and moment: it is sent once, also
 * after a restart. Of those that were missed while the bot was down, or Graph could not be read, the newest is sent: it
 * tells what has changed since the last one that was posted.
 */
export function digestWriter({ store, clock }: Pick<Ports, 'store' | 'clock'>): { write(): Promise<void> } {
  /** Of each conversation the last that this process wrote; what an earlier one wrote is not written again. */
  const written = new Map<string, number>();
  let notBefore = -Infinity;

  return {
    write: async () => {
      if (clock.elapsed() < notBefore) return;
      notBefore = clock.elapsed() + LOOK_EVERY_MS;
      const now = clock.now();
      for (const { conversation, digest, state } of await store.subscriptions()) {
        const due = digest === undefined || state !== 'alive' ? null : lastDue(digest, now);
        if (due === null || written.get(conversation.conversationId) === due.at) continue;
        const since = (await store.digestedUntil(conversation.conversationId)) ?? due.before;
        await store.write({ kind: 'digest', place: conversation, due: due.at, since });
        written.set(conversation.conversationId, due.at);
      }
    },
  };
}
