/** What the watcher remembers: baselines, drifts, and whether it sees. */
export const DRIFTS = `
  CREATE TABLE baselines (
    tenant_id TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE drifts (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.id'),
    body TEXT NOT NULL,
    tenant_id TEXT NOT NULL AS (body ->> '$.partner.tenantId') STORED,
    state TEXT NOT NULL AS (body ->> '$.status.state') STORED,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED,
    detected_at INTEGER NOT NULL AS (body ->> '$.detectedAt') STORED,
    actor TEXT AS (body ->> '$.actor.auditId') STORED
  ) STRICT;
  CREATE UNIQUE INDEX one_open_drift_per_partner ON drifts (tenant_id) WHERE state = 'open';
  CREATE INDEX unnamed_drifts ON drifts (detected_at) WHERE actor IS NULL;

  CREATE TABLE sights (id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.id'), body TEXT NOT NULL) STRICT;
`;
