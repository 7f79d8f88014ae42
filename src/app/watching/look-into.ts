import type { Change } from '../../domain/change/change.ts';
import { isGuarded } from '../../domain/drift/acceptance.ts';
import { withUnread } from '../../domain/drift/baseline.ts';
import { detected, type Drift } from '../../domain/drift/drift.ts';
import { looksOlder, statesLately } from '../../domain/drift/older.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { live, sameState } from '../../domain/policy/snapshot.ts';
import { DirectoryError, type DirectoryProblem } from '../../domain/problem.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { Ports, Settings, Sighting } from '../ports.ts';
import { doubts, type Doubts } from './doubts.ts';
import { ECHO_MS, ownEffect } from './own-effect.ts';
import { expectedOf, isAsKnown, type Suspect } from './suspects.ts';

/** No tenant has more drifts or changes that a replica may not know of yet, or that could still have an echo. */
const LATEST = 20;
/** How often what looks have shown for long enough is read once more before it counts. */
const READINGS = 2;

export type Inspection = {
  /** What a difference between the list and the expectation really is; undefined: it cannot be told now. */
  readonly lookInto: (suspect: Suspect) => Promise<Sighting | DirectoryProblem | undefined>;
  readonly inDoubt: Pick<Doubts, 'any' | 'settle'>;
};

/** @param startedAt when this process began: what was last seen before it changed while the bot was down */
export function inspection(
  ports: Ports,
  { approvals }: Pick<Settings, 'approvals'>,
  lookup: PartnerLookup,
  startedAt: Instant,
): Inspection {
  const { directory, store, clock, log } = ports;
  const inDoubt = doubts(() => clock.elapsed());

  /** Whether what was just found or written is undone in it, or may only not be everywhere yet. */
  const isPerhapsOlder = async (
    tenantId: TenantId,
    changes: readonly Change[],
    { expected, found }: { readonly expected: PartnerState; readonly found: PartnerState },
  ): Promise<boolean> => {
    const drifts = await store.lastDrifts(tenantId, LATEST);
    return looksOlder(expected, found, statesLately({ drifts, changes }, clock.now() - ECHO_MS));
  };

  /** What it is now; what cannot be read of it is as it was known. */
  const readLike = async (tenantId: TenantId, known: PartnerState): Promise<PartnerState> =>
    withUnread(await directory.read(tenantId, 'readable'), known);

  /** Whether looks have shown it for long enough, and all of a few readings still do: one replica may be the only one. */
  const isShownByAll = async (tenantId: TenantId, found: PartnerState): Promise<boolean> => {
    if (!inDoubt.counts(tenantId, found)) return false;
    for (let more = 0; more < READINGS; more += 1) {
      if (!isAsKnown(await readLike(tenantId, found), found)) return false;
    }
    return true;
  };

  const driftOf = async ({ tenantId, baseline, open, seenAt }: Suspect, now: PartnerState): Promise<Drift> => {
    const found = {
      id: ports.ids.drift(),
      partner: await lookup.nameAnew(tenantId),
      before: live(withUnread(baseline?.state ?? null, now)),
      after: live(now),
      detectedAt: clock.now(),
      lastSeenAt: seenAt,
      whileDown: seenAt < startedAt,
      follows: open?.id ?? null,
    };
    return detected(found, isGuarded(approvals, found));
  };

  const lookInto = async (suspect: Suspect): Promise<Sighting | DirectoryProblem | undefined> => {
    const { tenantId, baseline } = suspect;
    const compared = { tenantId, revision: baseline?.revision ?? 0 };
    const known = expectedOf(suspect);
    try {
      // The list may be older than what the bot wrote, so only a reading of this one partner counts.
      const found = await readLike(tenantId, known);
      const expected = withUnread(known, found);
      if (sameState(live(found), live(expected))) {
        inDoubt.settle(tenantId);
        return { ...compared, kind: 'asExpected' };
      }
      const { changes } = await store.history(tenantId, LATEST, 0);
      const own = await ownEffect(ports, changes, suspect.seenAt, { expected, found });
      // Partner and policy are read one after the other, perhaps from two replicas: the list shows both as they were at once.
      const isTorn = !isAsKnown(found, suspect.listed);
      const isOlder = own === undefined && (isTorn || (await isPerhapsOlder(tenantId, changes, { expected, found })));
      if (own === 'perhapsOlder' || isOlder) {
        if (!(await isShownByAll(tenantId, found))) return undefined;
      } else {
        inDoubt.settle(tenantId);
      }
      if (own !== undefined && own !== 'perhapsOlder') {
        log.info('watch.tookEffect', { tenantId, changeId: own.change });
        return { ...compared, kind: 'tookEffect', ...own, found };
      }
      if (isAsKnown(found, baseline?.state ?? null)) return { ...compared, kind: 'undone' };
      return { ...compared, kind: 'drifted', drift: await driftOf(suspect, found) };
    } catch (error) {
      if (error instanceof DirectoryError) return error.problem;
      throw error;
    }
  };

  return { lookInto, inDoubt };
}
