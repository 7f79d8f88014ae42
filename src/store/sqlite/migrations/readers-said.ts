/** What was said of who reads along in a conversation, before it is subscribed. */
export const READERS_SAID = `
  CREATE TABLE readers_said (place TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
`;
