/** Who was seen in which conversation lately, and who of them had the role that decides: all processes have to know. */
export const VIEWERS = `
  CREATE TABLE viewers (
    place TEXT NOT NULL,
    object_id TEXT NOT NULL,
    account TEXT NOT NULL,
    display_name TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (place, object_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE deciders (
    object_id TEXT PRIMARY KEY NOT NULL,
    decides INTEGER NOT NULL CHECK (decides IN (0, 1)),
    noted_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
