import { isDeepStrictEqual } from 'node:util';
import type { RecertificationStore } from '../../app/ports.ts';
import { bringsBack, isThawing } from '../../commands/bringing-back.ts';
import { isCarriedOut, type Change } from '../../domain/change/change.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import { openedBy } from '../../domain/ends/door.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { standing, type Opening, type Recertification } from '../../domain/recertify/recertification.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

/** Of one partner so many changes, and drifts, are read at a time: the newest is what is asked for. */
const PAGE = 20;

export function recertificationsPart({ read, write }: Access, tables: Tables): RecertificationStore {
  const { changes, journal, letters, recertifications, transients, watch } = tables;

  return {
    recertifications: (tenantIds, now) =>
      read(function* (): Query<readonly Recertification[]> {
        const sorted = tenantIds.toSorted(byBytes);
        const [first, last] = [sorted[0], sorted.at(-1)];
        if (first === undefined || last === undefined) return [];
        const since = (yield* transients.watchedSince()) ?? now;
        const stored = new Map((yield* recertifications.between(first, last)).map((one) => [one.tenantId, one]));
        // Most of very many have nothing of their own: only the others are asked about one by one.
        const told = new Set([
          ...(yield* changes.tenantsBetween(first, last)),
          ...(yield* watch.drifts.tenantsBetween(first, last)),
        ]);
        const found: Recertification[] = [];
        for (const id of tenantIds) {
          const known = stored.get(id);
          const opening = told.has(id) ? yield* openingOf(tables, id, known) : undefined;
          found.push(standing(id, known, opening, since));
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

/** As both stores sort ids, which are plain letters and digits. */
const byBytes = (a: TenantId, b: TenantId): number => (a < b ? -1 : Number(a > b));

/** When it was last opened, as far as is stored; undefined: nothing tells of that. @param known what is stored of answers */
export function* openingOf(
  { changes, watch }: Pick<Tables, 'changes' | 'watch'>,
  tenantId: TenantId,
  known: Recertification | undefined,
): Query<Opening | undefined> {
  const drifts = (yield* watch.drifts.last(tenantId, PAGE)).flatMap(openingOfDrift);
  for (let offset = 0; ; offset += PAGE) {
    const page = yield* changes.history(tenantId, PAGE, offset);
    const found = page.changes.flatMap((change) => openingOfChange(change, known?.asked?.at));
    if (found.length === 0 && offset + PAGE < page.total) continue;
    return [...found, ...drifts].toSorted((a, b) => b.at - a.at)[0];
  }
}

/** @param asked since when an answer is waited for; undefined: nobody is asked */
function openingOfChange(change: Change, asked: Instant | undefined): readonly Opening[] {
  const { plan, requester } = change.proposal;
  const { status } = change;
  // With another end it stays open, which was decided as an opening is.
  const opens = plan.prolongs === true || openedBy(plan).length > 0;
  if (!isCarriedOut(change) || !('at' in status) || !opens) return [];
  return isAnswer(change, status.at, asked) ? [{ by: requester, at: status.at }] : [];
}

/**
 * Whoever answered for it before answers for what comes back - but for what somebody brings back, by its name, of which it is
 * asked: they have decided that it is open, and else the bot would close it for want of an answer. A thaw decides on nobody.
 */
function isAnswer({ proposal }: Change, at: Instant, asked: Instant | undefined): boolean {
  return !bringsBack(proposal) || (asked !== undefined && at > asked && !isThawing(proposal));
}

function openingOfDrift(drift: Drift): readonly Opening[] {
  const { status } = drift;
  return status.state === 'accepted' && openedBy(drift).length > 0 ? [{ by: null, at: status.at }] : [];
}
