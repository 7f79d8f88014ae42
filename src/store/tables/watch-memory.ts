import type { DatabaseSync } from 'node:sqlite';
import type { LookedAtAll, PartnerEntry, Sighting, Standing } from '../../app/ports.ts';
import { learned, standing, stepsWritten, written, type Baseline } from '../../domain/drift/baseline.ts';
import type { BaselineEvent } from '../../domain/drift/baseline-event.ts';
import { opens } from '../../domain/change/approval.ts';
import type { Change } from '../../domain/change/change.ts';
import { OPEN_STATES, type Status } from '../../domain/change/status.ts';
import type { Drift, DriftEvent } from '../../domain/drift/drift.ts';
import type { ChangeId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationReference } from '../../domain/telling/conversation.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { live } from '../../domain/policy/snapshot.ts';
import type { StoredDigest } from '../schema/digest.ts';
import { baselinesTable } from './baselines.ts';
import type { CopiesTable } from './copies.ts';
import { digestsTable } from './digests.ts';
import { driftsTable } from './drifts.ts';
import type { JournalTable } from './journal.ts';

type CauseOf<Event> = Event extends BaselineEvent ? Omit<Event, 'state' | 'revision' | 'at'> : never;
/** What a baseline moves for. */
type Cause = CauseOf<BaselineEvent>;

/**
 * What the watcher remembers: baselines and drifts, which move together, and the copies that show the drifts. Methods are
 * synchronous, throw as node:sqlite does, and those that write belong in a transaction.
 * @param changeOf a stored change
 */
export function watchMemory(
  sql: DatabaseSync,
  journal: JournalTable,
  changeOf: (id: ChangeId) => Change | undefined,
  copies: Pick<CopiesTable, 'addNotice' | 'raise'>,
) {
  const baselines = baselinesTable(sql);
  const drifts = driftsTable(sql, journal);
  const digests = digestsTable(sql, drifts);
  // Of the index that holds what is open, whatever the partner's history.
  const open = `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;
  const writing = sql.prepare(`SELECT 1 FROM changes WHERE tenant_id = ? AND ${open} AND state <> 'pending'`);

  const since = sql.prepare("INSERT INTO meta (key, value) VALUES ('watched_since', ?) ON CONFLICT DO NOTHING");

  const put = (baseline: Baseline, why: Cause, at: Instant): void => {
    const { tenantId, state, revision } = baseline;
    baselines.put(baseline);
    journal.note({ of: 'baselines', id: tenantId, event: { ...why, state, revision, at } });
  };

  /** The tenant's baseline with another state; a tenant without one was no partner at the last look. */
  const moveBaseline = (
    tenantId: TenantId,
    move: (state: PartnerState) => PartnerState,
    why: Cause,
    at: Instant,
  ): void => {
    const old = baselines.get(tenantId) ?? { tenantId, state: null, seenAt: baselines.lookedAt() ?? 0, revision: 0 };
    put({ ...old, state: move(old.state), revision: old.revision + 1 }, why, at);
  };

  const moveDrift = (drift: Drift, event: DriftEvent): Drift | undefined => {
    const moved = drifts.move(drift, event);
    if (moved === undefined) return undefined;
    copies.raise({ kind: 'drift', drift: moved });
    const digest = digests.raiseWith(moved.id, event.kind === 'named');
    if (digest !== undefined) copies.raise({ kind: 'digest', digest });
    return moved;
  };

  /** What the bot wrote is part of both sides of a difference: it is not the difference. */
  const takeOver = ({ proposal: { id, plan }, status }: Change, done: number, at: Instant): void => {
    const found = status.state === 'applied' && status.found.kind === 'partner' ? status.found.partner : null;
    moveBaseline(
      plan.tenantId,
      (state) => learned(written(state, plan, done), found),
      { kind: 'written', change: id },
      at,
    );
    const open = drifts.openOf(plan.tenantId);
    if (open === undefined || done === 0) return;
    const [before, after] = [open.before, open.after].map(({ partner }) => live(written(partner, plan, done)));
    if (before === undefined || after === undefined) return;
    moveDrift(open, { kind: 'rebased', change: id, before, after, at });
  };

  const supersede = (tenantId: TenantId, by: Drift['id'] | null, at: Instant): void => {
    const open = drifts.openOf(tenantId);
    if (open !== undefined) moveDrift(open, { kind: 'superseded', by, at });
  };

  const record = (sighting: Sighting, at: Instant): readonly Drift[] => {
    const { tenantId, revision } = sighting;
    if (sighting.kind === 'asExpected') {
      baselines.seen(tenantId, revision, at);
      return [];
    }
    if ((baselines.get(tenantId)?.revision ?? 0) !== revision || writing.get(tenantId) !== undefined) return [];
    switch (sighting.kind) {
      case 'learned':
        put({ tenantId, state: sighting.state, seenAt: at, revision }, { kind: 'learned' }, at);
        return [];
      case 'tookEffect': {
        const change = changeOf(sighting.change);
        if (change !== undefined) takeOver(change, sighting.done, at);
        return [];
      }
      case 'undone':
        baselines.seen(tenantId, revision, at);
        supersede(tenantId, null, at);
        return [];
      case 'drifted':
        baselines.seen(tenantId, revision, at);
        supersede(tenantId, sighting.drift.id, at);
        drifts.add(sighting.drift);
        return [sighting.drift];
    }
  };

  /** Tells of what was found: of each, or of all of it together. */
  const announce = (
    found: readonly Drift[],
    tell: readonly ConversationReference[],
    together: StoredDigest | null,
  ): void => {
    if (together === null) {
      for (const drift of found) for (const place of tell) copies.addNotice({ kind: 'drift', drift }, place);
      return;
    }
    const isNew = digests.take(together, found);
    const digest = digests.get(together.id);
    if (digest === undefined) return;
    if (!isNew) copies.raise({ kind: 'digest', digest });
    for (const place of tell) copies.addNotice({ kind: 'digest', digest }, place);
  };

  return {
    drifts,
    digests,

    standing: (): Standing => ({ lookedAt: baselines.lookedAt(), drifts: drifts.open() }),

    /** As they are stored. */
    baselineRows: () => baselines.rows(),

    /** Before the first look there is nothing to differ. */
    differs: (): boolean => baselines.lookedAt() !== null && baselines.differ(),

    right: (): readonly TenantId[] => baselines.right(baselines.lookedAt() ?? 0),

    /** @returns whether it began: there was no look before */
    begin: (partners: readonly PartnerEntry[], at: Instant): boolean => {
      if (baselines.lookedAt() !== null) return false;
      for (const { tenantId, state } of partners) {
        put({ tenantId, state, seenAt: at, revision: 1 }, { kind: 'begun' }, at);
      }
      baselines.begin(at);
      baselines.looked(at);
      since.run(at);
      return true;
    },

    recordLook: (
      sightings: readonly Sighting[],
      at: Instant,
      tell: readonly ConversationReference[],
      whole: boolean,
      together: StoredDigest | null,
    ): readonly Drift[] => {
      const found = sightings.flatMap((sighting) => record(sighting, at));
      if (found.length > 0) announce(found, tell, together);
      // A new partner that could not be compared has no baseline to tell when it was not there yet.
      if (whole) baselines.looked(at);
      return found;
    },

    endLook: ({ at, whole, expected, others }: LookedAtAll): void => {
      baselines.seenTogether(expected, others, at);
      if (whole) baselines.looked(at);
    },

    move: (drift: Drift, event: DriftEvent): Drift | undefined => {
      const moved = moveDrift(drift, event);
      if (moved !== undefined && event.kind === 'accepted') {
        const why = { kind: 'accepted', drift: drift.id } as const;
        moveBaseline(drift.partner.tenantId, () => drift.after.partner, why, event.at);
      }
      return moved;
    },

    /** @param again the same difference, as it is told anew, as far as it is still there */
    reopen: (accepted: Drift, again: Drift, tell: readonly ConversationReference[]): Drift | undefined => {
      const { id, partner } = accepted;
      const at = again.detectedAt;
      const open = drifts.openOf(partner.tenantId);
      const expected = baselines.get(partner.tenantId)?.state ?? null;
      const { before, after } = standing(accepted, expected);
      const drift = { ...again, before, after: open?.after ?? after };
      // What somebody has closed since is not told anew, whatever else was changed.
      if (![after, drift.after].every(({ partner: is }) => opens(standing(accepted, is)))) return undefined;
      if (moveDrift(accepted, { kind: 'reopened', again: drift.id, at }) === undefined) return undefined;
      supersede(partner.tenantId, drift.id, at);
      moveBaseline(partner.tenantId, () => before.partner, { kind: 'reopened', drift: id }, at);
      drifts.add(drift);
      announce([drift], tell, null);
      return drift;
    },

    /** @param before what the change was until now */
    changeEnded: (change: Change, before: Status): void => {
      const { status, proposal } = change;
      // Reviewed long after its end: nothing was written anew.
      if (status.state === before.state) return;
      const mayHaveWritten = status.state === 'applied' || status.state === 'failed' || status.state === 'stale';
      if (!mayHaveWritten || proposal.plan.before.kind === 'template' || baselines.lookedAt() === null) return;
      takeOver(change, stepsWritten(change, before), status.at);
    },
  };
}
