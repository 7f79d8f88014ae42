import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/**
 * The journal tells also of what is about no change and no drift: who hears, how partners should look, what was refused,
 * which rule is in force. Baselines and subscriptions that are there already are stated in it once, as they are.
 */
export function notes(sql: DatabaseSync): void {
  sql.exec(JOURNAL);
  const subscriptions = sql.prepare('SELECT place, body FROM subscriptions ORDER BY rowid').all();
  const baselines = sql.prepare('SELECT tenant_id, body, revision FROM baselines ORDER BY tenant_id').all();
  const readHead = sql.prepare('SELECT seq, hash FROM journal_head');
  const add = sql.prepare('INSERT INTO journal (seq, line, hash) VALUES (?, ?, ?)');
  const at = Date.now();
  const restate = (of: string, id: unknown, what: object): void => {
    const head = readHead.get();
    const seq = Number(head?.['seq']) + 1;
    const line = JSON.stringify({ seq, of, id, event: { kind: 'restated', ...what, at }, previous: head?.['hash'] });
    add.run(seq, line, createHash('sha256').update(line, 'utf8').digest('hex'));
  };
  for (const { place, body } of subscriptions) restate('subscriptions', place, { subscription: parsed(body) });
  for (const { tenant_id, body, revision } of baselines) {
    restate('baselines', tenant_id, { state: parsed(body), revision });
  }
}

const parsed = (body: unknown): unknown => JSON.parse(String(body));

/** SQLite takes no constraint away from a table: the journal moves into a new one, line by line as it is. */
const JOURNAL = `
  CREATE TABLE journal_next (
    seq INTEGER PRIMARY KEY NOT NULL CHECK (seq = line ->> '$.seq'),
    line TEXT NOT NULL,
    hash TEXT NOT NULL,
    previous TEXT NOT NULL AS (line ->> '$.previous') STORED,
    about TEXT NOT NULL AS (line ->> '$.of') STORED,
    change_id TEXT REFERENCES changes (id) AS (iif(line ->> '$.of' = 'changes', line ->> '$.id', NULL)) STORED,
    drift_id TEXT REFERENCES drifts (id) AS (iif(line ->> '$.of' = 'drifts', line ->> '$.id', NULL)) STORED,
    revision INTEGER AS (iif(line ->> '$.of' IN ('changes', 'drifts'), line ->> '$.revision', NULL)) STORED,
    at INTEGER NOT NULL AS (line ->> '$.event.at') STORED,
    event TEXT NOT NULL AS (line ->> '$.event.kind') STORED,
    actor TEXT AS (coalesce(
      line ->> '$.event.by.objectId',
      line ->> '$.event.proposal.requester.objectId',
      line ->> '$.event.subscription.by.objectId'
    )) STORED,
    request_ids TEXT AS (line -> '$.requestIds') STORED,
    CHECK ((revision IS NULL) = (change_id IS NULL AND drift_id IS NULL)),
    UNIQUE (change_id, revision),
    UNIQUE (drift_id, revision)
  ) STRICT;
  INSERT INTO journal_next (seq, line, hash) SELECT seq, line, hash FROM journal ORDER BY seq;
  DROP TABLE journal;
  ALTER TABLE journal_next RENAME TO journal;

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

  CREATE INDEX journal_by_subject ON journal (about, seq);
  -- What a program outside may be told of.
  CREATE INDEX tellable_lines ON journal (seq) WHERE about NOT IN ('baselines', 'refusals');
  -- One record of Entra's audit log is the record of one step.
  CREATE UNIQUE INDEX one_step_for_each_audit_record ON journal (line ->> '$.event.record.auditId') WHERE event = 'matched';
`;
