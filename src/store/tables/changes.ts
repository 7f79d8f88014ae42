import { StoreError, type HistoryPage } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import { isRival, rivalKey } from '../../domain/change/closing.ts';
import { next } from '../../domain/change/next.ts';
import { OPEN_STATES } from '../../domain/change/status.ts';
import type { ChangeId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Snapshot } from '../../domain/policy/snapshot.ts';
import { decode, encode } from '../body.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { change as changeSchema } from '../schema/change.ts';
import type { CopiesTable } from './copies.ts';
import type { JournalTable } from './journal.ts';
import { statement } from './statement.ts';

/** Of the index that holds what is open, whatever the partner's history. */
export const IS_OPEN = `state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;

const BY_ID = statement('SELECT id, body FROM changes WHERE id = ?1');
const BY_PARTNER = statement(`SELECT id, body FROM changes WHERE tenant_id = ?1 AND ${IS_OPEN}`);
// As they were stored: the clock may have been set back. Two statements: by `?1 IS NULL OR` SQLite finds no index.
const NEWEST = statement('SELECT id, body FROM changes ORDER BY rowid DESC LIMIT ?1 OFFSET ?2');
const NEWEST_OF = statement('SELECT id, body FROM changes WHERE tenant_id = ?3 ORDER BY rowid DESC LIMIT ?1 OFFSET ?2');
const COUNTED = statement('SELECT count(*) AS total FROM changes');
const OWNERS = statement('SELECT DISTINCT tenant_id FROM changes WHERE tenant_id BETWEEN ?1 AND ?2');
const COUNTED_OF = statement('SELECT count(*) AS total FROM changes WHERE tenant_id = ?1');
const ALL_OPEN = statement(`SELECT id, body FROM changes WHERE ${IS_OPEN} ORDER BY requested_at, rowid`);
const ALL_UNREVIEWED = statement(`
  SELECT id, body FROM changes
  WHERE approval = 'breakGlass' AND review IS NULL AND state IN ('applied', 'failed')
  ORDER BY requested_at, rowid
`);
const AWAITING = statement(
  'SELECT id, body FROM changes WHERE awaited > 0 AND ended_at >= ?1 ORDER BY ended_at, rowid',
);
const ENDING = statement('SELECT id, body FROM changes WHERE ends_at IS NOT NULL ORDER BY ends_at, rowid');
const ENDING_OF = statement(
  'SELECT id, body FROM changes WHERE tenant_id = ?1 AND ends_at IS NOT NULL ORDER BY ends_at, rowid',
);
const PARTS_OF = statement('SELECT id, body FROM changes WHERE part_of = ?1 ORDER BY rowid');
const PARTS_ABOUT = statement(
  'SELECT id, body FROM changes WHERE tenant_id = ?1 AND part_of IS NOT NULL ORDER BY rowid',
);
const FREEZES = statement(`
  SELECT id, body FROM changes
  WHERE many IN ('freeze', 'thaw') AND state IN ('applying', 'applied', 'failed') ORDER BY rowid DESC
`);
const ADD = statement('INSERT INTO changes (id, body) VALUES (?1, ?2)');
const SWAP = statement('UPDATE changes SET body = ?1 WHERE id = ?2 AND revision = ?3');

/**
 * Rows of `changes`.
 * @param damaged is told of a row that cannot be read where others are to be had without it
 */
export function changesTable(damaged: (error: StoreError, id: unknown) => void) {
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
    *get(id: ChangeId): Query<Change | undefined> {
      return optional(yield* one(BY_ID, id));
    },

    /** The open change that owns the partner whose settings `wanted` would write, or else is in its way. */
    *owner({ proposal: { plan } }: Change): Query<Change | undefined> {
      const owner = optional(yield* one(BY_PARTNER, plan.tenantId));
      const key = rivalKey(plan);
      if (owner !== undefined || key === undefined) return owner;
      const rival = optional(yield* one(BY_PARTNER, key));
      return rival !== undefined && isRival(plan, rival) ? rival : undefined;
    },

    /** Oldest first. One that cannot be read must not hold up the others; asked for by its id or partner it still throws. */
    *open(): Query<readonly Change[]> {
      return (yield* all(ALL_OPEN)).flatMap(whole);
    },

    *freezes(): Query<readonly Change[]> {
      return (yield* all(FREEZES)).map(read);
    },

    *partsOf(whole: ChangeId): Query<readonly Change[]> {
      return (yield* all(PARTS_OF, whole)).map(read);
    },

    *partsAbout(tenantId: TenantId): Query<readonly Change[]> {
      return (yield* all(PARTS_ABOUT, tenantId)).map(read);
    },

    /** As `open`. */
    *unreviewed(): Query<readonly Change[]> {
      return (yield* all(ALL_UNREVIEWED)).flatMap(whole);
    },

    /** As `open`. */
    *awaitingEvidence(since: Instant): Query<readonly Change[]> {
      return (yield* all(AWAITING, since)).flatMap(whole);
    },

    /** Those with an end that has not come, whether they were carried out or not. As `open`. */
    *ending(tenantId: TenantId | null): Query<readonly Change[]> {
      const rows: readonly Row[] = tenantId === null ? yield* all(ENDING) : yield* all(ENDING_OF, tenantId);
      return rows.flatMap(whole);
    },

    *history(tenantId: TenantId | null, limit: number, offset: number): Query<HistoryPage> {
      const rows: readonly Row[] =
        tenantId === null ? yield* all(NEWEST, limit, offset) : yield* all(NEWEST_OF, limit, offset, tenantId);
      const count: Row | undefined = tenantId === null ? yield* one(COUNTED) : yield* one(COUNTED_OF, tenantId);
      return { changes: rows.map(read), total: Number(count?.['total']) };
    },

    /** Which of the tenants from the one id to the other have any, by their bytes. */
    *tenantsBetween(first: TenantId, last: TenantId): Query<readonly unknown[]> {
      return (yield* all(OWNERS, first, last)).map((row) => row['tenant_id']);
    },

    *add(change: Change): Query<void> {
      yield* run(ADD, change.proposal.id, write(change));
    },

    /** Whether the stored revision was one less; if not, nothing has changed. */
    *advance(change: Change): Query<boolean> {
      return (yield* run(SWAP, write(change), change.proposal.id, change.revision - 1)) === 1;
    },
  };
}

export type ChangesTable = ReturnType<typeof changesTable>;

type Late = {
  readonly changes: Pick<ChangesTable, 'advance'>;
  readonly journal: Pick<JournalTable, 'appendOfChange'>;
  readonly copies: Pick<CopiesTable, 'raise'>;
};

/** Moves on what was given up and took effect after all: what it opened has its end, and can be undone. */
export function* tookEffect(
  { changes, journal, copies }: Late,
  given: Change,
  done: number,
  found: Snapshot,
  at: Instant,
): Query<void> {
  const event = { kind: 'tookEffect', done, found, at } as const;
  const change = next(given, event);
  if (change === undefined || !(yield* changes.advance(change))) return;
  yield* journal.appendOfChange(change, { changeId: change.proposal.id, event, requestIds: [] });
  yield* copies.raise({ kind: 'change', change });
}

function optional(row: Row | undefined): Change | undefined {
  return row === undefined ? undefined : read(row);
}

function read(row: Row): Change {
  return decode(changeSchema, row['body'], `Change ${String(row['id'])}`);
}

function write(change: Change): string {
  return encode(changeSchema, change, `Change ${change.proposal.id}`);
}
