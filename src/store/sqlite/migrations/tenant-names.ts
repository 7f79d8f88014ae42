/** What tenants are called, and when that was read. */
export const TENANT_NAMES = `
  CREATE TABLE tenant_names (
    tenant_id TEXT PRIMARY KEY NOT NULL,
    display_name TEXT,
    default_domain TEXT,
    read_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
