import type { PartnerEntry } from '../../app/ports.ts';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { BaselineEvent } from '../../domain/drift/baseline-event.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { live, sameState } from '../../domain/policy/snapshot.ts';
import type { Dialect } from '../dialect.ts';
import type { Query } from '../query.ts';
import { baselinesTable } from './baselines.ts';
import type { JournalTable } from './journal.ts';

type CauseOf<Event> = Event extends BaselineEvent ? Omit<Event, 'state' | 'revision' | 'at'> : never;
/** What a baseline moves for. */
type Cause = CauseOf<BaselineEvent>;

/** The baselines, each with an entry of the journal whenever it moves. What writes belongs in a transaction. */
export function toldBaselines(dialect: Dialect, journal: Pick<JournalTable, 'note'>) {
  const baselines = baselinesTable(dialect);

  function* put(baseline: Baseline, why: Cause, at: Instant): Query<void> {
    const { tenantId, state, revision } = baseline;
    yield* baselines.put(baseline);
    yield* journal.note({ of: 'baselines', id: tenantId, event: { ...why, state, revision, at } });
  }

  return {
    ...baselines,
    put,

    /** The tenant's baseline with another state; a tenant without one was no partner at the last look. */
    *move(tenantId: TenantId, change: (state: PartnerState) => PartnerState, why: Cause, at: Instant): Query<void> {
      const none = { tenantId, state: null, seenAt: (yield* baselines.lookedAt()) ?? 0, revision: 0 };
      const old = (yield* baselines.get(tenantId)) ?? none;
      yield* put({ ...old, state: change(old.state), revision: old.revision + 1 }, why, at);
    },

    /** Takes what the first look found as right. A process that died before `begin` has noted some of it: that is gone over. */
    *beginSome(partners: readonly PartnerEntry[], at: Instant): Query<void> {
      if ((yield* baselines.lookedAt()) !== null) return;
      for (const { tenantId, state } of partners) {
        const noted = yield* baselines.get(tenantId);
        if (noted !== undefined && sameState(live(noted.state), live(state))) continue;
        yield* put({ tenantId, state, seenAt: at, revision: (noted?.revision ?? 0) + 1 }, { kind: 'begun' }, at);
      }
    },

    /** Ends the first look. @returns whether it began: there was no look before */
    *begin(at: Instant): Query<boolean> {
      if ((yield* baselines.lookedAt()) !== null) return false;
      yield* baselines.begin(at);
      yield* baselines.looked(at);
      return true;
    },
  };
}
