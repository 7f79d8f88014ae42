import { learned, type Baseline } from '../../domain/drift/baseline.ts';
import type { Change } from '../../domain/change/change.ts';
import { detected, type Drift } from '../../domain/drift/drift.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { DirectoryError, type DirectoryProblem } from '../../domain/problem.ts';
import { live, sameState, withoutOthers } from '../../domain/policy/snapshot.ts';
import { listeners } from '../telling/audience.ts';
import { inParallel } from '../promises.ts';
import { noteSight } from './note-sight.ts';
import { ownEffect } from './own-effect.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import type { PartnerEntry, Ports, Settings, Sighting, Watched } from '../ports.ts';

/** What one look came to. */
export type Look =
  /** The first one ever: what is there now is how it should be. */
  | { readonly kind: 'began'; readonly partners: number }
  | { readonly kind: 'looked'; readonly partners: number; readonly found: readonly Drift[] }
  /** Something could not be read, which says nothing about what is there. */
  | { readonly kind: 'unreadable'; readonly problem: DirectoryProblem; readonly found: readonly Drift[] };

export interface Watcher {
  /** Compares every partner with how it should look, once; one look at a time. Writes nothing to Graph. */
  look(): Promise<Look>;
  /** Looks, and remembers whether the bot can see. */
  watch(): Promise<void>;
  /** Throws what kept the last `watch` from seeing all. */
  check(): void;
}

/** Differences that are looked into at the same time. */
const AT_ONCE = 8;

/** @param startedAt when this process began: what was last seen before it changed while the bot was down */
export function watcher(
  ports: Ports,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  lookup: PartnerLookup,
  startedAt: Instant,
): Watcher {
  const { directory, store, clock, log } = ports;
  let looking: Promise<unknown> = Promise.resolve();
  let failure: Error | undefined;

  /** What a difference between the list and the expectation really is; undefined: it cannot be told now. */
  const lookInto = async (suspect: Suspect): Promise<Sighting | DirectoryProblem | undefined> => {
    const { tenantId, baseline } = suspect;
    const compared = { tenantId, revision: baseline?.revision ?? 0 };
    const expected = expectedOf(suspect);
    try {
      // The list may be older than what the bot wrote, so only a reading of this one partner counts.
      const found = await directory.read(tenantId);
      if (sameState(live(found), live(expected))) return { ...compared, kind: 'asExpected' };
      const own = await ownEffect(ports, suspect, expected, found);
      if (own === 'outdated') return undefined;
      if (own !== undefined) {
        log.info('watch.tookEffect', { tenantId, changeId: own.change });
        return { ...compared, kind: 'tookEffect', ...own };
      }
      if (sameState(live(found), live(baseline?.state ?? null))) return { ...compared, kind: 'undone' };
      return { ...compared, kind: 'drifted', drift: await driftOf(suspect, found) };
    } catch (error) {
      if (error instanceof DirectoryError) return error.problem;
      throw error;
    }
  };

  const driftOf = async ({ tenantId, baseline, open, seenAt }: Suspect, found: PartnerState): Promise<Drift> => {
    const [partner] = await lookup.names([tenantId]);
    return detected({
      id: ports.ids.drift(),
      partner: partner ?? { tenantId, displayName: null, defaultDomainName: null },
      before: live(baseline?.state ?? null),
      after: withoutOthers(live(found)),
      detectedAt: clock.now(),
      lastSeenAt: seenAt,
      whileDown: seenAt < startedAt,
      follows: open?.id ?? null,
    });
  };

  const compare = async (listed: readonly PartnerEntry[], at: Instant): Promise<Look> => {
    const watched = await store.watched();
    if (watched.lookedAt === null) {
      await store.beginWatch(listed, at);
      log.info('watch.began', { partners: listed.length });
      return { kind: 'began', partners: listed.length };
    }
    const open = await store.open();
    const tenants = expectations(watched, watched.lookedAt, listed);
    const suspects = tenants.filter((tenant) => !sameState(live(tenant.listed), live(expectedOf(tenant))));
    const known = tenants.filter((tenant) => !suspects.includes(tenant));
    const settled = suspects.filter(({ tenantId }) => !open.some((change) => isBeingWritten(change, tenantId)));
    const outcomes = await inParallel(settled, AT_ONCE, lookInto);
    const sightings = outcomes.flatMap((outcome) => (outcome !== undefined && 'tenantId' in outcome ? [outcome] : []));
    const problem = outcomes.find((outcome) => outcome !== undefined && 'subject' in outcome);
    const isNew = sightings.some(({ kind }) => kind === 'drifted');
    const found = await store.recordLook(
      [...known.map(seen), ...sightings],
      at,
      isNew ? await listeners(store, 'drift') : [],
      sightings.length === suspects.length,
    );
    for (const { id, partner, whileDown } of found) {
      log.warn('drift.found', { driftId: id, tenantId: partner.tenantId, whileDown });
    }
    if (problem !== undefined) return { kind: 'unreadable', problem, found };
    return { kind: 'looked', partners: listed.length, found };
  };

  const lookOnce = async (): Promise<Look> => {
    const at = clock.now();
    let listed: readonly PartnerEntry[];
    try {
      listed = await lookup.list();
    } catch (error) {
      if (error instanceof DirectoryError) return { kind: 'unreadable', problem: error.problem, found: [] };
      throw error;
    }
    return compare(listed, at);
  };

  const look = (): Promise<Look> => {
    const mine = looking.then(lookOnce, lookOnce);
    looking = mine.catch(() => undefined);
    return mine;
  };

  return {
    look,
    check: () => {
      if (failure !== undefined) throw failure;
    },
    watch: async () => {
      try {
        const outcome = await look();
        const problem = outcome.kind === 'unreadable' ? outcome.problem : null;
        await noteSight(ports, homeTenant, problem);
        failure = problem === null ? undefined : new DirectoryError(problem);
      } catch (error) {
        failure = error instanceof Error ? error : new Error('a look failed', { cause: error });
        throw error;
      }
    },
  };
}

/** One tenant as it is expected and as the list has it. */
export type Suspect = {
  readonly tenantId: TenantId;
  readonly listed: PartnerState;
  /** undefined: it was no partner. */
  readonly baseline: Baseline | undefined;
  readonly open: Drift | undefined;
  /** When it last looked as expected. */
  readonly seenAt: Instant;
};

/** What a tenant that looks as expected is noted with. */
function seen({ tenantId, baseline, open, listed }: Suspect): Sighting {
  const compared = { tenantId, revision: baseline?.revision ?? 0 };
  if (baseline === undefined || open !== undefined) return { ...compared, kind: 'asExpected' };
  const state = learned(baseline.state, listed);
  return state === baseline.state ? { ...compared, kind: 'asExpected' } : { ...compared, kind: 'learned', state };
}

/** What is known already is expected: an open drift is not found twice. */
const expectedOf = ({ baseline, open }: Suspect): PartnerState =>
  open === undefined ? (baseline?.state ?? null) : open.after.partner;

function expectations(
  { baselines, drifts }: Watched,
  lookedAt: Instant,
  listed: readonly PartnerEntry[],
): readonly Suspect[] {
  const states = new Map(listed.map(({ tenantId, state }) => [tenantId, state]));
  const known = new Map(baselines.map((baseline) => [baseline.tenantId, baseline]));
  const open = new Map(drifts.map((drift) => [drift.partner.tenantId, drift]));
  return [...new Set([...states.keys(), ...known.keys(), ...open.keys()])].map((tenantId) => ({
    tenantId,
    listed: states.get(tenantId) ?? null,
    baseline: known.get(tenantId),
    open: open.get(tenantId),
    seenAt: known.get(tenantId)?.seenAt ?? lookedAt,
  }));
}

/** What the bot is writing, or does not know the outcome of, is compared when it has ended. */
function isBeingWritten({ status, proposal }: Change, tenantId: TenantId): boolean {
  return proposal.plan.tenantId === tenantId && status.state !== 'pending';
}
