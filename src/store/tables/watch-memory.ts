import type { Expected, LookedAtAll, PartnerEntry, Sighting, Standing } from '../../app/ports.ts';
import { isStillThere, learned, standing, stepsWritten, written } from '../../domain/drift/baseline.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Status } from '../../domain/change/status.ts';
import type { Drift, DriftEvent } from '../../domain/drift/drift.ts';
import type { EndEvent } from '../../domain/ends/end.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import { live } from '../../domain/policy/snapshot.ts';
import type { Dialect } from '../dialect.ts';
import { one, run, type Query } from '../query.ts';
import type { Comparison } from './baselines.ts';
import type { StoredDigest } from '../schema/digest.ts';
import { IS_OPEN, tookEffect, type ChangesTable } from './changes.ts';
import type { CopiesTable } from './copies.ts';
import { digestsTable } from './digests.ts';
import { driftsTable } from './drifts.ts';
import type { JournalTable } from './journal.ts';
import { statement } from './statement.ts';
import { toldBaselines } from './told-baselines.ts';

const WRITING = statement(`SELECT 1 FROM changes WHERE tenant_id = ?1 AND ${IS_OPEN} AND state <> 'pending'`);
const SINCE = statement("INSERT INTO meta (key, value) VALUES ('watched_since', ?1) ON CONFLICT DO NOTHING");

/**
 * What the watcher remembers: baselines and drifts, which move together, and the copies that show the drifts. What writes
 * belongs in a transaction.
 */
export function watchMemory(
  dialect: Dialect,
  journal: JournalTable,
  changes: Pick<ChangesTable, 'get' | 'advance'>,
  copies: Pick<CopiesTable, 'addNotice' | 'raise'>,
) {
  const baselines = toldBaselines(dialect, journal);
  const drifts = driftsTable(journal);
  const digests = digestsTable(drifts);

  function* moveDrift(drift: Drift, event: DriftEvent): Query<Drift | undefined> {
    const moved = yield* drifts.move(drift, event);
    if (moved === undefined) return undefined;
    yield* copies.raise({ kind: 'drift', drift: moved });
    const digest = yield* digests.raiseWith(moved.id, event.kind === 'named');
    if (digest !== undefined) yield* copies.raise({ kind: 'digest', digest });
    return moved;
  }

  /** What the bot wrote is part of both sides of a difference: it is not the difference. */
  function* takeOver({ proposal: { id, plan }, status }: Change, done: number, at: Instant): Query<void> {
    const left = status.state === 'applied' ? status.found : undefined;
    const found = left?.kind === 'partner' ? left.partner : null;
    yield* baselines.move(
      plan.tenantId,
      (state) => learned(written(state, plan, done, left), found),
      { kind: 'written', change: id },
      at,
    );
    const open = yield* drifts.openOf(plan.tenantId);
    if (open === undefined || done === 0) return;
    const [before, after] = [open.before, open.after].map(({ partner }) => live(written(partner, plan, done, left)));
    if (before === undefined || after === undefined) return;
    yield* moveDrift(open, { kind: 'rebased', change: id, before, after, at });
  }

  function* supersede(tenantId: TenantId, by: Drift['id'] | null, at: Instant): Query<void> {
    const open = yield* drifts.openOf(tenantId);
    if (open !== undefined) yield* moveDrift(open, { kind: 'superseded', by, at });
  }

  function* record(sighting: Sighting, at: Instant): Query<Drift | undefined> {
    const { tenantId, revision } = sighting;
    if (sighting.kind === 'asExpected') {
      yield* baselines.seen(tenantId, revision, at);
      return undefined;
    }
    const hasMoved = ((yield* baselines.get(tenantId))?.revision ?? 0) !== revision;
    if (hasMoved || (yield* one(WRITING, tenantId)) !== undefined) return undefined;
    switch (sighting.kind) {
      case 'learned':
        // What nothing was known of has its first one.
        yield* baselines.put(
          { tenantId, state: sighting.state, seenAt: at, revision: Math.max(1, revision) },
          { kind: 'learned' },
          at,
        );
        return undefined;
      case 'tookEffect': {
        const change = yield* changes.get(sighting.change);
        if (change === undefined) return undefined;
        yield* takeOver(change, sighting.done, at);
        yield* tookEffect({ changes, journal, copies }, change, sighting.done, live(sighting.found), at);
        return undefined;
      }
      case 'undone':
        yield* baselines.seen(tenantId, revision, at);
        yield* supersede(tenantId, null, at);
        return undefined;
      case 'drifted':
        yield* baselines.seen(tenantId, revision, at);
        yield* supersede(tenantId, sighting.drift.id, at);
        yield* drifts.add(sighting.drift);
        return sighting.drift;
    }
  }

  /** Tells of what was found: of each, or of all of it together. */
  function* announce(
    found: readonly Drift[],
    tell: readonly ConversationReference[],
    together: StoredDigest | null,
  ): Query<void> {
    if (together === null) {
      for (const drift of found) for (const place of tell) yield* copies.addNotice({ kind: 'drift', drift }, place);
      return;
    }
    const isNew = yield* digests.take(together, found);
    const digest = yield* digests.get(together.id);
    if (digest === undefined) return;
    if (!isNew) yield* copies.raise({ kind: 'digest', digest });
    for (const place of tell) yield* copies.addNotice({ kind: 'digest', digest }, place);
  }

  function* standingNow(): Query<Standing> {
    return { lookedAt: yield* baselines.lookedAt(), drifts: yield* drifts.open() };
  }

  return {
    drifts,
    digests,
    statements: baselines.statements,

    standing: standingNow,

    rowsAfter: (id: string) => baselines.rowsAfter(id),

    /** Before the first look there is nothing to compare. */
    *compare(): Query<Comparison | undefined> {
      return (yield* baselines.lookedAt()) === null ? undefined : yield* baselines.compare();
    },
    compareMore: (so: Comparison) => baselines.compareMore(so),
    differ: (so: Comparison) => baselines.differ(so),

    *right(): Query<readonly TenantId[]> {
      return yield* baselines.right((yield* baselines.lookedAt()) ?? 0);
    },

    *expected(tenantId: TenantId): Query<Expected | undefined> {
      if ((yield* baselines.lookedAt()) === null) return undefined;
      return { right: (yield* baselines.get(tenantId))?.state ?? null, open: yield* drifts.openOf(tenantId) };
    },

    beginSome: (partners: readonly PartnerEntry[], at: Instant) => baselines.beginSome(partners, at),

    /** Ends the first look. @returns whether it began: there was no look before */
    *begin(at: Instant): Query<boolean> {
      if (!(yield* baselines.begin(at))) return false;
      yield* run(SINCE, at);
      return true;
    },

    *recordLook(
      sightings: readonly Sighting[],
      at: Instant,
      tell: readonly ConversationReference[],
      whole: boolean,
      together: StoredDigest | null,
    ): Query<readonly Drift[]> {
      const found: Drift[] = [];
      for (const sighting of sightings) {
        const drift = yield* record(sighting, at);
        if (drift !== undefined) found.push(drift);
      }
      if (found.length > 0) yield* announce(found, tell, together);
      // A new partner that could not be compared has no baseline to tell when it was not there yet.
      if (whole) yield* baselines.looked(at);
      return found;
    },

    *endLook({ at, whole, expected, others }: LookedAtAll): Query<void> {
      yield* baselines.seenTogether(expected, others, at);
      if (whole) yield* baselines.looked(at);
    },

    *move(drift: Drift, event: DriftEvent): Query<Drift | undefined> {
      const moved = yield* moveDrift(drift, event);
      if (moved !== undefined && event.kind === 'accepted') {
        const why = { kind: 'accepted', drift: drift.id } as const;
        yield* baselines.move(drift.partner.tenantId, () => drift.after.partner, why, event.at);
      }
      return moved;
    },

    /** @param again the same difference, or a part of it, as it is told anew, as far as it is still there */
    *reopen(
      accepted: Drift,
      again: Drift,
      tell: readonly ConversationReference[],
      ended: EndEvent | undefined,
    ): Query<Drift | undefined> {
      const { id, partner } = accepted;
      const at = again.detectedAt;
      const open = yield* drifts.openOf(partner.tenantId);
      const expected = (yield* baselines.get(partner.tenantId))?.state ?? null;
      const { before, after } = standing(again, expected);
      const drift = { ...again, before, after: open?.after ?? after };
      // What somebody has taken back since is not told anew, whatever else was changed.
      if (![after, drift.after].every(({ partner: is }) => isStillThere(again, is))) return undefined;
      const event = ended ?? { kind: 'reopened', again: drift.id, at };
      if ((yield* moveDrift(accepted, event)) === undefined) return undefined;
      yield* supersede(partner.tenantId, drift.id, at);
      yield* baselines.move(partner.tenantId, () => before.partner, { kind: 'reopened', drift: id }, at);
      yield* drifts.add(drift);
      yield* announce([drift], tell, null);
      return drift;
    },

    /** @param before what the change was until now */
    *changeEnded(change: Change, before: Status): Query<void> {
      const { status, proposal } = change;
      // Reviewed long after its end: nothing was written anew.
      if (status.state === before.state) return;
      const mayHaveWritten = status.state === 'applied' || status.state === 'failed' || status.state === 'stale';
      // What is about many is written by its parts.
      if (!mayHaveWritten || proposal.plan.many !== undefined) return;
      if ((yield* baselines.lookedAt()) === null) return;
      yield* takeOver(change, stepsWritten(change, before), status.at);
    },
  };
}
