import type { Change } from '../../../domain/change/change.ts';
import { toEveryAdministrator, wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Ports } from '../../ports.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Reminds every administrator of each review that is due, daily, until somebody has closed it. */
export function reviewReminder({ store, clock }: Pick<Ports, 'store' | 'clock'>): { remind(): Promise<void> } {
  /** Of each change the last word of this process; what an earlier one wrote is not written again. */
  const written = new Map<string, string>();

  return {
    remind: async () => {
      const changes = await store.unreviewed();
      for (const id of written.keys()) if (!changes.some(({ proposal }) => proposal.id === id)) written.delete(id);
      for (const change of changes) {
        const { id } = change.proposal;
        const word = wordOf(change, clock.now());
        if (word === undefined || written.get(id) === wordKey(word)) continue;
        await store.write(toEveryAdministrator(word));
        written.set(id, wordKey(word));
      }
    },
  };
}

/** undefined: it was made less than a day ago. What was missed while the bot was down is not made up for. */
function wordOf({ proposal, status }: Change, now: Instant): Word | undefined {
  const days = Math.floor((now - ('at' in status ? status.at : now)) / DAY_MS);
  return days < 1 ? undefined : { kind: 'reviewDue', change: proposal.id, days };
}
