import type { PartnerEntry, WatchStore } from '../../app/ports.ts';
import { giveWay, givingWay } from '../../app/promises.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import type { Access } from '../access.ts';
import { driftContradictionsOf } from '../checks/contradictions.ts';
import type { Query } from '../query.ts';
import { baselineOf } from '../tables/baselines.ts';
import type { Tables } from '../tables/tables.ts';

/** Of what the first look found; whoever clicks meanwhile waits no longer than that takes. */
const NOTED_AT_ONCE = 125;

export function watchingPart({ read, write }: Access, tables: Tables): WatchStore {
  const { copies, journal, letters, sights, watch } = tables;
  const differ = async (): Promise<boolean> => {
    const so = await read(() => watch.compare());
    if (so === undefined) return false;
    while (await read(() => watch.compareMore(so))) await giveWay();
    return read(() => watch.differ(so));
  };
  return {
    rightBaselines: async () => ((await differ()) ? write(() => watch.right()) : []),
    driftsNow: () => read(() => watch.standing()),
    watched: async (listed = []) => {
      const entries = new Map<unknown, PartnerEntry>(listed.map((entry) => [entry.tenantId, entry]));
      const baselines: Baseline[] = [];
      const states = new Map<unknown, PartnerState>();
      let more = await read(() => watch.rowsAfter(''));
      while (more.length > 0) {
        await givingWay(more, (row) => {
          baselines.push(baselineOf(row, entries.get(row['tenant_id']), states));
        });
        const last = baselines.at(-1)?.tenantId ?? '';
        more = await read(() => watch.rowsAfter(last));
      }
      // Last: what has moved a drift since then has moved its baseline, too, and what was compared with an older one is void.
      return { ...(await read(() => watch.standing())), baselines };
    },
    beginWatch: async (partners, at, told = []) => {
      const rest = [...partners];
      while (rest.length > NOTED_AT_ONCE) {
        const some = rest.splice(0, NOTED_AT_ONCE);
        await write(() => watch.beginSome(some, at));
        await giveWay();
      }
      await write(function* () {
        yield* watch.beginSome(rest, at);
        if (yield* watch.begin(at)) yield* letters.addAll(told);
      });
    },
    recordLook: (sightings, at, tell = [], whole = true, together = null, lettersOf = () => []) =>
      write(function* () {
        const found = yield* watch.recordLook(sightings, at, tell, whole, together);
        if (found.length > 0) yield* letters.addAll(lettersOf(found));
        return found;
      }),
    expected: (tenantId) => read(() => watch.expected(tenantId)),
    endLook: (look) => write(() => watch.endLook(look)),
    lastDrifts: (tenantId, limit, offset = 0) => read(() => watch.drifts.last(tenantId, limit, offset)),
    drift: (id) => read(() => watch.drifts.get(id)),
    moveDrift: (drift, event, told = []) =>
      write(function* () {
        const moved = yield* watch.move(drift, event);
        if (moved !== undefined) yield* letters.addAll(told);
        return moved;
      }),
    reopenDrift: (accepted, again, tell, told = [], ended) =>
      write(function* () {
        const reopened = yield* watch.reopen(accepted, again, tell, ended);
        if (reopened !== undefined) yield* letters.addAll(told);
        return reopened;
      }),
    driftContradictions: (id) =>
      read(function* (): Query<readonly string[]> {
        const drift = yield* watch.drifts.get(id);
        if (drift === undefined) return [];
        const isAsWritten = yield* journal.isAsWritten(id);
        return isAsWritten ? driftContradictionsOf(drift, yield* journal.ofDrift(id)) : ['journal'];
      }),
    driftJournal: (id) => read(() => journal.ofDrift(id)),
    unnamed: (since) => read(() => watch.drifts.unnamed(since)),
    sight: () => read(() => sights.last()),
    recordSight: (sight, tell, told = []) =>
      write(function* () {
        yield* sights.add(sight);
        for (const place of tell) yield* copies.addNotice({ kind: 'sight', sight }, place);
        yield* letters.addAll(told);
      }),
  };
}
