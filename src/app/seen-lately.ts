import type { ObjectId } from '../domain/ids.ts';
import type { RoleAccess } from '../domain/people/role.ts';
import type { Clock, SeenLately } from './ports.ts';

/** A role that was seen so long ago says nothing any more. */
const SEEN_FOR_MS = 10 * 60_000;
/** Who was seen longest ago is forgotten beyond so many. */
const MOST_SEEN = 20_000;

/** Kept in memory only: after a start everybody is unknown. */
export function seenLately(clock: Pick<Clock, 'elapsed'>): SeenLately {
  const seen = new Map<string, number>();
  const keyOf = (person: ObjectId, access: RoleAccess): string => `${access} ${person}`;

  const keep = (key: string): void => {
    // Set anew it is the youngest: a Map keeps the order in which its keys came.
    seen.delete(key);
    seen.set(key, clock.elapsed());
    const [oldest] = seen.keys();
    if (seen.size > MOST_SEEN && oldest !== undefined) seen.delete(oldest);
  };

  return {
    holds: (person, access) =>
      clock.elapsed() - (seen.get(keyOf(person, access === 'change' ? 'change' : 'read')) ?? -Infinity) < SEEN_FOR_MS,
    note: (person, access, holds) => {
      // Whoever may change partners may read them, too; whoever may not even read them may not change them.
      const other = access === 'change' ? 'read' : 'change';
      if (holds) {
        keep(keyOf(person, access));
        if (access === 'change') keep(keyOf(person, other));
      } else {
        seen.delete(keyOf(person, access));
        if (access === 'read') seen.delete(keyOf(person, other));
      }
    },
  };
}
