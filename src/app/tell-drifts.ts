import type { Ports } from './ports.ts';

/** After a failure, in milliseconds. */
const PAUSE_MS = 30_000;

export interface DriftTeller {
  /** Hands on what nobody was told of; calls that meet are one. Never throws: what failed is tried again. */
  tellAll(): Promise<void>;
}

/**
 * Hands every drift to the announcer, in each of its revisions: the drifts themselves are the outbox, so none is lost by
 * a stop between finding and telling.
 */
export function driftTeller({ store, announcer, clock, log }: Ports): DriftTeller {
  let telling: Promise<void> | undefined;
  let notBefore = 0;

  const tell = async (): Promise<void> => {
    try {
      for (const drift of await store.untold()) {
        await announcer.announceDrift(drift);
        await store.recordTold(drift.id, drift.revision);
      }
    } catch (error) {
      notBefore = clock.elapsed() + PAUSE_MS;
      log.error('drift.untold', error);
    }
  };

  return {
    tellAll: () => {
      if (telling === undefined && clock.elapsed() < notBefore) return Promise.resolve();
      telling ??= tell().finally(() => (telling = undefined));
      return telling;
    },
  };
}
