/** What was found about one partner lately is looked up at each look that differs. */
export const DRIFTS_BY_TENANT = `
  CREATE INDEX drifts_by_tenant ON drifts (tenant_id);
`;
