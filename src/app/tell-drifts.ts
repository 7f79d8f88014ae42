import type { Ports } from './ports.ts';

/**
 * Hands every drift that nobody was told of to the announcer: the drifts themselves are the outbox, so none is lost by a
 * stop between finding and telling.
 */
export async function tellDrifts({ store, announcer, log }: Pick<Ports, 'store' | 'announcer' | 'log'>): Promise<void> {
  for (const drift of await store.untold()) {
    try {
      await announcer.announceDrift(drift);
      await store.recordTold(drift.id, drift.revision);
    } catch (error) {
      log.error('drift.untold', error, { driftId: drift.id });
    }
  }
}
