/** The twin of that of SQLite: who was seen in which conversation lately, and who of them had the role that decides. */
export const VIEWERS: readonly string[] = [
  `CREATE TABLE viewers (
    place text COLLATE "C" NOT NULL,
    object_id text COLLATE "C" NOT NULL,
    account text NOT NULL,
    display_name text NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (place, object_id)
  )`,
  `CREATE TABLE deciders (
    object_id text COLLATE "C" PRIMARY KEY,
    decides bigint NOT NULL CHECK (decides IN (0, 1)),
    noted_at bigint NOT NULL
  )`,
];
