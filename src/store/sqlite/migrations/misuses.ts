/** What the bot's own app did without the bot, and how far Entra's audit log was read. */
export const MISUSES = `
  CREATE TABLE misuses (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.id'),
    body TEXT NOT NULL,
    state TEXT NOT NULL AS (body ->> '$.status.state') STORED,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED
  ) STRICT;
  -- While it is open, what comes is a part of it.
  CREATE UNIQUE INDEX one_open_misuse ON misuses (state) WHERE state = 'open';

  -- Records of the audit log that were told of: each once, however often the log is read.
  CREATE TABLE told_records (audit_id TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Up to when each kind of record was read.
  CREATE TABLE audit_reads (activity TEXT PRIMARY KEY NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
