import type { DatabaseSync } from 'node:sqlite';
import type { Baseline } from '../../domain/drift/baseline.ts';
import type { TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import { decode, encode } from '../body.ts';
import { partnerState, tenantId } from '../schema/parts.ts';

/** Rows of `baselines`, and when the last look was. Methods are synchronous and throw as node:sqlite does. */
export function baselinesTable(sql: DatabaseSync) {
  const all = sql.prepare('SELECT * FROM baselines ORDER BY tenant_id');
  const byId = sql.prepare('SELECT * FROM baselines WHERE tenant_id = ?');
  const put = sql.prepare(`
    INSERT INTO baselines (tenant_id, body, seen_at, revision) VALUES (?, ?, ?, ?)
    ON CONFLICT (tenant_id) DO UPDATE
    SET body = excluded.body, seen_at = excluded.seen_at, revision = excluded.revision
  `);
  const seen = sql.prepare('UPDATE baselines SET seen_at = ? WHERE tenant_id = ? AND revision = ?');
  const lookedAt = sql.prepare("SELECT value FROM meta WHERE key = 'looked_at'");
  const look = sql.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('looked_at', ?)");

  return {
    all: (): readonly Baseline[] => all.all().map(read),

    get: (id: TenantId): Baseline | undefined => {
      const row = byId.get(id);
      return row === undefined ? undefined : read(row);
    },

    put: ({ tenantId: id, state, seenAt, revision }: Baseline): void => {
      put.run(id, encode<PartnerState>(partnerState, state, `The baseline of ${id}`), seenAt, revision);
    },

    /** Notes that the tenant looked as expected, unless its baseline has moved since. */
    seen: (id: TenantId, revision: number, at: Instant): void => {
      seen.run(at, id, revision);
    },

    /** null: nobody ever looked. */
    lookedAt: (): Instant | null => {
      const row = lookedAt.get();
      return row === undefined ? null : Number(row['value']);
    },

    looked: (at: Instant): void => {
      look.run(at);
    },
  };
}

function read(row: Record<string, unknown>): Baseline {
  const id = tenantId.parse(row['tenant_id']);
  return {
    tenantId: id,
    state: decode<PartnerState>(partnerState, row['body'], `The baseline of ${id}`),
    seenAt: Number(row['seen_at']),
    revision: Number(row['revision']),
  };
}
