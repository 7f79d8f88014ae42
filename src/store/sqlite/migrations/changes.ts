/** Changes, where they are shown, who hears of them, and the journal. */
export const CHANGES = `
  CREATE TABLE changes (
    id TEXT PRIMARY KEY NOT NULL CHECK (id = body ->> '$.proposal.id'),
    body TEXT NOT NULL,
    tenant_id TEXT NOT NULL AS (body ->> '$.proposal.plan.tenantId') STORED,
    state TEXT NOT NULL AS (body ->> '$.status.state') STORED,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED,
    requested_at INTEGER NOT NULL AS (body ->> '$.proposal.requestedAt') STORED,
    expires_at INTEGER NOT NULL AS (body ->> '$.proposal.expiresAt') STORED,
    approval TEXT NOT NULL AS (body ->> '$.proposal.approval') STORED,
    review TEXT AS (body -> '$.review' ->> '$.by.objectId') STORED
  ) STRICT;
  CREATE UNIQUE INDEX one_open_change_per_partner ON changes (tenant_id)
    WHERE state IN ('pending', 'applying', 'unknown');
  CREATE INDEX unreviewed_changes ON changes (requested_at) WHERE approval = 'breakGlass' AND review IS NULL;
  CREATE INDEX changes_by_time ON changes (requested_at);
  CREATE INDEX changes_by_tenant ON changes (tenant_id, requested_at);

  -- Where a subject - a change, a drift, a sight - is shown. A change's own card answers whoever asked; a notice tells a
  -- subscribed conversation.
  CREATE TABLE copies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('own', 'notice')),
    conversation TEXT NOT NULL,
    message TEXT,
    -- What the subject has come to, and what the copy shows of it: the outbox is where they differ.
    revision INTEGER NOT NULL,
    drawn_revision INTEGER NOT NULL DEFAULT 0 CHECK (drawn_revision BETWEEN 0 AND revision),
    place TEXT NOT NULL AS (conversation ->> '$.conversationId') STORED,
    message_id TEXT AS (message ->> '$.messageId') STORED,
    message_place TEXT AS (message ->> '$.conversation.conversationId') STORED
  ) STRICT;
  CREATE INDEX copies_by_subject ON copies (subject_id);
  CREATE INDEX copies_by_message ON copies (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX undrawn_copies ON copies (place, tenant_id, id) WHERE drawn_revision < revision;
  CREATE UNIQUE INDEX one_own_copy ON copies (subject_id) WHERE role = 'own';
  CREATE UNIQUE INDEX one_notice_in_each_place ON copies (subject_id, place) WHERE role = 'notice';

  CREATE TABLE subscriptions (
    place TEXT PRIMARY KEY NOT NULL CHECK (place = body ->> '$.conversation.conversationId'),
    body TEXT NOT NULL,
    state TEXT NOT NULL AS (body ->> '$.state') STORED
  ) STRICT;

  CREATE TABLE personal_conversations (
    object_id TEXT PRIMARY KEY NOT NULL,
    conversation TEXT NOT NULL
  ) STRICT;

  -- Said once each: direct messages and reminders. The outbox are those that were not sent.
  CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0 CHECK (sent IN (0, 1))
  ) STRICT;
  CREATE INDEX unsent_letters ON letters (id) WHERE sent = 0;

  CREATE TABLE greetings (place TEXT PRIMARY KEY NOT NULL, greeted_at INTEGER NOT NULL) STRICT;

  -- The last entry of the journal, beside it: what is missing at its end is missed.
  CREATE TABLE journal_head (
    only INTEGER PRIMARY KEY NOT NULL CHECK (only = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO journal_head (only, seq, hash) VALUES (1, 0, printf('%064d', 0));

  -- One chain of hashes over all entries, of changes and drifts, in the order in which they were written.
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY NOT NULL CHECK (seq = line ->> '$.seq'),
    line TEXT NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL AS (line ->> '$.previous') STORED,
    change_id TEXT REFERENCES changes (id) AS (iif(line ->> '$.of' = 'changes', line ->> '$.id', NULL)) STORED,
    drift_id TEXT REFERENCES drifts (id) AS (iif(line ->> '$.of' = 'drifts', line ->> '$.id', NULL)) STORED,
    revision INTEGER NOT NULL AS (line ->> '$.revision') STORED,
    at INTEGER NOT NULL AS (line ->> '$.event.at') STORED,
    event TEXT NOT NULL AS (line ->> '$.event.kind') STORED,
    actor TEXT AS (coalesce(line ->> '$.event.by.objectId', line ->> '$.event.proposal.requester.objectId')) STORED,
    request_ids TEXT AS (line -> '$.requestIds') STORED,
    CHECK ((change_id IS NULL) <> (drift_id IS NULL)),
    UNIQUE (change_id, revision),
    UNIQUE (drift_id, revision)
  ) STRICT;
  CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  -- INSERT OR REPLACE deletes the old row without asking the trigger above.
  CREATE TRIGGER journal_only_grows_at_its_head BEFORE INSERT ON journal
    WHEN NOT EXISTS (SELECT 1 FROM journal_head WHERE seq = NEW.seq - 1 AND hash = NEW.line ->> '$.previous')
      OR EXISTS (SELECT 1 FROM journal WHERE change_id = NEW.line ->> '$.id' AND revision = NEW.line ->> '$.revision')
      OR EXISTS (SELECT 1 FROM journal WHERE drift_id = NEW.line ->> '$.id' AND revision = NEW.line ->> '$.revision')
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;
  CREATE TRIGGER journal_head_follows AFTER INSERT ON journal
    BEGIN UPDATE journal_head SET seq = NEW.seq, hash = NEW.hash; END;

  CREATE TABLE deliveries (
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
    PRIMARY KEY (conversation_id, activity_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- Filled and emptied again, to learn whether the store can be written.
  CREATE TABLE probe (only INTEGER PRIMARY KEY NOT NULL CHECK (only = 1), body BLOB NOT NULL) STRICT;
`;
