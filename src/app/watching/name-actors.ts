import {
  activitiesOf,
  AUDIT_ACTIVITIES,
  HOME_ACTIVITIES,
  isOfHome,
  type AuditActivity,
} from '../../domain/drift/audit.ts';
import type { Status } from '../../domain/change/status.ts';
import { isOfDefault } from '../../domain/policy/snapshot.ts';
import { nameOf } from '../../domain/people/actor.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { Instant } from '../../domain/instant.ts';
import { actorsOf, isFresh, lastPart } from './actors-of-drift.ts';
import { reopenOwn } from './reopen-drift.ts';
import { GIVE_UP_MS, isNamelessApp, isOwnRecord, SKEW_MS } from './audit-records.ts';
import type { PacedAuditLog } from './paced-audit-log.ts';
import type { AuditRecord, Ports, Settings } from '../ports.ts';

const ASK_OLD_EVERY_MS = 60_000;
/** No partner has more changes of the bot's within the time between two looks. */
const LATEST = 20;

export interface ActorNaming {
  /** Asks the audit log, when it is time to, who made one kind of change; in the background. */
  nameDue(): Promise<void>;
  /** Names whoever these records tell of. */
  name(records: readonly AuditRecord[]): Promise<void>;
}

/** Finds out who made the changes that were found. */
export function actorNaming(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'approvals'>,
  audit: PacedAuditLog,
): ActorNaming {
  const { store, clock, log } = ports;
  const { appId } = settings;
  const asked = new Map<AuditActivity, number>();

  const name = async (drifts: readonly Drift[], records: readonly AuditRecord[]): Promise<void> => {
    const others = await foreign(records);
    for (const drift of ofRecords(drifts, others)) {
      const certain = (await hasWritten(drift)) ? others.filter((one) => !isNamelessApp(one)) : others;
      const current = await store.drift(drift.id);
      if (current === undefined) continue;
      const found = actorsOf(current, await lastPart(store, current), certain, clock.now());
      if (found === undefined) continue;
      const moved = await store.moveDrift(current, { kind: 'named', ...found, at: clock.now() });
      if (moved === undefined) continue;
      log.info('drift.named', { driftId: drift.id, auditIds: found.actors.map(({ auditId }) => auditId) });
      await reopenOwn(ports, settings, moved);
    }
  };

  /** What the bot did not do; what its app did without it, too. */
  const foreign = async (records: readonly AuditRecord[]): Promise<readonly AuditRecord[]> => {
    const isForeign = await Promise.all(
      records.map(
        async (record) =>
          nameOf(record) !== '' && (!isOwnRecord(record, appId) || (await store.isTold(record.auditId))),
      ),
    );
    return records.filter((_, index) => isForeign[index]);
  };

  /** Whether the bot itself may have changed the partner at the time: then an app of which the log gives no id may be it. */
  const hasWritten = async ({ partner, lastSeenAt, detectedAt }: Drift): Promise<boolean> => {
    const { changes } = await store.history(partner.tenantId, LATEST, 0);
    return changes.some(
      ({ status, proposal }) =>
        isWritten(status) && proposal.requestedAt <= detectedAt + SKEW_MS && endOf(status) >= lastSeenAt - SKEW_MS,
    );
  };

  const waited = ({ activity }: Question): number => clock.elapsed() - (asked.get(activity) ?? -ASK_OLD_EVERY_MS);

  return {
    name: async (records) => {
      if (records.length === 0) return;
      // Of whatever kind: what looks changed may have been taken away and made anew.
      await name(await store.unnamed(clock.now() - GIVE_UP_MS), records);
    },
    nameDue: async () => {
      const now = clock.now();
      if (!audit.isFree()) return;
      const drifts = await store.unnamed(now - GIVE_UP_MS);
      if (drifts.length === 0) return;
      // What is fresh comes first; of that, what was asked for longest ago.
      const next = questions(drifts, now).sort(
        (a, b) => Number(b.isFresh) - Number(a.isFresh) || waited(b) - waited(a),
      )[0];
      if (next === undefined || (!next.isFresh && waited(next) < ASK_OLD_EVERY_MS)) return;
      asked.set(next.activity, clock.elapsed());
      const since = Math.min(...next.drifts.map((drift) => drift.lastSeenAt)) - SKEW_MS;
      audit.ask(next.activity, since, (records) => name(next.drifts, records));
    },
  };
}

const isWritten = ({ state }: Status): boolean => ['applying', 'unknown', 'applied', 'failed'].includes(state);
const endOf = (status: Status): Instant => ('at' in status ? status.at : Infinity);

/** One kind of change, and the drifts that may be of it. */
type Question = { readonly activity: AuditActivity; readonly drifts: readonly Drift[]; readonly isFresh: boolean };

function questions(drifts: readonly Drift[], now: Instant): Question[] {
  const all = drifts.map((drift) => ({ drift, activities: activitiesOf(drift) }));
  return [...HOME_ACTIVITIES, ...AUDIT_ACTIVITIES]
    .map((activity) => {
      const mine = all.filter(({ activities }) => activities.includes(activity)).map(({ drift }) => drift);
      return { activity, drifts: mine, isFresh: mine.some((drift) => isFresh(drift, now)) };
    })
    .filter((question) => question.drifts.length > 0);
}

/** Those that one of the records may tell of: of very many drifts, each is looked at more closely. */
function ofRecords(drifts: readonly Drift[], records: readonly AuditRecord[]): readonly Drift[] {
  const named = new Set(records.flatMap(({ tenantIds }) => tenantIds));
  const hasHome = records.some(({ activity }) => isOfHome(activity));
  return drifts.filter(({ partner, after }) => named.has(partner.tenantId) || (hasHome && isOfDefault(after)));
}
