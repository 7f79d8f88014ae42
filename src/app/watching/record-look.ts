import { MOST_APART } from '../../domain/drift/digest.ts';
import { worstFirst, type Drift } from '../../domain/drift/drift.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Letter } from '../../domain/telling/letter.ts';
import type { Instant } from '../../domain/instant.ts';
import { live } from '../../domain/policy/snapshot.ts';
import type { Ports, Sighting } from '../ports.ts';
import { giveWay, givingWay } from '../promises.ts';
import { listeners } from '../telling/audience.ts';
import { opensTenant, unheardDrifts, unheardRest } from '../telling/subscriptions/unheard.ts';
import { expectedOf, seen, type Suspect } from './suspects.ts';

/** So many differences are looked into and recorded together: what was found is told before the next ones are read. */
const BATCH = 64;
/** The worst are in the first ones, and Graph may be slow. */
const FIRST_BATCH = 16;

export function inBatches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const rest = items.slice(FIRST_BATCH);
  const batches = Array.from({ length: Math.ceil(rest.length / BATCH) }, (_, index) =>
    rest.slice(index * BATCH, (index + 1) * BATCH),
  );
  return [items.slice(0, FIRST_BATCH), ...batches].filter((batch) => batch.length > 0);
}

/** What seems to open the tenant first: it is told while the rest is still being read. */
export const worstSuspectsFirst = (suspects: readonly Suspect[]): readonly Suspect[] =>
  worstFirst(suspects, (suspect) => ({ before: live(expectedOf(suspect)), after: live(suspect.listed) }));

export interface Recording {
  /** Records what was found, and has it told. */
  take(sightings: readonly Sighting[]): Promise<void>;
  /**
   * Records who looks as expected, as one.
   * @param others all who do not
   * @param whole whether all of the partners were compared
   * @returns all drifts that are new
   */
  end(known: readonly Suspect[], others: readonly Suspect[], whole: boolean): Promise<readonly Drift[]>;
}

/**
 * Records one look in parts. Up to ten drifts are told one by one; from the part on with which there are more, together.
 * Where no conversation hears, a letter to every administrator is kept with each part: one with the first that has any, one
 * with the first that opens something, and one of all others together, which each part makes anew.
 * @param at when the look began
 * @param tell starts to post what was found
 */
export function recording(
  { store, clock, ids, log }: Pick<Ports, 'store' | 'clock' | 'ids' | 'log'>,
  tenantId: TenantId,
  at: Instant,
  tell: () => Promise<void>,
): Recording {
  const found: Drift[] = [];
  const digest = { id: ids.digest(), tenantId, at };
  let drifted = 0;
  let isToldOf: 'nothing' | 'something' | 'opening' = 'nothing';
  /** What no conversation heard of, and is not told at once. */
  let rest: readonly Drift[] = [];

  const isUrgent = (drifts: readonly Drift[]): boolean =>
    isToldOf === 'nothing' || (isToldOf === 'something' && drifts.some(opensTenant));
  const lettersOf = (fresh: readonly Drift[]): readonly Letter[] => {
    const [first, ...others] = isUrgent(fresh) ? fresh : [...rest, ...fresh];
    if (first === undefined) return [];
    return [isUrgent(fresh) ? unheardDrifts(first, others) : unheardRest(first, others, clock.now())];
  };

  return {
    take: async (sightings) => {
      const more = sightings.filter(({ kind }) => kind === 'drifted').length;
      drifted += more;
      const together = drifted > MOST_APART ? digest : null;
      const places = more > 0 ? await listeners(store, 'drift') : [];
      const fresh = await store.recordLook(sightings, at, places, false, together, (these) =>
        places.length === 0 ? lettersOf(these) : [],
      );
      if (places.length === 0 && fresh.length > 0) {
        if (!isUrgent(fresh)) rest = [...rest, ...fresh];
        else isToldOf = fresh.some(opensTenant) ? 'opening' : 'something';
      }
      found.push(...fresh);
      for (const { id, partner, whileDown } of fresh) {
        log.warn('drift.found', { driftId: id, tenantId: partner.tenantId, whileDown });
      }
      if (fresh.length > 0) await tell();
    },

    end: async (known, others, whole) => {
      const learned: Sighting[] = [];
      const expected = new Map<TenantId, number>();
      await givingWay(known, (tenant) => {
        const sighting = seen(tenant);
        if (sighting.kind === 'asExpected') expected.set(sighting.tenantId, sighting.revision);
        else learned.push(sighting);
      });
      for (const batch of inBatches(learned)) {
        await store.recordLook(batch, at, [], false);
        await giveWay();
      }
      await store.endLook({ at, whole, expected, others: [...others, ...learned].map(({ tenantId: id }) => id) });
      return found;
    },
  };
}
