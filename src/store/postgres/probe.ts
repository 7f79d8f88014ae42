import { randomBytes } from 'node:crypto';
import { StoreError } from '../../app/ports.ts';
import { PROBE_BYTES } from '../probe.ts';
import { one, run, type Query } from '../query.ts';

/** Writes, reads back and takes away: all of it goes to the server's log at the commit. */
export function* probe(): Query<void> {
  const body = randomBytes(PROBE_BYTES);
  yield* run(
    'INSERT INTO probe ("only", body) VALUES (1, ?1) ON CONFLICT ("only") DO UPDATE SET body = excluded.body',
    body,
  );
  const found = (yield* one('SELECT body FROM probe'))?.['body'];
  yield* run('DELETE FROM probe');
  if (found instanceof Uint8Array && body.equals(found)) return;
  throw new StoreError('damaged', 'The store does not keep what is written to it. Put a backup in its place.');
}
