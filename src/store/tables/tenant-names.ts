import type { DatabaseSync } from 'node:sqlite';
import type { KnownName } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import { tenantName } from '../schema/tenant-name.ts';

/** Rows of `tenant_names`. Methods are synchronous and throw as node:sqlite does. */
export function tenantNamesTable(sql: DatabaseSync) {
  const all = sql.prepare('SELECT tenant_id, display_name, default_domain, read_at FROM tenant_names ORDER BY read_at');
  const put = sql.prepare(`
    INSERT INTO tenant_names (tenant_id, display_name, default_domain, read_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (tenant_id) DO UPDATE
    SET display_name = excluded.display_name, default_domain = excluded.default_domain, read_at = excluded.read_at
  `);
  const forget = sql.prepare('DELETE FROM tenant_names WHERE read_at < ?');

  return {
    /** A row that makes no sense is left out: its name is read again. */
    all: (): readonly KnownName[] =>
      all.all().flatMap((row) => {
        const parsed = tenantName.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      }),

    put: ({ tenant: { tenantId, displayName, defaultDomainName }, readAt }: KnownName): void => {
      put.run(tenantId, displayName, defaultDomainName, readAt);
    },

    /** Forgets what was read before. */
    forget: (before: Instant): void => {
      forget.run(before);
    },
  };
}
