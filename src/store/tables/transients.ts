import * as z from 'zod/v4-mini';
import type { ForeignRecord, KeptRecord, RecordKey } from '../../app/ports.ts';
import { nextTransient, type Transient, type TransientEvent } from '../../domain/drift/transient.ts';
import type { TenantId, TransientId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { tenantId as tenantIdSchema, transientId } from '../schema/parts.ts';
import { foreignRecord, transient as transientSchema } from '../schema/transient.ts';
import type { JournalTable } from './journal.ts';
import { statement } from './statement.ts';

/** So many records of one partner are looked at together: a loop over all of them is one too many. */
const MOST_BEFORE = 200;
const MOST_AFTER = 1_000;

const BY_ID = statement('SELECT id, body FROM transients WHERE id = ?1');
const ADD = statement('INSERT INTO transients (id, body) VALUES (?1, ?2)');
const SWAP = statement('UPDATE transients SET body = ?1 WHERE id = ?2 AND revision = ?3');
const SINCE = statement("SELECT value FROM meta WHERE key = 'watched_since'");
const KEEP = statement(
  'INSERT INTO foreign_records (audit_id, tenant_id, at, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING',
);
const FORGET = statement('DELETE FROM foreign_records WHERE at < ?1');
const OPEN = statement(
  "SELECT DISTINCT tenant_id FROM foreign_records WHERE state = 'open' AND at <= ?1 ORDER BY tenant_id",
);
const FIRST = statement("SELECT min(at) AS at FROM foreign_records WHERE tenant_id = ?1 AND state = 'open'");
const BEFORE = statement(`
  SELECT * FROM foreign_records WHERE tenant_id = ?1 AND at < ?2 ORDER BY at DESC, audit_id DESC LIMIT ${MOST_BEFORE}
`);
const FROM_THEN = statement(`
  SELECT * FROM foreign_records WHERE tenant_id = ?1 AND at >= ?2 ORDER BY at, audit_id LIMIT ${MOST_AFTER}
`);
const SETTLE = statement(
  'UPDATE foreign_records SET state = ?1, transient_id = ?2 WHERE tenant_id = ?3 AND audit_id = ?4',
);

/** Rows of `transients` and `foreign_records`. */
export function transientsTable(journal: JournalTable) {
  return {
    *get(id: TransientId): Query<Transient | undefined> {
      const row = yield* one(BY_ID, id);
      return row && decode<Transient>(transientSchema, row['body'], `Transient ${id}`);
    },

    *add(transient: Transient): Query<void> {
      yield* run(ADD, transient.id, write(transient));
      const event = { kind: 'found', transient, at: transient.foundAt } as const;
      yield* journal.note({ of: 'transients', id: transient.id, event });
    },

    /** As it is now stored; undefined: the stored revision is another one. */
    *move(transient: Transient, event: Extract<TransientEvent, { kind: 'learned' }>): Query<Transient | undefined> {
      const moved = nextTransient(transient, event);
      if ((yield* run(SWAP, write(moved), transient.id, transient.revision)) !== 1) return undefined;
      yield* journal.note({ of: 'transients', id: transient.id, event });
      return moved;
    },

    /** undefined: partners were never compared. */
    *watchedSince(): Query<Instant | undefined> {
      const row = yield* one(SINCE);
      return row === undefined ? undefined : Number(row['value']);
    },

    *keep(record: ForeignRecord): Query<void> {
      const { by, tenantId } = record;
      const body = encode<ForeignRecord>(foreignRecord, record, `Record ${by.auditId}`);
      yield* run(KEEP, by.auditId, tenantId, by.at, body);
    },
    *forget(before: Instant): Query<void> {
      yield* run(FORGET, before);
    },
    *inQuestion(until: Instant): Query<readonly TenantId[]> {
      return (yield* all(OPEN, until)).map(({ tenant_id }) => tenantIdSchema.parse(tenant_id));
    },
    *of(tenantId: TenantId): Query<readonly KeptRecord[]> {
      const at = Number((yield* one(FIRST, tenantId))?.['at'] ?? 0);
      const before = yield* all(BEFORE, tenantId, at);
      return [...before.toReversed(), ...(yield* all(FROM_THEN, tenantId, at))].map(keptRecord);
    },
    *settle(keys: readonly RecordKey[], state: KeptRecord['state'], transient: TransientId | null): Query<void> {
      for (const { tenantId, auditId } of keys) yield* run(SETTLE, state, transient, tenantId, auditId);
    },
  };
}

const state = z.enum(['open', 'explained', 'told']);

function keptRecord(row: Row): KeptRecord {
  const record = decode<ForeignRecord>(foreignRecord, row['body'], `Record ${String(row['audit_id'])}`);
  return { ...record, state: state.parse(row['state']), transient: z.nullable(transientId).parse(row['transient_id']) };
}

const write = (transient: Transient): string =>
  encode<Transient>(transientSchema, transient, `Transient ${transient.id}`);
