/** Several people may have made a drift; of an older one, one is known, who has explained it. */
export const ACTORS = `
  ALTER TABLE drifts ADD COLUMN explained INTEGER
    AS (coalesce(body ->> '$.explained', body ->> '$.actor.auditId' IS NOT NULL)) VIRTUAL;
  DROP INDEX unnamed_drifts;
  CREATE INDEX unexplained_drifts ON drifts (detected_at) WHERE explained = 0;
`;
