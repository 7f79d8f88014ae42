/** Who answers for partners that are open, and what was asked. */
export const RECERTIFICATIONS = `
  CREATE TABLE recertifications (
    tenant_id TEXT PRIMARY KEY NOT NULL CHECK (tenant_id = body ->> '$.tenantId'),
    body TEXT NOT NULL,
    revision INTEGER NOT NULL AS (body ->> '$.revision') STORED
  ) STRICT;
`;
