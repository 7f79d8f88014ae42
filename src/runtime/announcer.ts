import type { Announcer, Log } from '../app/ports.ts';

/** Tells the log. */
export function logAnnouncer(log: Log): Announcer {
  return {
    announceDrift: ({ id, partner, status, revision }) => {
      log.info('drift.announced', { driftId: id, tenantId: partner.tenantId, state: status.state, revision });
      return Promise.resolve();
    },
    announceBlindness: (problem) => {
      log.info('blindness.announced', { problem });
      return Promise.resolve();
    },
  };
}
