import type { Seen, Viewer } from '../../app/ports.ts';
import type { ObjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { all, run, type Query } from '../query.ts';
import { viewer } from '../schema/viewer.ts';
import { statement } from './statement.ts';

/** What was noted so lately is not written again: it only says who comes first. */
const NOTED_FOR_MS = 10 * 60_000;
const MOST_IN_ONE = 200;

const PUT = statement(`
  INSERT INTO viewers (place, object_id, account, display_name, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (place, object_id) DO UPDATE
  SET account = excluded.account, display_name = excluded.display_name, seen_at = excluded.seen_at
  WHERE viewers.account <> excluded.account OR viewers.display_name <> excluded.display_name
    OR viewers.seen_at <= excluded.seen_at - ${NOTED_FOR_MS}
`);
const DECIDES = statement(`
  INSERT INTO deciders (object_id, decides, noted_at) VALUES (?1, ?2, ?3)
  ON CONFLICT (object_id) DO UPDATE SET decides = excluded.decides, noted_at = excluded.noted_at
`);
const IN = statement(`
  SELECT viewers.object_id, display_name, account, coalesce(decides, 0) AS decides
  FROM viewers LEFT JOIN deciders ON deciders.object_id = viewers.object_id
  WHERE place = ?1 ORDER BY coalesce(decides, 0) DESC, seen_at DESC, viewers.object_id LIMIT ${MOST_IN_ONE}
`);
const FORGET = statement('DELETE FROM viewers WHERE seen_at < ?1');
const FORGET_DECIDERS = statement('DELETE FROM deciders WHERE noted_at < ?1');

/** Rows of `viewers` and `deciders`: who was seen in which conversation, and who of all had the role that decides. */
export function viewersTable() {
  return {
    *put(place: string, person: ObjectId, { account, displayName, at }: Seen): Query<void> {
      yield* run(PUT, place, person, account, displayName, at);
    },

    *noteDecides(person: ObjectId, decides: boolean, at: Instant): Query<void> {
      yield* run(DECIDES, person, decides ? 1 : 0, at);
    },

    /** A row that makes no sense is left out: nobody has a right by it. */
    *in(place: string): Query<readonly Viewer[]> {
      return (yield* all(IN, place)).flatMap((row) => {
        const parsed = viewer.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      });
    },

    /** Forgets what was noted before. */
    *forget(before: Instant): Query<void> {
      yield* run(FORGET, before);
      yield* run(FORGET_DECIDERS, before);
    },
  };
}
