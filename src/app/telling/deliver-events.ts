import { changeNotice, driftNotice, sightNotice, type NoticeEvent } from '../../domain/telling/notice-event.ts';
import type { Ports, Untold } from '../ports.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** What nobody has taken for so long is left out, so that one event cannot hold up all others for ever. */
const GIVEN_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * Tells a program outside of what the journal and the sights say, one event after the other, each until it is taken: they
 * are the outbox, and the store remembers how far they were told. What came before the first start with a receiver is not told.
 */
export function eventDeliverer({ store, webhook, clock, log, background }: Ports): { deliver(): void } {
  let delivering = false;
  let failures = 0;
  let failingSince = 0;
  let notBefore = 0;
  /** The last one that needs no more telling: where that could not be noted, it is not told again. */
  let done = '';

  /** Whether there may be more to tell. */
  const next = async (send: (event: NoticeEvent) => Promise<void>): Promise<boolean> => {
    const untold = await store.untold();
    if (untold === undefined) return false;
    const key = `${untold.of} ${untold.seq}`;
    const event = key === done ? undefined : noticeOf(untold);
    if (event !== undefined) {
      try {
        await send(event);
      } catch (error) {
        if (failures === 0) failingSince = clock.elapsed();
        failures += 1;
        const givenUp = clock.elapsed() - failingSince >= GIVEN_UP_AFTER_MS;
        log.error(givenUp ? 'event.givenUp' : 'event.undelivered', error, { id: event.id, type: event.type, failures });
        const pause = givenUp ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
        notBefore = clock.elapsed() + pause;
        if (!givenUp) return false;
      }
    }
    failures = 0;
    done = key;
    await store.recordTold(untold);
    return true;
  };

  return {
    deliver: () => {
      if (webhook === null || delivering || clock.elapsed() < notBefore) return;
      delivering = true;
      background.start('events', async () => {
        try {
          while (await next((event) => webhook.send(event, clock.now())));
        } catch (error) {
          notBefore = clock.elapsed() + FIRST_PAUSE_MS;
          throw error;
        } finally {
          delivering = false;
        }
      });
    },
  };
}

function noticeOf(untold: Untold): NoticeEvent | undefined {
  switch (untold.of) {
    case 'changes':
      return changeNotice(untold.seq, untold.change, untold.entry);
    case 'drifts':
      return driftNotice(untold.seq, untold.drift, untold.event);
    case 'notes':
      return undefined;
    case 'sights':
      return sightNotice(untold.sight);
  }
}
