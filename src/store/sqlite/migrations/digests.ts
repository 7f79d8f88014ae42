/**
 * Many drifts of one look are told together: the digest, and which drifts are in it. `opens`: whether the drift opened
 * something when it was found. `urgent`: what opens the tenant is told before anything else.
 */
export const DIGESTS = `
  CREATE TABLE digests (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.id'),
    body TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0)
  ) STRICT;
  CREATE TABLE digest_drifts (
    drift_id TEXT PRIMARY KEY NOT NULL REFERENCES drifts (id),
    digest_id TEXT NOT NULL REFERENCES digests (id),
    opens INTEGER NOT NULL CHECK (opens IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX drifts_of_a_digest ON digest_drifts (digest_id, opens);

  ALTER TABLE copies ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1));
`;
