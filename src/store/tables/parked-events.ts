import type { DatabaseSync } from 'node:sqlite';
import { StoreError, type ParkedEvent, type Parking } from '../../app/ports.ts';
import { parkedEvent } from '../schema/parked-event.ts';

/** Rows of `parked_events`. Methods are synchronous and throw as node:sqlite does, or StoreError. */
export function parkedEventsTable(sql: DatabaseSync) {
  const put = sql.prepare(`
    INSERT INTO parked_events (source, seq, event_id, type, status, parked_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, seq) DO UPDATE SET status = excluded.status, parked_at = excluded.parked_at, due = 0
  `);
  const columns = 'source, seq, event_id AS id, type, status, parked_at AS at';
  const all = sql.prepare(`SELECT ${columns} FROM parked_events ORDER BY parked_at, seq`);
  const nextDue = sql.prepare(`SELECT ${columns} FROM parked_events WHERE due = 1 ORDER BY source, seq LIMIT 1`);
  const remove = sql.prepare('DELETE FROM parked_events WHERE source = ? AND seq = ?');
  const call = sql.prepare('UPDATE parked_events SET due = 1');

  return {
    put: ({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>, { id, type, status, at }: Parking): void => {
      put.run(source, seq, id, type, status, at);
    },
    all: (): readonly ParkedEvent[] => all.all().map(read),
    due: (): ParkedEvent | undefined => {
      const row = nextDue.get();
      return row === undefined ? undefined : read(row);
    },
    remove: ({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>): void => {
      remove.run(source, seq);
    },
    /** @returns how many are to be sent again */
    call: (): number => Number(call.run().changes),
  };
}

function read(row: Readonly<Record<string, unknown>>): ParkedEvent {
  const parsed = parkedEvent.safeParse({ ...row });
  if (parsed.success) return parsed.data;
  throw new StoreError(
    'damaged',
    'An event that waits for the webhook cannot be read. Put a backup of the store in its place.',
    {
      cause: parsed.error,
    },
  );
}
