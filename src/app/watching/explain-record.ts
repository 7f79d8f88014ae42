import type { Change } from '../../domain/change/change.ts';
import { periodOf } from '../../domain/change/evidence.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import { auditActivityOf } from '../../domain/drift/audit.ts';
import type { Unexplained } from '../../domain/drift/misuse.ts';
import { mayBeOf } from '../../domain/drift/own-step.ts';
import type { Instant } from '../../domain/instant.ts';
import { offBy, type Period } from '../../domain/period.ts';
import { steps, waypoints } from '../../domain/policy/plan.ts';
import type { OwnRecord, Store } from '../ports.ts';
import { SKEW_MS } from './audit-records.ts';

/** No partner has more changes of the bot's within the time that counts. */
const LATEST = 50;
/** For how long a write whose answer was lost may still take effect. */
const LATE_MS = 5 * 60_000;

/** `wait`: what it may be of is still being written. */
export type Explanation = 'explained' | 'wait' | Unexplained;

/** What counts for less is told only where nothing counts for more. */
const RANK: readonly Explanation[] = ['explained', 'wait', 'outcome', 'noStep'];

/**
 * Which step of the bot's a record of its own app is of. Records are matched with steps before: one that is left over is
 * explained only by what may have more than one record, or has none by a name that is known.
 * @param since when the store began to remember
 */
export async function explain(
  store: Pick<Store, 'isMatched' | 'history' | 'journal'>,
  record: OwnRecord,
  home: Change['proposal']['plan']['tenantId'],
  since: Instant,
): Promise<Explanation> {
  if (await store.isMatched(record.auditId)) return 'explained';
  if (record.at < since) return 'before';
  const found: Explanation[] = ['noStep'];
  // Where a record names nobody, or is of a kind of its own, its time must do; the template's are of the home tenant.
  const about =
    record.tenantIds.length === 0 || record.activity === null ? [null] : [...new Set([...record.tenantIds, home])];
  for (const tenantId of about) {
    const { changes } = await store.history(tenantId, LATEST, 0);
    for (const change of changes) found.push(fit(change, await store.journal(change.proposal.id), record));
  }
  return RANK.find((one) => found.includes(one)) ?? 'noStep';
}

/** What one change has to do with the record. */
function fit(change: Change, journal: readonly JournalEntry[], record: OwnRecord): Explanation {
  const { proposal, status, evidence } = change;
  const began = journal.find(({ event }) => event.kind === 'writeStarted')?.event.at;
  if (began === undefined) return 'noStep';
  const isLate = mayBeLate(change);
  // Once the bot has lost sight of a write, it writes no more of the change, however long it takes to settle.
  const lost = journal.find(({ event }) => event.kind === 'lostSight')?.event.at;
  const over = lost ?? ('at' in status ? status.at : Infinity);
  const ended = over + (isLate || lost !== undefined ? LATE_MS : 0);
  const points = waypoints(proposal.plan);
  const possible = steps(proposal.plan).flatMap((step, index) => {
    const activity = auditActivityOf(step);
    const [before, after] = [points[index], points[index + 1]];
    const fits = activity === record.activity && before !== undefined && after !== undefined;
    const isPossible = record.activity === null || activity === undefined || (fits && mayBeOf(record, before, after));
    return isPossible ? [{ index, activity }] : [];
  });
  if (possible.length === 0 || offBy({ from: began, until: ended }, record.at) > SKEW_MS) return 'noStep';
  if (status.state === 'applying') return 'wait';
  if (status.state === 'unknown') return 'outcome';
  const matched = new Set(evidence?.matched.map(({ step }) => step));
  const isExplained = possible.some(
    ({ index, activity }) =>
      // Microsoft names no activity for it: it may be told of as anything. And what is written may be told of twice.
      activity === undefined ||
      record.activity === null ||
      (record.tenantIds.length === 0 && evidence?.awaited.includes(index) === true) ||
      (matched.has(index) && wasSentAgain(index, journal) && isDuring(periodOf(index, journal), record.at)),
  );
  if (isExplained) return 'explained';
  return isLate ? 'outcome' : 'noStep';
}

/** Given up without a proof that Graph did nothing more. */
function mayBeLate({ status }: Change): boolean {
  // It was written, and what is stored of it was changed since: nobody can say how it ended.
  if (status.state === 'stopped') return true;
  if (status.state !== 'failed') return false;
  return status.failure.kind === 'diverged' || status.failure.problem?.reached !== 'no';
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
