/** What others changed and changed back between two looks, and the records that tell of it. */
export const TRANSIENTS = `
  CREATE TABLE transients (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.id'),
    body TEXT NOT NULL,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED,
    -- Whether those who are to hear of it were told, or have it in a conversation.
    heard INTEGER NOT NULL
  ) STRICT;

  -- What records of others say of one partner, for as long as Entra keeps them: the two halves of what was switched there
  -- and back come at different times, be it the next day.
  CREATE TABLE foreign_records (
    audit_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'explained', 'told')),
    transient_id TEXT,
    PRIMARY KEY (tenant_id, audit_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX open_foreign_records ON foreign_records (tenant_id) WHERE state = 'open';

  -- What was changed before the partners were compared is in the baselines.
  INSERT INTO meta (key, value) SELECT 'watched_since', value FROM meta WHERE key = 'looked_at';
`;
