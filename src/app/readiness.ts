import type { Bot } from './bot-interface.ts';
import type { PartnerLookup } from './finding/partner-lookup.ts';
import type { Ports } from './ports.ts';
import type { Watcher } from './watching/watch.ts';

/** Anybody may ask whether the bot is ready, so Graph is asked at most this often for it. */
const ASK_READY_EVERY_MS = 1_000;

/** Why the bot is not ready, as whoever asks may know it. */
export class NotReady extends Error {
  readonly why = 'writingStopped';
}

/** Whether the store and Graph can be used, and the watcher sees. */
export function readiness(
  { store, clock, background }: Pick<Ports, 'store' | 'clock' | 'background'>,
  watching: Pick<Watcher, 'check'>,
  lookup: Pick<PartnerLookup, 'list' | 'names'>,
): Pick<Bot, 'ready'> {
  let askAt = 0;
  let answer: Promise<void> = Promise.resolve();

  const check = async (): Promise<void> => {
    await store.check();
    watching.check();
    if ((await store.openMisuse()) !== undefined) throw new NotReady();
    const partners = await lookup.list();
    background.start('names', async () => {
      await lookup.names(partners.map((partner) => partner.tenantId));
    });
  };

  return {
    ready: () => {
      if (clock.elapsed() >= askAt) {
        askAt = clock.elapsed() + ASK_READY_EVERY_MS;
        answer = check();
        // Whoever asks is told; a failure that nobody asked about again is no crash.
        answer.catch(() => undefined);
      }
      return answer;
    },
  };
}
