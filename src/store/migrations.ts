import type { DatabaseSync } from 'node:sqlite';

/**
 * The ways from each schema version to the next; the first one starts at an empty file. A version, once released, is
 * never edited. A domain type whose stored form changes needs a migration that rewrites the bodies: they are read
 * strictly, so an old form would be reported as damage.
 *
 * The columns beside a body are computed by SQLite from the body: they cannot say anything else.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE changes (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.proposal.id'),
    body TEXT NOT NULL,
    tenant_id TEXT NOT NULL AS (body ->> '$.proposal.plan.tenantId') STORED,
    state TEXT NOT NULL AS (body ->> '$.status.state') STORED,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED,
    requested_at INTEGER NOT NULL AS (body ->> '$.proposal.requestedAt') STORED,
    expires_at INTEGER NOT NULL AS (body ->> '$.proposal.expiresAt') STORED,
    drawn_revision INTEGER NOT NULL DEFAULT 0 CHECK (drawn_revision BETWEEN 0 AND revision),
    drawn_message TEXT,
    message_id TEXT AS (drawn_message ->> '$.messageId') STORED,
    message_conversation TEXT AS (drawn_message ->> '$.conversation.conversationId') STORED
  ) STRICT;
  CREATE INDEX changes_by_message ON changes (message_id) WHERE message_id IS NOT NULL;
  CREATE UNIQUE INDEX one_open_change_per_partner ON changes (tenant_id)
    WHERE state IN ('pending', 'applying', 'unknown');
  CREATE INDEX changes_by_time ON changes (requested_at);
  CREATE INDEX changes_by_tenant ON changes (tenant_id, requested_at);
  CREATE INDEX undrawn_changes ON changes (requested_at) WHERE drawn_revision < revision;

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id TEXT NOT NULL REFERENCES changes (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL AS (body ->> '$.at') STORED,
    event TEXT NOT NULL AS (body ->> '$.kind') STORED,
    actor TEXT AS (coalesce(body ->> '$.by.objectId', body ->> '$.proposal.requester.objectId')) STORED,
    request_ids TEXT NOT NULL CHECK (json_type(request_ids) = 'array'),
    UNIQUE (change_id, revision)
  ) STRICT;
  CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  -- INSERT OR REPLACE deletes the old row without asking the trigger above.
  CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
    WHEN EXISTS (
      SELECT 1 FROM journal
      WHERE seq = NEW.seq OR (change_id = NEW.change_id AND revision = NEW.revision)
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;

  CREATE TABLE deliveries (
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
    PRIMARY KEY (conversation_id, activity_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta (key, value) VALUES ('probes', 0);
  `,
  `
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
    actor TEXT AS (body ->> '$.actor.auditId') STORED,
    told_revision INTEGER NOT NULL DEFAULT 0 CHECK (told_revision BETWEEN 0 AND revision)
  ) STRICT;
  CREATE UNIQUE INDEX one_open_drift_per_partner ON drifts (tenant_id) WHERE state = 'open';
  CREATE INDEX untold_drifts ON drifts (detected_at) WHERE told_revision < revision;
  CREATE INDEX unnamed_drifts ON drifts (detected_at) WHERE actor IS NULL;

  CREATE TABLE drift_journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    drift_id TEXT NOT NULL REFERENCES drifts (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (drift_id, revision)
  ) STRICT;
  CREATE TRIGGER drift_journal_is_never_edited BEFORE UPDATE ON drift_journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  CREATE TRIGGER drift_journal_is_never_shortened BEFORE DELETE ON drift_journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  CREATE TRIGGER drift_journal_is_never_replaced BEFORE INSERT ON drift_journal
    WHEN EXISTS (
      SELECT 1 FROM drift_journal
      WHERE seq = NEW.seq OR (drift_id = NEW.drift_id AND revision = NEW.revision)
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  `,
];

/** The schema version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a database from `version` to the newest one: all of the way, or not at all. */
export function migrate(sql: DatabaseSync, version: number, applicationId: number): void {
  if (version === SCHEMA_VERSION) return;
  sql.exec('BEGIN IMMEDIATE');
  try {
    for (const step of MIGRATIONS.slice(version)) sql.exec(step);
    sql.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    sql.exec('COMMIT');
  } catch (error) {
    if (sql.isTransaction) sql.exec('ROLLBACK');
    throw error;
  }
}
