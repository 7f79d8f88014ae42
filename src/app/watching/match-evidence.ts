import { auditActivityOf, isOfTemplate, type AuditActivity } from '../../domain/drift/audit.ts';
import type { Change } from '../../domain/change/change.ts';
import { periodOf } from '../../domain/change/evidence.ts';
import type { Instant } from '../../domain/instant.ts';
import { offBy, type Period } from '../../domain/period.ts';
import { steps, waypoints } from '../../domain/policy/plan.ts';
import { mayBeOf } from '../../domain/drift/own-step.ts';
import { actorOf, GIVE_UP_MS, isOwnRecord, SKEW_MS } from './audit-records.ts';
import { advanceAsItStands } from '../changing/lifecycle.ts';
import type { PacedAuditLog } from './paced-audit-log.ts';
import type { AuditRecord, Ports, Settings } from '../ports.ts';

/** Nobody waits for it, and the log is minutes late as a rule. */
const ASK_EVERY_MS = 60_000;

/** A step that was written, and when. */
export type WrittenStep = {
  readonly change: Change;
  readonly step: number;
  readonly activity: AuditActivity;
  readonly period: Period;
  /** The client-request-ids that the bot sent for the change. */
  readonly requestIds: ReadonlySet<string>;
};

export interface EvidenceMatching {
  /** Asks the audit log, when it is time to, for the records of one kind of step; in the background. */
  matchDue(): Promise<void>;
  /** Finds the steps that records of one kind are of. @param since from when on they are all of them */
  match(activity: AuditActivity, records: readonly AuditRecord[], since: Instant): Promise<void>;
}

/** Finds Entra's own record of each step that the bot has written. */
export function evidenceMatching(
  ports: Ports,
  settings: Pick<Settings, 'appId'>,
  audit: PacedAuditLog,
): EvidenceMatching {
  const { store, clock } = ports;
  const asked = new Map<AuditActivity, number>();
  /** A new one is first asked for when the log may have it. */
  const waitsFor = (activity: AuditActivity, changes: readonly Change[]): number => {
    const at = asked.get(activity);
    if (at !== undefined) return ASK_EVERY_MS - (clock.elapsed() - at);
    const ended = changes.map(({ status }) => Number('at' in status && clock.now() - status.at));
    return ASK_EVERY_MS - Math.max(0, ...ended);
  };
  /** Until then nothing is due, nor of what ends meanwhile: what waits need not be read each second. */
  let restsUntil = 0;

  return {
    match: async (activity, records, from) => {
      if (!records.some((record) => isOwnRecord(record, settings.appId))) return;
      const changes = await store.awaitingEvidence(Math.min(clock.now() - GIVE_UP_MS, from - SKEW_MS));
      const written = (await Promise.all(changes.map((change) => writtenSteps(ports, change)))).flat();
      const wanted = written.filter((one) => one.activity === activity).filter(isAwaited);
      await matchRecords(ports, settings, wanted, records);
    },
    matchDue: async () => {
      if (!audit.isFree() || clock.elapsed() < restsUntil) return;
      const changes = await store.awaitingEvidence(clock.now() - GIVE_UP_MS);
      const activities = new Set(changes.flatMap((change) => awaitedActivities(change)));
      const waiting = (activity: AuditActivity) =>
        changes.filter((change) => awaitedActivities(change).includes(activity));
      const waits = [...activities].map((activity) => ({ activity, ms: waitsFor(activity, waiting(activity)) }));
      const [next] = waits
        .filter(({ ms }) => ms <= 0)
        .map(({ activity }) => activity)
        .sort((a, b) => (asked.get(a) ?? 0) - (asked.get(b) ?? 0));
      if (next === undefined) {
        restsUntil = clock.elapsed() + Math.min(ASK_EVERY_MS, ...waits.map(({ ms }) => ms));
        return;
      }
      asked.set(next, clock.elapsed());
      const written = (await Promise.all(waiting(next).map((change) => writtenSteps(ports, change)))).flat();
      const wanted = written.filter(({ activity }) => activity === next).filter(isAwaited);
      if (wanted.length === 0) return;
      audit.ask(next, since(wanted), (records) => matchRecords(ports, settings, wanted, records));
    },
  };
}

/** The moment from which on the log is to be read. */
export const since = (written: readonly WrittenStep[]): Instant =>
  Math.min(...written.map(({ period }) => period.from)) - SKEW_MS;

/** The steps of a change that have taken effect, or may have, and that the log has a name for. */
export async function writtenSteps({ store }: Pick<Ports, 'store'>, change: Change): Promise<readonly WrittenStep[]> {
  const { proposal, evidence } = change;
  if (evidence === null) return [];
  const journal = await store.journal(proposal.id);
  const requestIds = new Set(journal.flatMap((entry) => entry.requestIds));
  return [...evidence.awaited, ...evidence.matched.map(({ step }) => step)].flatMap((step) => {
    const activity = activityOf(change, step);
    const period = periodOf(step, journal);
    return activity === undefined || period === undefined ? [] : [{ change, step, activity, period, requestIds }];
  });
}

/**
 * The steps of other changes of the same tenant, near in time, that still await their records: whoever looks for the
 * records of one change alone would take its neighbour's where its own has not come yet.
 * @param from the moment from which on the log is read for that change
 */
export async function rivalSteps(
  { store }: Pick<Ports, 'store'>,
  { proposal: { id, plan } }: Change,
  from: Instant,
): Promise<readonly WrittenStep[]> {
  const waiting = await store.awaitingEvidence(from - SKEW_MS);
  const rivals = waiting.filter(({ proposal }) => proposal.id !== id && proposal.plan.tenantId === plan.tenantId);
  return (await Promise.all(rivals.map((change) => writtenSteps({ store }, change)))).flat();
}

export const isAwaited = ({ change, step }: WrittenStep): boolean => change.evidence?.awaited.includes(step) === true;

const activityOf = ({ proposal }: Change, step: number): AuditActivity | undefined => {
  const known = steps(proposal.plan)[step];
  return known && auditActivityOf(known);
};

const awaitedActivities = ({ proposal, evidence }: Change): readonly AuditActivity[] =>
  steps(proposal.plan).flatMap((step, index) => {
    const activity = auditActivityOf(step);
    return activity !== undefined && evidence?.awaited.includes(index) === true ? [activity] : [];
  });

/**
 * Notes the record of each step, as far as there is one. A record belongs to one step only: to the one whose request it
 * names, else to the one nearest in time, so that a change and its undo a minute later do not share one.
 */
export async function matchRecords(
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  { appId }: Pick<Settings, 'appId'>,
  wanted: readonly WrittenStep[],
  records: readonly AuditRecord[],
): Promise<void> {
  const { store, clock, log } = ports;
  const pairs = records
    .filter((record) => isOwnRecord(record, appId))
    .flatMap((record) =>
      wanted
        .filter((written) => isAbout(record, written) && doesNotContradict(record, written))
        .map((written) => ({ record, written })),
    )
    .sort((a, b) => farness(a) - farness(b) || a.record.at - b.record.at);
  for (const { record, written } of pairs) {
    const { step, change } = written;
    const { auditId } = record;
    if (await store.isMatched(auditId)) continue;
    const match = { kind: 'matched', step, record: actorOf(record), at: clock.now() } as const;
    const moved = await advanceAsItStands(ports, change, () => match);
    // undefined: the step has its record, from a nearer one or from somebody who asked at the same time.
    if (moved !== undefined) log.info('evidence.matched', { changeId: change.proposal.id, step, auditId });
  }
}

/** Whether a record can be the one of a step: of the same kind, about the same tenant, at about the same time. */
export function isAbout(record: AuditRecord, { change, activity, period }: WrittenStep): boolean {
  if (record.activity !== activity || offBy(period, record.at) > SKEW_MS) return false;
  return isOfTemplate(activity) || record.tenantIds.includes(change.proposal.plan.tenantId);
}

/** What a record proves to be another change is not of this step, whatever its time. */
function doesNotContradict(record: AuditRecord, { change, step }: WrittenStep): boolean {
  const points = waypoints(change.proposal.plan);
  const [before, after] = [points[step], points[step + 1]];
  return before !== undefined && after !== undefined && mayBeOf(record, before, after);
}

/** Negative where the record names the request itself. */
function farness({ record, written }: { readonly record: AuditRecord; readonly written: WrittenStep }): number {
  const isNamed = record.correlationId !== null && written.requestIds.has(record.correlationId);
  return isNamed ? -1 : offBy(written.period, record.at);
}
