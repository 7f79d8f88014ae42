/**
 * Which process uses the store: the number of the lease that was given out last, to whom, and until when. Whoever has an
 * older number writes nothing. A lock of a session would break where a proxy shares sessions.
 */
export const LEASE: readonly string[] = [
  `CREATE TABLE lease (
    "only" bigint PRIMARY KEY CHECK ("only" = 1),
    epoch bigint NOT NULL,
    holder text NOT NULL,
    until timestamptz NOT NULL
  )`,
  `INSERT INTO lease ("only", epoch, holder, until) VALUES (1, 0, '', '-infinity')`,
];
