/**
 * A card that is shown again where somebody asked for it: a third role of a copy, beside the card of its own and the
 * notices. SQLite changes no check of a table: the rows move to a new one.
 */
export const SHOWN_AGAIN = `
  CREATE TABLE copies_of_three_roles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('own', 'notice', 'again')),
    conversation TEXT NOT NULL,
    message TEXT,
    revision INTEGER NOT NULL,
    drawn_revision INTEGER NOT NULL DEFAULT 0 CHECK (drawn_revision BETWEEN 0 AND revision),
    urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
    place TEXT NOT NULL AS (conversation ->> '$.conversationId') STORED,
    message_id TEXT AS (message ->> '$.messageId') STORED,
    message_place TEXT AS (message ->> '$.conversation.conversationId') STORED
  ) STRICT;
  INSERT INTO copies_of_three_roles (id, subject_id, tenant_id, role, conversation, message, revision, drawn_revision, urgent)
    SELECT id, subject_id, tenant_id, role, conversation, message, revision, drawn_revision, urgent FROM copies;
  DROP TABLE copies;
  ALTER TABLE copies_of_three_roles RENAME TO copies;

  CREATE INDEX copies_by_subject ON copies (subject_id);
  CREATE INDEX copies_by_message ON copies (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX undrawn_copies ON copies (place, tenant_id, id) WHERE drawn_revision < revision;
  CREATE UNIQUE INDEX one_own_copy ON copies (subject_id) WHERE role = 'own';
  CREATE UNIQUE INDEX one_notice_in_each_place ON copies (subject_id, place) WHERE role = 'notice';
`;
