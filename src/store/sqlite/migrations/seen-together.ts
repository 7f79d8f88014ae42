/**
 * When a partner last looked as expected is noted once for all that did, in `meta` (`expected_at`). `apart`: it did not, or
 * has moved since; its own time counts.
 */
export const SEEN_TOGETHER = `
  ALTER TABLE baselines ADD COLUMN apart INTEGER NOT NULL DEFAULT 1 CHECK (apart IN (0, 1));
  CREATE INDEX baselines_apart ON baselines (tenant_id) WHERE apart = 1;
`;
