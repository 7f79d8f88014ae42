import type { Change } from '../../domain/change/change.ts';
import { LATE_MS, periodOf, type Match } from '../../domain/change/evidence.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import { auditActivityOf } from '../../domain/drift/audit.ts';
import type { Unexplained } from '../../domain/drift/misuse.ts';
import { isOfDefault, leavesDoors, mayBeOf, mayComeBeside } from '../../domain/drift/own-step.ts';
import type { Instant } from '../../domain/instant.ts';
import { offBy, type Period } from '../../domain/period.ts';
import { steps, waypoints } from '../../domain/policy/plan.ts';
import type { OwnRecord, Store } from '../ports.ts';
import { isDone, SKEW_MS } from './audit-records.ts';

/** No partner has more changes of the bot's within the time that counts. */
const LATEST = 50;

/** `wait`: what it may be of is still being written. */
export type Explanation = 'explained' | 'wait' | Unexplained;

/** What counts for less is told only where nothing counts for more. */
const RANK: readonly Explanation[] = ['explained', 'wait', 'outcome', 'noStep'];

/**
 * Which step of the bot's a record of its own app is of. Records are matched with steps before: one that is left over is
 * explained only by what may have more than one record, or has none by a name that is known.
 * @param since when the store began to remember
 * @param beside what was read of the log together with it
 */
export async function explain(
  store: Pick<Store, 'isMatched' | 'history' | 'journal'>,
  record: OwnRecord,
  home: Change['proposal']['plan']['tenantId'],
  since: Instant,
  beside: readonly OwnRecord[] = [],
): Promise<Explanation> {
  if (await store.isMatched(record.auditId)) return 'explained';
  if (record.at < since) return 'before';
  const isDefaults = record.activity === null && isOfDefault(record.called);
  if (record.activity === null && !isDefaults && !mayComeBeside(record.called)) return 'noStep';
  let found: Explanation = 'noStep';
  // Where a record names nobody, its time must do; so it must where one of a kind of its own only speaks of tenants. The
  // template's are of the home tenant.
  const isAnybodys = record.tenantIds.length === 0 || (record.activity === null && !record.isNamed);
  for (const tenantId of isDefaults ? [home] : isAnybodys ? [null] : [...new Set([...record.tenantIds, home])]) {
    const { changes } = await store.history(tenantId, LATEST, 0);
    for (const change of changes) {
      if (isDefaults && change.proposal.plan.before.kind !== 'partner') continue;
      found = better(found, fit(change, await store.journal(change.proposal.id), record, beside));
    }
  }
  return found;
}

const better = (a: Explanation, b: Explanation): Explanation => (RANK.indexOf(b) < RANK.indexOf(a) ? b : a);

/** What one change has to do with the record. */
function fit(
  change: Change,
  journal: readonly JournalEntry[],
  record: OwnRecord,
  beside: readonly OwnRecord[],
): Explanation {
  const { proposal, status, evidence } = change;
  const began = journal.find(({ event }) => event.kind === 'writeStarted')?.event.at;
  if (began === undefined) return 'noStep';
  const points = waypoints(proposal.plan);
  const possible = steps(proposal.plan).flatMap((step, index) => {
    const activity = auditActivityOf(step);
    const [before, after] = [points[index], points[index + 1]];
    const isOfKind = record.activity === null || activity === undefined || activity === record.activity;
    const fits = record.activity === null || activity === undefined ? leavesDoors : mayBeOf;
    const isPossible = isOfKind && before !== undefined && after !== undefined && fits(record, before, after);
    return isPossible ? [{ index, activity }] : [];
  });
  const until = overAt(change, journal, began);
  if (possible.length === 0 || offBy({ from: began, until }, record.at) > SKEW_MS) return 'noStep';
  if (status.state === 'applying') return 'wait';
  if (!isDone(record)) {
    // What was refused is of whatever was, or may have been.
    const isRefused = status.state !== 'applied' || isLost(journal);
    return isRefused || possible.some(({ index }) => wasSentAgain(index, journal)) ? 'explained' : 'noStep';
  }
  if (status.state === 'unknown') return 'outcome';
  const matches = evidence?.matched ?? [];
  const isExplained = possible.some(
    ({ index, activity }) =>
      // Microsoft names no activity for it: it may be told of as anything. And what is written may be told of twice.
      activity === undefined ||
      record.activity === null ||
      (record.tenantIds.length === 0 && evidence?.awaited.includes(index) === true) ||
      matches.some(
        (match) =>
          match.step === index &&
          (wasSentAgain(index, journal) || isTold(match, record, beside)) &&
          isDuring(periodOf(index, journal), record.at),
      ),
  );
  if (isExplained) return 'explained';
  return mayBeLate(change) ? 'outcome' : 'noStep';
}

/** Until when the bot may have written it, or what was sent may have taken effect, however long it took to settle. */
function overAt(change: Change, journal: readonly JournalEntry[], began: Instant): Instant {
  const { status } = change;
  const lost = journal.find(({ event }) => event.kind === 'lostSight')?.event.at;
  if (lost !== undefined) return lost + LATE_MS;
  if (!('at' in status)) return Infinity;
  // The process may have been stopped in the middle of it, and another have settled it much later.
  const heard = Math.max(
    began,
    ...journal.filter(({ event }) => event.kind === 'stepDone').map(({ event }) => event.at),
  );
  return Math.min(status.at, heard + LATE_MS) + (mayBeLate(change) ? LATE_MS : 0);
}

const isLost = (journal: readonly JournalEntry[]): boolean => journal.some(({ event }) => event.kind === 'lostSight');

/** Given up without a proof that Graph did nothing more. */
function mayBeLate({ status }: Change): boolean {
  // It was written, and what is stored of it was changed since: nobody can say how it ended.
  if (status.state === 'stopped') return true;
  if (status.state !== 'failed') return false;
  return status.failure.kind === 'diverged' || status.failure.problem?.reached !== 'no';
}

/** Whether another record of the same request is that of the step: Entra may tell of one request twice. */
function isTold({ record: { auditId } }: Match, record: OwnRecord, beside: readonly OwnRecord[]): boolean {
  const { correlationId } = record;
  return correlationId !== null && beside.some((one) => one.auditId === auditId && one.correlationId === correlationId);
}

/** A request that is sent again may have taken effect twice, and left two records. */
function wasSentAgain(step: number, journal: readonly JournalEntry[]): boolean {
  const done = journal.filter(({ event }) => event.kind === 'stepDone');
  // The answer of the last one may have been lost: what ended the writing has its requests.
  const rest = journal.filter(({ event: { kind } }) => kind === 'lostSight' || kind === 'applied');
  const sent = [...done.map(({ requestIds }) => requestIds), rest.flatMap(({ requestIds }) => requestIds)];
  return sent.some((requestIds, index) => index === step && requestIds.length > 1);
}

const isDuring = (period: Period | undefined, at: Instant): boolean =>
  period !== undefined && offBy(period, at) <= SKEW_MS;
