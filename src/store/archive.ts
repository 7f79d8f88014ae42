import { neededToThaw } from '../domain/change/frozen.ts';
import { OPEN_STATES } from '../domain/change/status.ts';
import { ownTenantId, type ChangeId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { standing } from '../domain/recertify/recertification.ts';
import type { StoreAddress } from './address.ts';
import type { Dialect } from './dialect.ts';
import { grown, leafOf } from './merkle.ts';
import { movedOut } from './checks/moved-out.ts';
import { openAlone } from './open-alone.ts';
import { openingOf } from './parts/recertifications.ts';
import { all, inPages, one, run, type Query, type Row } from './query.ts';
import { baselinesTable } from './tables/baselines.ts';
import { journalTable } from './tables/journal.ts';
import { recertificationsTable } from './tables/recertifications.ts';
import { subscriptionsTable } from './tables/subscriptions.ts';
import { tablesOf } from './tables/tables.ts';

/** Which lines can be moved out: those from the first one on, up to `through`. */
export type Movable = {
  readonly first: number;
  /** Less than `first`: none. */
  readonly through: number;
  /** What keeps the next ones: a change, drift or misuse that has not ended, or went on later; null: they are not old enough. */
  readonly heldBy: string | null;
};

/** A store from which old lines are moved out, while no bot uses it. Methods reject with StoreError. */
export type Archivable = {
  /** @param before lines from then on stay @param isTelling whether those stay that a program outside has yet to hear */
  movable(before: Instant, isTelling: boolean): Promise<Movable>;
  /** Takes the lines up to `through` out, with the changes, drifts and misuses that they tell of. */
  moveOut(through: number, at: Instant): Promise<void>;
  close(): Promise<void>;
};

/** Opens a store for this process alone. Rejects with StoreError. */
export async function openToArchive(address: StoreAddress): Promise<Archivable> {
  const { engine, close } = await openAlone(address);
  const { dialect } = engine;
  const known = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw engine.known(error);
    }
  };
  return {
    movable: (before, isTelling) => known(engine.read(() => movable(dialect, before, isTelling))),
    moveOut: (through, at) => known(engine.durable(() => moveOut(dialect, through, at))),
    close,
  };
}

function* movable(dialect: Dialect, before: Instant, isTelling: boolean): Query<Movable> {
  const { number, text } = dialect;
  function* found(query: string, ...values: readonly number[]): Query<number | null> {
    const value = Object.values((yield* one(query, ...values)) ?? {})[0];
    return typeof value === 'number' ? value : null;
  }
  const first = (yield* found('SELECT min(seq) FROM journal')) ?? 1;
  const young = yield* found(`SELECT min(seq) FROM journal WHERE ${number('line', 'event', 'at')} >= ?1`, before);
  const end = (young ?? ((yield* found('SELECT max(seq) FROM journal')) ?? 0) + 1) - 1;
  // Whoever once had a webhook and has none now would keep everything for ever.
  const told = isTelling ? ((yield* found("SELECT value FROM meta WHERE key = 'told_lines'")) ?? end) : end;
  const open = new Set([...(yield* all(OPEN)).map(({ id }) => String(id)), ...(yield* frozen(dialect, before))]);
  const subjects = (yield* all(subjectsIn(text('line', 'id')))).map(({ id, first: from, last }) => ({
    id: String(id),
    from: Number(from),
    last: Number(last),
  }));
  let through = Math.min(end, told);
  let heldBy: string | null = null;
  for (;;) {
    const held = subjects.find(({ id, from, last }) => from <= through && (last > through || open.has(id)));
    if (held === undefined) return { first, through, heldBy };
    through = held.from - 1;
    heldBy = held.id;
  }
}

/** Every freeze that stands, what a thaw has not brought back, and their parts: a thaw takes back what they tell. */
function* frozen(dialect: Dialect, before: Instant): Query<readonly ChangeId[]> {
  const { changes } = tablesOf(dialect, '', undefined);
  const ids: ChangeId[] = [];
  for (const { proposal } of neededToThaw(yield* changes.freezes(), before)) {
    ids.push(proposal.id, ...(yield* changes.partsOf(proposal.id)).map((part) => part.proposal.id));
  }
  return ids;
}

/** Not ended; or broken glass that nobody has reviewed; or with an end of what it opened that is still to come. */
const OPEN = `
  SELECT id FROM changes WHERE state IN (${OPEN_STATES.map((state) => `'${state}'`).join()})
    OR (approval = 'breakGlass' AND review IS NULL AND state IN ('applied', 'failed'))
    OR (ends_at IS NOT NULL AND state IN ('applied', 'failed'))
  UNION ALL SELECT id FROM drifts WHERE state = 'open' OR (ends_at IS NOT NULL AND state = 'accepted')
  UNION ALL SELECT id FROM misuses WHERE state = 'open'
`;
/** From which line to which one each change, drift and misuse is told of, the last to begin first. */
const subjectsIn = (lineId: string): string => `
  SELECT coalesce(change_id, drift_id) AS id, min(seq) AS first, max(seq) AS last FROM journal
  WHERE revision IS NOT NULL GROUP BY 1
  UNION ALL SELECT ${lineId}, min(seq), max(seq) FROM journal WHERE about IN ('misuses', 'transients') GROUP BY 1
  ORDER BY 2 DESC
`;

function* moveOut(dialect: Dialect, through: number, at: Instant): Query<void> {
  const journal = journalTable(dialect);
  let { size, peaks } = yield* movedOut(dialect);
  let hash = '';
  const grow = (row: Row): void => {
    hash = String(row['hash']);
    peaks = grown(peaks, size, leafOf(hash));
    size += 1;
  };
  yield* inPages('SELECT seq, hash FROM journal', grow, { where: 'seq <= ?3', values: [through] });
  yield* restate(dialect, through, at);
  yield* journal.note({ of: 'archive', id: 'journal', event: { kind: 'archived', entries: through, hash, peaks, at } });
  for (const right of dialect.toShorten.take) yield* run(right);
  yield* run('DELETE FROM journal WHERE seq <= ?1', through);
  for (const removal of takenAlong(dialect.text('line', 'id'))) yield* run(removal);
  for (const right of dialect.toShorten.giveUp) yield* run(right);
}

/** What still holds is told once more, so that the rest of the journal alone tells how everything is. */
function* restate(dialect: Dialect, through: number, at: Instant): Query<void> {
  const journal = journalTable(dialect);
  const later = `SELECT 1 FROM journal WHERE about = ?1 AND ${dialect.text('line', 'id')} = ?2 AND seq > ?3`;
  // That it turned tells only what else it is, which is moved out.
  const whole = `${later} AND event IN ('subscribed', 'restated')`;
  for (const { tenantId, state, revision } of yield* baselinesTable(dialect).all()) {
    if ((yield* one(later, 'baselines', tenantId, through)) !== undefined) continue;
    yield* journal.note({ of: 'baselines', id: tenantId, event: { kind: 'restated', state, revision, at } });
  }
  yield* restateOpenings(dialect, through, at);
  for (const state of yield* recertificationsTable(journal).all()) {
    if ((yield* one(later, 'recertifications', state.tenantId, through)) !== undefined) continue;
    yield* journal.note({ of: 'recertifications', id: state.tenantId, event: { kind: 'restated', state, at } });
  }
  const subscriptions = subscriptionsTable(dialect, (error) => {
    throw error;
  });
  for (const subscription of yield* subscriptions.all()) {
    const { conversationId: id } = subscription.conversation;
    if ((yield* one(whole, 'subscriptions', id, through)) === undefined) {
      yield* journal.note({ of: 'subscriptions', id, event: { kind: 'restated', subscription, at } });
    }
  }
  const settings = yield* journal.last('settings');
  if (settings?.of === 'settings' && settings.seq <= through) {
    yield* journal.note({ of: 'settings', id: settings.id, event: { ...settings.event, at } });
  }
}

/** Who answers for a partner, and since when, counts on from an opening of which no line tells any more. */
function* restateOpenings(dialect: Dialect, through: number, at: Instant): Query<void> {
  const tables = tablesOf(dialect, '', undefined);
  for (const { tenant_id: told } of yield* all(MOVED, through)) {
    const id = ownTenantId(String(told));
    const stored = yield* tables.recertifications.get(id);
    const opening = yield* openingOf(tables, id, stored);
    if (opening === undefined || (stored !== undefined && opening.at <= stored.since)) continue;
    const state = standing(id, stored, opening, at);
    yield* tables.recertifications.restate({ ...state, revision: state.revision + 1 }, at);
  }
}

/** The partners of the changes and drifts of which no line after `?1` tells. */
const MOVED = `
  SELECT tenant_id FROM changes
    WHERE id NOT IN (SELECT change_id FROM journal WHERE change_id IS NOT NULL AND seq > ?1)
  UNION SELECT tenant_id FROM drifts
    WHERE id NOT IN (SELECT drift_id FROM journal WHERE drift_id IS NOT NULL AND seq > ?1)
`;

/** Everything of a change, drift or misuse that no line tells of any more. */
const takenAlong = (lineId: string): readonly string[] => [
  'DELETE FROM changes WHERE id NOT IN (SELECT change_id FROM journal WHERE change_id IS NOT NULL)',
  'DELETE FROM digest_drifts WHERE drift_id NOT IN (SELECT drift_id FROM journal WHERE drift_id IS NOT NULL)',
  'DELETE FROM digests WHERE id NOT IN (SELECT digest_id FROM digest_drifts)',
  'DELETE FROM drifts WHERE id NOT IN (SELECT drift_id FROM journal WHERE drift_id IS NOT NULL)',
  `DELETE FROM misuses WHERE id NOT IN (SELECT ${lineId} FROM journal WHERE about = 'misuses')`,
  `DELETE FROM transients WHERE id NOT IN (SELECT ${lineId} FROM journal WHERE about = 'transients')`,
  `DELETE FROM copies WHERE subject_id NOT IN (
    SELECT id FROM changes UNION ALL SELECT id FROM drifts UNION ALL SELECT id FROM digests UNION ALL SELECT id FROM sights
    UNION ALL SELECT id FROM misuses UNION ALL SELECT id FROM transients
  )`,
];
