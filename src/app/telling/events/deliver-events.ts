import type { TenantId } from '../../../domain/ids.ts';
import { headNotice } from '../../../domain/telling/head-notice.ts';
import { hearingNotice } from '../../../domain/telling/hearing-notice.ts';
import { changeNotice, driftNotice, sightNotice, type NoticeEvent } from '../../../domain/telling/notice-event.ts';
import { EventRefused, type Ports, type Settings, type Untold } from '../../ports.ts';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** What nobody has taken for so long is set aside, so that one event cannot hold up all others for ever. */
const GIVEN_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * Tells a program outside of what the journal and the sights say, one event after the other, each until it is taken: they
 * are the outbox, and the store remembers how far they were told. What the receiver refuses for good is parked, and holds
 * up no other. What came before the first start with a receiver is not told.
 */
export function eventDeliverer(
  { store, webhook, clock, log, background }: Ports,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
): { deliver(): void } {
  let delivering = false;
  let failures = 0;
  let failingSince = 0;
  let notBefore = 0;
  /** The last one that needs no more telling: where that could not be noted, it is not told again. */
  let done = '';

  /** What comes of an event that was not taken. @returns whether it is set aside; else it is sent again later */
  const isSetAside = async (untold: Untold, { id, type }: NoticeEvent, error: unknown): Promise<boolean> => {
    if (failures === 0) failingSince = clock.elapsed();
    failures += 1;
    const status = error instanceof EventRefused ? error.status : null;
    const givenUp = status !== null || clock.elapsed() - failingSince >= GIVEN_UP_AFTER_MS;
    log.error(status === null && givenUp ? 'event.givenUp' : 'event.undelivered', error, { id, type, failures });
    const pause = givenUp ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    notBefore = clock.elapsed() + pause;
    if (!givenUp) return false;
    await store.park(untold, { id, type, status, at: clock.now() });
    log.error('event.parked', undefined, { id, type, status });
    return true;
  };

  /** Whether there may be more to tell. */
  const next = async (send: (event: NoticeEvent) => Promise<void>): Promise<boolean> => {
    const called = await store.nextCalled();
    const untold = called ?? (await store.untold());
    if (untold === undefined) return false;
    const key = `${untold.of} ${untold.seq}`;
    const event = key === done ? undefined : noticeOf(untold, homeTenant);
    if (event !== undefined) {
      try {
        await send(event);
      } catch (error) {
        if (!(await isSetAside(untold, event, error))) return false;
        failures = 0;
        return true;
      }
    }
    failures = 0;
    done = key;
    await (called === undefined ? store.recordTold(untold) : store.unpark(untold));
    done = '';
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

function noticeOf(untold: Untold, home: TenantId): NoticeEvent | undefined {
  switch (untold.of) {
    case 'changes':
      return changeNotice(untold.seq, untold.change, untold.entry);
    case 'drifts':
      return driftNotice(untold.seq, untold.drift, untold.event);
    case 'notes':
      return hearingNotice(untold.seq, untold.note, home) ?? headNotice(untold.seq, untold.note, untold.hash, home);
    case 'sights':
      return sightNotice(untold.sight);
  }
}
