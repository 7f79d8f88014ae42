/** What is open is looked up each second, and a partner's history in the order in which it was stored, however many there are. */
export const OPEN_CHANGES = `
  CREATE INDEX open_changes ON changes (requested_at) WHERE state IN ('pending', 'applying', 'unknown');
  DROP INDEX changes_by_time;
  DROP INDEX changes_by_tenant;
  CREATE INDEX changes_by_tenant ON changes (tenant_id);
`;
