import { isDeepStrictEqual } from 'node:util';
import type { RecertificationStore } from '../../app/ports.ts';
import { bringsBack } from '../../commands/bringing-back.ts';
import { isCarriedOut, type Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import { openedBy } from '../../domain/ends/door.ts';
import type { TenantId } from '../../domain/ids.ts';
import { standing, type Opening, type Recertification } from '../../domain/recertify/recertification.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

/** Of one partner so many changes, and drifts, are read at a time: the newest is what is asked for. */
const PAGE = 20;

export function recertificationsPart({ read, write }: Access, tables: Tables): RecertificationStore {
  const { journal, letters, recertifications, transients } = tables;

  return {
    recertifications: (tenantIds, now) =>
      read(function* (): Query<readonly Recertification[]> {
        const since = (yield* transients.watchedSince()) ?? now;
        const found: Recertification[] = [];
        for (const id of tenantIds) {
          found.push(standing(id, yield* recertifications.get(id), yield* openingOf(tables, id), since));
        }
        return found;
      }),
    recertificationContradictions: (tenantId) =>
      read(function* (): Query<readonly string[]> {
        if (!(yield* journal.isAsWritten(tenantId))) return ['journal'];
        const [stored, told] = [yield* recertifications.get(tenantId), yield* journal.recertificationOf(tenantId)];
        return isDeepStrictEqual(stored, told) ? [] : ['state'];
      }),
    moveRecertification: (now, step, told = []) =>
      write(function* () {
        const moved = yield* recertifications.move(now, step);
        if (moved !== undefined) yield* letters.addAll(told);
        return moved;
      }),
  };
}

/** When it was last opened, as far as is stored; undefined: nothing tells of that. */
export function* openingOf(
  { changes, watch }: Pick<Tables, 'changes' | 'watch'>,
  tenantId: TenantId,
): Query<Opening | undefined> {
  const drifts = (yield* watch.drifts.last(tenantId, PAGE)).flatMap(openingOfDrift);
  for (let offset = 0; ; offset += PAGE) {
    const page = yield* changes.history(tenantId, PAGE, offset);
    const found = page.changes.flatMap(openingOfChange);
    if (found.length === 0 && offset + PAGE < page.total) continue;
    return [...found, ...drifts].toSorted((a, b) => b.at - a.at)[0];
  }
}

function openingOfChange(change: Change): readonly Opening[] {
  const { plan, requester } = change.proposal;
  const { status } = change;
  // Whoever answered for it before answers for what comes back.
  const isOpening = isCarriedOut(change) && 'at' in status && openedBy(plan).length > 0 && !bringsBack(change.proposal);
  return isOpening ? [{ by: requester, at: status.at }] : [];
}

function openingOfDrift(drift: Drift): readonly Opening[] {
  const { status } = drift;
  return status.state === 'accepted' && openedBy(drift).length > 0 ? [{ by: null, at: status.at }] : [];
}
