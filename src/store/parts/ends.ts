import type { EndStore } from '../../app/ports.ts';
import { endingOfChange, endingOfDrift, type Ending } from '../../domain/ends/ending.ts';
import { isDriftId } from '../../domain/ids.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

export function endsPart({ read }: Access, { changes, watch }: Tables): EndStore {
  return {
    endings: () =>
      read(function* (): Query<readonly Ending[]> {
        const carriers = [
          ...(yield* changes.ending()).map(endingOfChange),
          ...(yield* watch.drifts.ending()).map(endingOfDrift),
        ];
        const found = carriers.filter((ending) => ending !== undefined);
        return found.toSorted((a, b) => a.decidedAt - b.decidedAt);
      }),
    ending: (id) =>
      read(function* (): Query<Ending | undefined> {
        if (isDriftId(id)) {
          const drift = yield* watch.drifts.get(id);
          return drift && endingOfDrift(drift);
        }
        const change = yield* changes.get(id);
        return change && endingOfChange(change);
      }),
  };
}
