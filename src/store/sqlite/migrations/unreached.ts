/** To whom Teams does not let the bot write alone, and since when. */
export const UNREACHED = `
  CREATE TABLE unreached (object_id TEXT PRIMARY KEY NOT NULL, since INTEGER NOT NULL) STRICT;
`;
