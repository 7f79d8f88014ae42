import { StoreError, type ParkedEvent, type Parking } from '../../app/ports.ts';
import { all, one, run, type Query, type Row } from '../query.ts';
import { parkedEvent } from '../schema/parked-event.ts';
import { statement } from './statement.ts';

const PUT = statement(`
  INSERT INTO parked_events (source, seq, event_id, type, status, parked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (source, seq) DO UPDATE SET status = excluded.status, parked_at = excluded.parked_at, due = 0
`);
const COLUMNS = 'source, seq, event_id AS id, type, status, parked_at AS at';
const ALL = statement(`SELECT ${COLUMNS} FROM parked_events ORDER BY parked_at, seq`);
const NEXT_DUE = statement(`SELECT ${COLUMNS} FROM parked_events WHERE due = 1 ORDER BY source, seq LIMIT 1`);
const REMOVE = statement('DELETE FROM parked_events WHERE source = ?1 AND seq = ?2');
const CALL = statement('UPDATE parked_events SET due = 1');

/** Rows of `parked_events`. */
export function parkedEventsTable() {
  return {
    *put({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>, { id, type, status, at }: Parking): Query<void> {
      yield* run(PUT, source, seq, id, type, status, at);
    },
    *all(): Query<readonly ParkedEvent[]> {
      return (yield* all(ALL)).map(read);
    },
    *due(): Query<ParkedEvent | undefined> {
      const row = yield* one(NEXT_DUE);
      return row === undefined ? undefined : read(row);
    },
    *remove({ source, seq }: Pick<ParkedEvent, 'source' | 'seq'>): Query<void> {
      yield* run(REMOVE, source, seq);
    },
    /** @returns how many are to be sent again */
    call: (): Query<number> => run(CALL),
  };
}

function read(row: Row): ParkedEvent {
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
