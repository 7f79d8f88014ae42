/** When what was opened ends; null: it has no end, or that has come. */
const ENDS_AT = `INTEGER AS (CASE WHEN body ->> '$.end.came' IS NULL THEN body ->> '$.end.at' END) VIRTUAL`;

/** What has an end that is still to come is looked up each second. */
export const ENDS = `
  ALTER TABLE changes ADD COLUMN ends_at ${ENDS_AT};
  ALTER TABLE drifts ADD COLUMN ends_at ${ENDS_AT};
  CREATE INDEX ending_changes ON changes (ends_at) WHERE ends_at IS NOT NULL;
  CREATE INDEX ending_drifts ON drifts (ends_at) WHERE ends_at IS NOT NULL;
`;
