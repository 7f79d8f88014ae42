/**
 * Events that the receiver of the webhook does not take: what each was made of, so that it can be made and sent again.
 * `status`: what the receiver answered; null: nobody took it for a day. `due`: somebody asked for it to be sent again.
 */
export const PARKED_EVENTS = `
  CREATE TABLE parked_events (
    source TEXT NOT NULL CHECK (source IN ('lines', 'sights')),
    seq INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    status INTEGER,
    parked_at INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0 CHECK (due IN (0, 1)),
    PRIMARY KEY (source, seq)
  ) STRICT;
`;
