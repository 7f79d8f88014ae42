/** Records of Entra's audit log, matched with the steps of changes. */
export const EVIDENCE = `
  ALTER TABLE changes ADD COLUMN ended_at INTEGER AS (body ->> '$.status.at') VIRTUAL;
  ALTER TABLE changes ADD COLUMN awaited INTEGER AS (coalesce(json_array_length(body, '$.evidence.awaited'), 0)) VIRTUAL;
  CREATE INDEX changes_awaiting_evidence ON changes (ended_at) WHERE awaited > 0;

  -- One record of Entra's audit log is the record of one step.
  CREATE UNIQUE INDEX one_step_for_each_audit_record ON journal (line ->> '$.event.record.auditId') WHERE event = 'matched';
`;
