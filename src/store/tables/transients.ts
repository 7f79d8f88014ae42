import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/v4';
import type { ForeignRecord, KeptRecord, RecordKey } from '../../app/ports.ts';
import { nextTransient, type Transient, type TransientEvent } from '../../domain/drift/transient.ts';
import type { TenantId, TransientId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { decode, encode } from '../body.ts';
import { tenantId as tenantIdSchema, transientId } from '../schema/parts.ts';
import { foreignRecord, transient as transientSchema } from '../schema/transient.ts';
import type { JournalTable } from './journal.ts';

/** So many records of one partner are looked at together: a loop over all of them is one too many. */
const MOST_BEFORE = 200;
const MOST_AFTER = 1_000;

/** Rows of `transients` and `foreign_records`. Methods are synchronous and throw as node:sqlite does, or StoreError. */
export function transientsTable(sql: DatabaseSync, journal: JournalTable) {
  const byId = sql.prepare('SELECT id, body FROM transients WHERE id = ?');
  const add = sql.prepare('INSERT INTO transients (id, body) VALUES (?, ?)');
  const swap = sql.prepare('UPDATE transients SET body = ? WHERE id = ? AND revision = ?');
  const since = sql.prepare("SELECT value FROM meta WHERE key = 'watched_since'");
  const keep = sql.prepare(
    'INSERT INTO foreign_records (audit_id, tenant_id, at, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = sql.prepare('DELETE FROM foreign_records WHERE at < ?');
  const open = sql.prepare(
    "SELECT DISTINCT tenant_id FROM foreign_records WHERE state = 'open' AND at <= ? ORDER BY tenant_id",
  );
  const first = sql.prepare("SELECT min(at) AS at FROM foreign_records WHERE tenant_id = ? AND state = 'open'");
  const before = sql.prepare(
    `SELECT * FROM foreign_records WHERE tenant_id = ? AND at < ? ORDER BY at DESC, audit_id DESC LIMIT ${MOST_BEFORE}`,
  );
  const fromThen = sql.prepare(
    `SELECT * FROM foreign_records WHERE tenant_id = ? AND at >= ? ORDER BY at, audit_id LIMIT ${MOST_AFTER}`,
  );
  const settle = sql.prepare(
    'UPDATE foreign_records SET state = ?, transient_id = ? WHERE tenant_id = ? AND audit_id = ?',
  );

  return {
    get: (id: TransientId): Transient | undefined => {
      const row = byId.get(id);
      return row && decode<Transient>(transientSchema, row['body'], `Transient ${id}`);
    },

    add: (transient: Transient): void => {
      add.run(transient.id, write(transient));
      const event = { kind: 'found', transient, at: transient.foundAt } as const;
      journal.note({ of: 'transients', id: transient.id, event });
    },

    /** As it is now stored; undefined: the stored revision is another one. */
    move: (transient: Transient, event: Extract<TransientEvent, { kind: 'learned' }>): Transient | undefined => {
      const moved = nextTransient(transient, event);
      if (swap.run(write(moved), transient.id, transient.revision).changes !== 1) return undefined;
      journal.note({ of: 'transients', id: transient.id, event });
      return moved;
    },

    /** undefined: partners were never compared. */
    watchedSince: (): Instant | undefined => {
      const row = since.get();
      return row === undefined ? undefined : Number(row['value']);
    },

    keep: (record: ForeignRecord): void => {
      const { by, tenantId } = record;
      const body = encode<ForeignRecord>(foreignRecord, record, `Record ${by.auditId}`);
      keep.run(by.auditId, tenantId, by.at, body);
    },
    forget: (before: Instant): void => {
      forget.run(before);
    },
    inQuestion: (until: Instant): readonly TenantId[] =>
      open.all(until).map(({ tenant_id }) => tenantIdSchema.parse(tenant_id)),
    of: (tenantId: TenantId): readonly KeptRecord[] => {
      const at = Number(first.get(tenantId)?.['at'] ?? 0);
      return [...before.all(tenantId, at).reverse(), ...fromThen.all(tenantId, at)].map(keptRecord);
    },
    settle: (keys: readonly RecordKey[], state: KeptRecord['state'], transient: TransientId | null): void => {
      for (const { tenantId, auditId } of keys) settle.run(state, transient, tenantId, auditId);
    },
  };
}

const state = z.enum(['open', 'explained', 'told']);

function keptRecord(row: Readonly<Record<string, unknown>>): KeptRecord {
  const record = decode<ForeignRecord>(foreignRecord, row['body'], `Record ${String(row['audit_id'])}`);
  return { ...record, state: state.parse(row['state']), transient: transientId.nullable().parse(row['transient_id']) };
}

const write = (transient: Transient): string =>
  encode<Transient>(transientSchema, transient, `Transient ${transient.id}`);
