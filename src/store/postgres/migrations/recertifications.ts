/** The twin of that of SQLite: who answers for partners that are open. */
export const RECERTIFICATIONS: readonly string[] = [
  `CREATE TABLE recertifications (
    tenant_id text COLLATE "C" PRIMARY KEY CHECK (tenant_id = json_of(body) ->> 'tenantId'),
    body text NOT NULL,
    revision bigint NOT NULL GENERATED ALWAYS AS ((json_of(body) ->> 'revision')::bigint) STORED
  )`,
];
