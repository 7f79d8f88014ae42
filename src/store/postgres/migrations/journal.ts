/** One chain of hashes over all entries, and what keeps everybody from forking, editing or shortening it. */
export const JOURNAL: readonly string[] = [
  // The last entry of the journal, beside it: what is missing at its end is missed.
  `CREATE TABLE journal_head ("only" bigint PRIMARY KEY CHECK ("only" = 1), seq bigint NOT NULL, hash text NOT NULL)`,
  `INSERT INTO journal_head ("only", seq, hash) VALUES (1, 0, repeat('0', 64))`,

  `CREATE TABLE journal (
    seq bigint PRIMARY KEY CHECK (seq = (json_of(line) ->> 'seq')::bigint),
    line text NOT NULL,
    hash text COLLATE "C" NOT NULL,
    previous text COLLATE "C" NOT NULL GENERATED ALWAYS AS (json_of(line) ->> 'previous') STORED,
    about text COLLATE "C" NOT NULL GENERATED ALWAYS AS (json_of(line) ->> 'of') STORED,
    change_id text COLLATE "C" GENERATED ALWAYS AS (
      CASE WHEN json_of(line) ->> 'of' = 'changes' THEN json_of(line) ->> 'id' END
    ) STORED REFERENCES changes (id),
    drift_id text COLLATE "C" GENERATED ALWAYS AS (
      CASE WHEN json_of(line) ->> 'of' = 'drifts' THEN json_of(line) ->> 'id' END
    ) STORED REFERENCES drifts (id),
    revision bigint GENERATED ALWAYS AS (
      CASE WHEN json_of(line) ->> 'of' IN ('changes', 'drifts') THEN (json_of(line) ->> 'revision')::bigint END
    ) STORED,
    at bigint NOT NULL GENERATED ALWAYS AS ((json_of(line) #>> '{event,at}')::bigint) STORED,
    event text COLLATE "C" NOT NULL GENERATED ALWAYS AS (json_of(line) #>> '{event,kind}') STORED,
    actor text COLLATE "C" GENERATED ALWAYS AS (coalesce(
      json_of(line) #>> '{event,by,objectId}',
      json_of(line) #>> '{event,proposal,requester,objectId}',
      json_of(line) #>> '{event,subscription,by,objectId}'
    )) STORED,
    request_ids text GENERATED ALWAYS AS (json_of(line) ->> 'requestIds') STORED,
    CHECK ((revision IS NULL) = (change_id IS NULL AND drift_id IS NULL)),
    UNIQUE (change_id, revision),
    UNIQUE (drift_id, revision)
  )`,
  `CREATE INDEX journal_by_subject ON journal (about, seq)`,
  `CREATE INDEX tellable_lines ON journal (seq) WHERE about NOT IN ('baselines', 'refusals')`,
  // One record of Entra's audit log is the record of one step.
  `CREATE UNIQUE INDEX one_step_for_each_audit_record ON journal ((json_of(line) #>> '{event,record,auditId}'))
    WHERE event = 'matched'`,
];
