import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type HistoryPage } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import { OPEN_STATES } from '../../domain/change/status.ts';
import type { ChangeId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { change as changeSchema } from '../schema/change.ts';

/**
 * Rows of `changes`. Methods are synchronous and throw what node:sqlite throws, or StoreError.
 * @param damaged is told of a row that cannot be read where others are to be had without it
 */
export function changesTable(sql: DatabaseSync, damaged: (error: StoreError, id: unknown) => void) {
  const open = `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;
  const byId = sql.prepare('SELECT id, body FROM changes WHERE id = ?');
  const byPartner = sql.prepare(`SELECT id, body FROM changes WHERE tenant_id = ? AND ${open}`);
  // As they were stored: the clock may have been set back. Two statements: by `?1 IS NULL OR` SQLite finds no index.
  const newest = sql.prepare('SELECT id, body FROM changes ORDER BY rowid DESC LIMIT ? OFFSET ?');
  const newestOf = sql.prepare('SELECT id, body FROM changes WHERE tenant_id = ? ORDER BY rowid DESC LIMIT ? OFFSET ?');
  const counted = sql.prepare('SELECT count(*) AS total FROM changes');
  const countedOf = sql.prepare('SELECT count(*) AS total FROM changes WHERE tenant_id = ?');
  const allOpen = sql.prepare(`SELECT id, body FROM changes WHERE ${open} ORDER BY requested_at, rowid`);
  const allUnreviewed = sql.prepare(`
    SELECT id, body FROM changes
    WHERE approval = 'breakGlass' AND review IS NULL AND state IN ('applied', 'failed')
    ORDER BY requested_at, rowid
  `);
  const awaiting = sql.prepare(
    'SELECT id, body FROM changes WHERE awaited > 0 AND ended_at >= ? ORDER BY ended_at, rowid',
  );
  const add = sql.prepare('INSERT INTO changes (id, body) VALUES (?, ?)');
  const swap = sql.prepare('UPDATE changes SET body = ? WHERE id = ? AND revision = ?');

  const whole = (row: Row): readonly Change[] => {
    try {
      return [read(row)];
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      damaged(error, row['id']);
      return [];
    }
  };

  return {
    get: (id: ChangeId): Change | undefined => optional(byId.get(id)),

    /** The open change that owns the partner whose settings `wanted` would write. */
    owner: (wanted: Change): Change | undefined => optional(byPartner.get(wanted.proposal.plan.tenantId)),

    /** Oldest first. One that cannot be read must not hold up the others; asked for by its id or partner it still throws. */
    open: (): readonly Change[] => allOpen.all().flatMap(whole),

    /** As `open`. */
    unreviewed: (): readonly Change[] => allUnreviewed.all().flatMap(whole),

    /** As `open`. */
    awaitingEvidence: (since: Instant): readonly Change[] => awaiting.all(since).flatMap(whole),

    history: (tenantId: TenantId | null, limit: number, offset: number): HistoryPage => ({
      changes: (tenantId === null ? newest.all(limit, offset) : newestOf.all(tenantId, limit, offset)).map(read),
      total: Number((tenantId === null ? counted.get() : countedOf.get(tenantId))?.['total']),
    }),

    add: (change: Change): void => {
      add.run(change.proposal.id, write(change));
    },

    /** Whether the stored revision was one less; if not, nothing has changed. */
    advance: (change: Change): boolean =>
      swap.run(write(change), change.proposal.id, change.revision - 1).changes === 1,
  };
}

type Row = ReturnType<ReturnType<DatabaseSync['prepare']>['all']>[number];

function optional(row: Row | undefined): Change | undefined {
  return row === undefined ? undefined : read(row);
}

function read(row: Row): Change {
  return decode(changeSchema, row['body'], `Change ${String(row['id'])}`);
}

function write(change: Change): string {
  return encode(changeSchema, change, `Change ${change.proposal.id}`);
}
