import type { KnownName } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import { all, run, type Query } from '../query.ts';
import { tenantName } from '../schema/tenant-name.ts';
import { statement } from './statement.ts';

const ALL = statement('SELECT tenant_id, display_name, default_domain, read_at FROM tenant_names ORDER BY read_at');
const PUT = statement(`
  INSERT INTO tenant_names (tenant_id, display_name, default_domain, read_at) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (tenant_id) DO UPDATE
  SET display_name = excluded.display_name, default_domain = excluded.default_domain, read_at = excluded.read_at
`);
const FORGET = statement('DELETE FROM tenant_names WHERE read_at < ?1');

/** Rows of `tenant_names`. */
export function tenantNamesTable() {
  return {
    /** A row that makes no sense is left out: its name is read again. */
    *all(): Query<readonly KnownName[]> {
      return (yield* all(ALL)).flatMap((row) => {
        const parsed = tenantName.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      });
    },

    *put({ tenant: { tenantId, displayName, defaultDomainName }, readAt }: KnownName): Query<void> {
      yield* run(PUT, tenantId, displayName, defaultDomainName, readAt);
    },

    /** Forgets what was read before. */
    *forget(before: Instant): Query<void> {
      yield* run(FORGET, before);
    },
  };
}
