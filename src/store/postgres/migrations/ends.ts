const ENDS_AT = `bigint GENERATED ALWAYS AS (
    CASE WHEN json_of(body) #>> '{end,came}' IS NULL THEN (json_of(body) #>> '{end,at}')::bigint END
  ) STORED`;

/** The twin of that of SQLite: when what was opened ends. */
export const ENDS: readonly string[] = [
  `ALTER TABLE changes ADD COLUMN ends_at ${ENDS_AT}`,
  `ALTER TABLE drifts ADD COLUMN ends_at ${ENDS_AT}`,
  `CREATE INDEX ending_changes ON changes (ends_at) WHERE ends_at IS NOT NULL`,
  `CREATE INDEX ending_drifts ON drifts (ends_at) WHERE ends_at IS NOT NULL`,
];
