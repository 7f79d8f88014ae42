/** The conversation in which the bot was spoken to last: by it Teams finds anybody of this organisation. One row. */
export const LAST_HEARD = `
  CREATE TABLE last_heard (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    conversation TEXT NOT NULL
  ) STRICT;
`;
