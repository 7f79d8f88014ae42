import type { WatchStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import { driftContradictionsOf } from '../checks/contradictions.ts';
import type { Tables } from '../tables/tables.ts';

export function watchingPart({ read, write }: Access, { copies, journal, sights, watch }: Tables): WatchStore {
  return {
    watched: () => read(watch.watched),
    beginWatch: (partners, at) =>
      write(() => {
        watch.begin(partners, at);
      }),
    recordLook: (sightings, at, tell = [], whole = true, together = null) =>
      write(() => watch.recordLook(sightings, at, tell, whole, together)),
    lastDrifts: (tenantId, limit) => read(() => watch.drifts.last(tenantId, limit)),
    drift: (id) => read(() => watch.drifts.get(id)),
    moveDrift: (drift, event) => write(() => watch.move(drift, event)),
    reopenDrift: (accepted, again, tell) => write(() => watch.reopen(accepted, again, tell)),
    driftContradictions: (id) =>
      read(() => {
        const drift = watch.drifts.get(id);
        if (drift === undefined) return [];
        return journal.isAsWritten(id) ? driftContradictionsOf(drift, journal.ofDrift(id)) : ['journal'];
      }),
    driftJournal: (id) => read(() => journal.ofDrift(id)),
    unnamed: (since) => read(() => watch.drifts.unnamed(since)),
    sight: () => read(sights.last),
    recordSight: (sight, tell) =>
      write(() => {
        sights.add(sight);
        for (const place of tell) copies.addNotice({ kind: 'sight', sight }, place);
      }),
  };
}
