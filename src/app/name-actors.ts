import { activitiesOf, AUDIT_ACTIVITIES, type AuditActivity } from '../domain/audit.ts';
import type { Status } from '../domain/change.ts';
import type { Drift } from '../domain/drift.ts';
import type { Instant } from '../domain/instant.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { AuditRecord, Ports, Settings } from './ports.ts';

/** Graph: 5 requests in 10 s for each app and tenant. */
const ASK_EVERY_MS = 2_000;
/** The log is minutes late as a rule. Later than that, there is no hurry, */
const HURRY_MS = 30 * 60_000;
const ASK_OLD_EVERY_MS = 60_000;
/** and in the end no hope. */
const GIVE_UP_MS = 24 * 60 * 60_000;
/** Without permission for the log, or where it cannot be read. */
const AFTER_ERROR_MS = { forbidden: 60 * 60_000, other: 30_000 };
/** The clocks of Entra and of the bot need not agree. */
const SKEW_MS = 2 * 60_000;
/** No partner has more changes of the bot's within the time between two looks. */
const LATEST = 20;

export interface ActorNaming {
  /** Asks the audit log, when it is time to, who made one kind of change; in the background. */
  nameDue(): Promise<void>;
}

/** Finds out who made the changes that were found. */
export function actorNaming(ports: Ports, { appId }: Pick<Settings, 'appId'>): ActorNaming {
  const { store, auditLog, clock, log, background } = ports;
  const asked = new Map<AuditActivity, number>();
  let notBefore = 0;
  let asking = false;

  const nameAll = async (activity: AuditActivity, drifts: readonly Drift[]): Promise<void> => {
    const since = Math.min(...drifts.map((drift) => drift.lastSeenAt)) - SKEW_MS;
    const records = await auditLog.find(activity, since);
    for (const drift of drifts) {
      const fitting = records.filter((one) => fits(one, drift, appId)).sort((a, b) => b.at - a.at);
      const [record] = (await hasWritten(drift)) ? fitting.filter((one) => one.appId !== '') : fitting;
      if (record === undefined) continue;
      const { name, ip, at, auditId } = record;
      const current = await store.drift(drift.id);
      if (current === undefined) continue;
      await store.moveDrift(current, { kind: 'named', actor: { name, ip, at, auditId }, at: clock.now() });
      log.info('drift.named', { driftId: drift.id, auditId });
    }
  };

  /** Whether the bot itself may have changed the partner at the time: then an app of which the log gives no id may be it. */
  const hasWritten = async ({ partner, lastSeenAt, detectedAt }: Drift): Promise<boolean> => {
    const { changes } = await store.history(partner.tenantId, LATEST, 0);
    return changes.some(
      ({ status, proposal }) =>
        isWritten(status) && proposal.requestedAt <= detectedAt + SKEW_MS && endOf(status) >= lastSeenAt - SKEW_MS,
    );
  };

  const ask = async (activity: AuditActivity, drifts: readonly Drift[]): Promise<void> => {
    try {
      await nameAll(activity, drifts);
    } catch (error) {
      const forbidden = error instanceof DirectoryError && error.problem.kind === 'forbidden';
      notBefore = clock.elapsed() + (forbidden ? AFTER_ERROR_MS.forbidden : AFTER_ERROR_MS.other);
      log.error('audit.unread', error, { activity });
    }
  };

  const waited = ({ activity }: Question): number => clock.elapsed() - (asked.get(activity) ?? -ASK_OLD_EVERY_MS);

  return {
    nameDue: async () => {
      const now = clock.now();
      if (asking || clock.elapsed() < notBefore) return;
      const drifts = await store.unnamed(now - GIVE_UP_MS);
      if (drifts.length === 0) return;
      // What is fresh comes first; of that, what was asked for longest ago.
      const next = questions(drifts, now).sort(
        (a, b) => Number(b.isFresh) - Number(a.isFresh) || waited(b) - waited(a),
      )[0];
      if (next === undefined || (!next.isFresh && waited(next) < ASK_OLD_EVERY_MS)) return;
      notBefore = clock.elapsed() + ASK_EVERY_MS;
      asked.set(next.activity, clock.elapsed());
      asking = true;
      background.start('audit', async () => {
        await ask(next.activity, next.drifts).finally(() => (asking = false));
      });
    },
  };
}

const isWritten = ({ state }: Status): boolean => ['applying', 'unknown', 'applied', 'failed'].includes(state);
const endOf = (status: Status): Instant => ('at' in status ? status.at : Infinity);

/** One kind of change, and the drifts that may be of it. */
type Question = { readonly activity: AuditActivity; readonly drifts: readonly Drift[]; readonly isFresh: boolean };

function questions(drifts: readonly Drift[], now: Instant): Question[] {
  return AUDIT_ACTIVITIES.map((activity) => {
    const mine = drifts.filter((drift) => activitiesOf(drift).includes(activity));
    return { activity, drifts: mine, isFresh: mine.some((drift) => now - drift.detectedAt < HURRY_MS) };
  }).filter((question) => question.drifts.length > 0);
}

function fits({ tenantIds, appId, at }: AuditRecord, drift: Drift, ownAppId: string): boolean {
  const isOurs = appId !== null && appId.toLowerCase() === ownAppId.toLowerCase();
  const inTime = at >= drift.lastSeenAt - SKEW_MS && at <= drift.detectedAt + SKEW_MS;
  return !isOurs && inTime && tenantIds.includes(drift.partner.tenantId);
}
