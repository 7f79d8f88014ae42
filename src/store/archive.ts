import type { DatabaseSync } from 'node:sqlite';
import { OPEN_STATES } from '../domain/change/status.ts';
import type { Instant } from '../domain/instant.ts';
import { fileOfStore, openDatabase } from './database.ts';
import { grown, leafOf } from './merkle.ts';
import { movedOut } from './checks/moved-out.ts';
import { storeError } from './store-error.ts';
import { baselinesTable } from './tables/baselines.ts';
import { journalTable } from './tables/journal.ts';
import { subscriptionsTable } from './tables/subscriptions.ts';
import { transactionsOf } from './transaction.ts';

/** Which lines can be moved out: those from the first one on, up to `through`. */
export type Movable = {
  readonly first: number;
  /** Less than `first`: none. */
  readonly through: number;
  /** What keeps the next ones: a change, drift or misuse that has not ended, or went on later; null: they are not old enough. */
  readonly heldBy: string | null;
};

/** A store from which old lines are moved out, while no bot uses it. Methods are synchronous and throw StoreError. */
export type Archivable = {
  /** @param before lines from then on stay @param isTelling whether those stay that a program outside has yet to hear */
  movable(before: Instant, isTelling: boolean): Movable;
  /** Takes the lines up to `through` out, with the changes, drifts and misuses that they tell of. */
  moveOut(through: number, at: Instant): void;
  close(): void;
};

/** Opens the store at `path` for this process alone. Throws StoreError. */
export function openToArchive(path: string): Archivable {
  const { sql, close } = openDatabase(fileOfStore(path));
  const known = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw storeError(error, path);
    }
  };
  return {
    movable: (before, isTelling) => known(() => movable(sql, before, isTelling)),
    moveOut: (through, at) => {
      known(() => {
        transactionsOf(sql).durable(() => {
          moveOut(sql, through, at);
        });
      });
    },
    close,
  };
}

function movable(sql: DatabaseSync, before: Instant, isTelling: boolean): Movable {
  const one = (query: string, ...values: readonly number[]): number | null => {
    const found = Object.values(sql.prepare(query).get(...values) ?? {})[0];
    return typeof found === 'number' ? found : null;
  };
  const first = one('SELECT min(seq) FROM journal') ?? 1;
  const young = one("SELECT min(seq) FROM journal WHERE line ->> '$.event.at' >= ?", before);
  const end = (young ?? (one('SELECT max(seq) FROM journal') ?? 0) + 1) - 1;
  // Whoever once had a webhook and has none now would keep everything for ever.
  const told = isTelling ? (one("SELECT value FROM meta WHERE key = 'told_lines'") ?? end) : end;
  const open = new Set(
    sql
      .prepare(OPEN)
      .all()
      .map(({ id }) => String(id)),
  );
  const subjects = sql
    .prepare(SUBJECTS)
    .all()
    .map(({ id, first: from, last }) => ({ id: String(id), from: Number(from), last: Number(last) }));
  let through = Math.min(end, told);
  let heldBy: string | null = null;
  for (;;) {
    const held = subjects.find(({ id, from, last }) => from <= through && (last > through || open.has(id)));
    if (held === undefined) return { first, through, heldBy };
    through = held.from - 1;
    heldBy = held.id;
  }
}

/** Not ended; or broken glass that nobody has reviewed. */
const OPEN = `
  SELECT id FROM changes WHERE state IN (${OPEN_STATES.map((state) => `'${state}'`).join()})
    OR (approval = 'breakGlass' AND review IS NULL AND state IN ('applied', 'failed'))
  UNION ALL SELECT id FROM drifts WHERE state = 'open'
  UNION ALL SELECT id FROM misuses WHERE state = 'open'
`;
/** From which line to which one each change, drift and misuse is told of, the last to begin first. */
const SUBJECTS = `
  SELECT coalesce(change_id, drift_id) AS id, min(seq) AS first, max(seq) AS last FROM journal
  WHERE revision IS NOT NULL GROUP BY 1
  UNION ALL SELECT line ->> '$.id', min(seq), max(seq) FROM journal WHERE about IN ('misuses', 'transients') GROUP BY 1
  ORDER BY 2 DESC
`;

function moveOut(sql: DatabaseSync, through: number, at: Instant): void {
  const journal = journalTable(sql);
  let { size, peaks } = movedOut(sql);
  let hash = '';
  for (const row of sql.prepare('SELECT hash FROM journal WHERE seq <= ? ORDER BY seq').iterate(through)) {
    hash = String(row['hash']);
    peaks = grown(peaks, size, leafOf(hash));
    size += 1;
  }
  restate(sql, through, at);
  journal.note({ of: 'archive', id: 'journal', event: { kind: 'archived', entries: through, hash, peaks, at } });
  sql.prepare('DELETE FROM journal WHERE seq <= ?').run(through);
  sql.exec(TAKEN_ALONG);
}

/** What still holds is told once more, so that the rest of the journal alone tells how everything is. */
function restate(sql: DatabaseSync, through: number, at: Instant): void {
  const journal = journalTable(sql);
  const later = sql.prepare("SELECT 1 FROM journal WHERE about = ? AND line ->> '$.id' = ? AND seq > ?");
  const isTold = (about: string, id: string): boolean => later.get(about, id, through) !== undefined;
  // That it turned tells only what else it is, which is moved out.
  const whole = sql.prepare(`
    SELECT 1 FROM journal WHERE about = 'subscriptions' AND line ->> '$.id' = ? AND seq > ?
      AND event IN ('subscribed', 'restated')
  `);
  for (const { tenantId, state, revision } of baselinesTable(sql).all()) {
    if (isTold('baselines', tenantId)) continue;
    journal.note({ of: 'baselines', id: tenantId, event: { kind: 'restated', state, revision, at } });
  }
  const subscriptions = subscriptionsTable(sql, (error) => {
    throw error;
  });
  for (const subscription of subscriptions.all()) {
    const { conversationId: id } = subscription.conversation;
    if (whole.get(id, through) === undefined) {
      journal.note({ of: 'subscriptions', id, event: { kind: 'restated', subscription, at } });
    }
  }
  const settings = journal.last('settings');
  if (settings?.of === 'settings' && settings.seq <= through) {
    journal.note({ of: 'settings', id: settings.id, event: { ...settings.event, at } });
  }
}

/** Everything of a change, drift or misuse that no line tells of any more. */
const TAKEN_ALONG = `
  DELETE FROM changes WHERE id NOT IN (SELECT change_id FROM journal WHERE change_id IS NOT NULL);
  DELETE FROM digest_drifts WHERE drift_id NOT IN (SELECT drift_id FROM journal WHERE drift_id IS NOT NULL);
  DELETE FROM digests WHERE id NOT IN (SELECT digest_id FROM digest_drifts);
  DELETE FROM drifts WHERE id NOT IN (SELECT drift_id FROM journal WHERE drift_id IS NOT NULL);
  DELETE FROM misuses WHERE id NOT IN (SELECT line ->> '$.id' FROM journal WHERE about = 'misuses');
  DELETE FROM transients WHERE id NOT IN (SELECT line ->> '$.id' FROM journal WHERE about = 'transients');
  DELETE FROM copies WHERE subject_id NOT IN (
    SELECT id FROM changes UNION ALL SELECT id FROM drifts UNION ALL SELECT id FROM digests UNION ALL SELECT id FROM sights
    UNION ALL SELECT id FROM misuses UNION ALL SELECT id FROM transients
  );
`;
