import type { PartnerEntry, WatchStore } from '../../app/ports.ts';
import { givingWay } from '../../app/promises.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { Access } from '../access.ts';
import { driftContradictionsOf } from '../checks/contradictions.ts';
import { baselineOf } from '../tables/baselines.ts';
import type { Tables } from '../tables/tables.ts';

export function watchingPart({ read, write }: Access, tables: Tables): WatchStore {
  const { copies, journal, letters, sights, watch } = tables;
  return {
    rightBaselines: async () => ((await read(watch.differs)) ? write(watch.right) : []),
    driftsNow: () => read(watch.standing),
    watched: async (listed = []) => {
      const { rows, ...standing } = await read(() => ({ ...watch.standing(), rows: watch.baselineRows() }));
      const entries = new Map<unknown, PartnerEntry>(listed.map((entry) => [entry.tenantId, entry]));
      const baselines: Baseline[] = [];
      await givingWay(rows, (row) => {
        baselines.push(baselineOf(row, entries.get(row['tenant_id'])));
      });
      return { ...standing, baselines };
    },
    beginWatch: (partners, at, told = []) =>
      write(() => {
        if (watch.begin(partners, at)) told.forEach(letters.add);
      }),
    recordLook: (sightings, at, tell = [], whole = true, together = null, lettersOf = () => []) =>
      write(() => {
        const found = watch.recordLook(sightings, at, tell, whole, together);
        if (found.length > 0) lettersOf(found).forEach(letters.add);
        return found;
      }),
    endLook: (look) =>
      write(() => {
        watch.endLook(look);
      }),
    lastDrifts: (tenantId, limit) => read(() => watch.drifts.last(tenantId, limit)),
    drift: (id) => read(() => watch.drifts.get(id)),
    moveDrift: (drift, event) => write(() => watch.move(drift, event)),
    reopenDrift: (accepted, again, tell, told = []) =>
      write(() => {
        const reopened = watch.reopen(accepted, again, tell);
        if (reopened !== undefined) told.forEach(letters.add);
        return reopened;
      }),
    driftContradictions: (id) =>
      read(() => {
        const drift = watch.drifts.get(id);
        if (drift === undefined) return [];
        return journal.isAsWritten(id) ? driftContradictionsOf(drift, journal.ofDrift(id)) : ['journal'];
      }),
    driftJournal: (id) => read(() => journal.ofDrift(id)),
    unnamed: (since) => read(() => watch.drifts.unnamed(since)),
    sight: () => read(sights.last),
    recordSight: (sight, tell, told = []) =>
      write(() => {
        sights.add(sight);
        for (const place of tell) copies.addNotice({ kind: 'sight', sight }, place);
        told.forEach(letters.add);
      }),
  };
}
