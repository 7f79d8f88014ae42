/**
 * What processes agree on that share a store: who is heard of, and what each of them holds, until when. It is no memory, so it
 * is not part of what a schema version is, has no twin in SQLite and is not copied: it is made wherever it is missing.
 */
export const HOLDS: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS holds (
    what text COLLATE "C" PRIMARY KEY,
    run_id text COLLATE "C" NOT NULL,
    token text COLLATE "C" NOT NULL,
    until timestamptz NOT NULL
  )`,
];
