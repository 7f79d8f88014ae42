/**
 * What was moved out may be deleted, and only that: the journal itself says up to where. Letters that were sent are kept
 * for a while, so that none is written twice.
 */
export const RETENTION = `
  DROP TRIGGER journal_is_never_shortened;
  CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
    WHEN NOT EXISTS (
      SELECT 1 FROM journal WHERE about = 'archive' AND seq > OLD.seq AND line ->> '$.event.entries' >= OLD.seq
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END;

  ALTER TABLE letters ADD COLUMN forget_at INTEGER;
  CREATE INDEX letters_to_forget ON letters (forget_at) WHERE sent = 1;
`;
