import type { Change } from '../../../domain/change/change.ts';
import { wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Ports } from '../../ports.ts';
import { tellAdministrators } from './tell-administrators.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Where nobody can be written to, because the administrators could not be read. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Reminds every administrator of each review that is due, daily, until somebody has closed it. */
export function reviewReminder(ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log'>): { remind(): Promise<void> } {
  const { store, clock } = ports;
  /** Of each change the last word of this process; what an earlier one wrote is not written again. */
  const written = new Map<string, string>();
  let notBefore = 0;

  return {
    remind: async () => {
      if (clock.elapsed() < notBefore) return;
      const changes = await store.unreviewed();
      for (const id of written.keys()) if (!changes.some(({ proposal }) => proposal.id === id)) written.delete(id);
      for (const change of changes) {
        const { id } = change.proposal;
        const word = wordOf(change, clock.now());
        if (word === undefined || written.get(id) === wordKey(word)) continue;
        const told = await tellAdministrators(ports, word);
        if (told.kind === 'unread') {
          notBefore = clock.elapsed() + AGAIN_AFTER_MS;
          return;
        }
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
