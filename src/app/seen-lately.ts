import { keepNewest } from '../domain/keep-newest.ts';
import type { ObjectId } from '../domain/ids.ts';
import type { RoleAccess } from '../domain/people/role.ts';
import type { Ports, SeenLately } from './ports.ts';

/** What was seen so long ago says nothing any more. */
const SEEN_FOR_MS = 10 * 60_000;
/** Who was seen longest ago is forgotten beyond so many. */
const MOST_SEEN = 20_000;

type Sight = { readonly at: number; readonly holds: boolean };

/** Kept in memory: after a start everybody is unknown, but for who decides in a conversation, which the store has. */
export function seenLately({
  clock,
  store,
  background,
  log,
}: Pick<Ports, 'clock' | 'store' | 'background' | 'log'>): SeenLately {
  const seen = new Map<string, Sight>();
  const keyOf = (person: ObjectId, access: RoleAccess): string => `${access} ${person}`;

  /** Whether they were seen to hold it, or to lack it; undefined: neither. */
  const lately = (person: ObjectId, access: RoleAccess): boolean | undefined => {
    const sight = seen.get(keyOf(person, access));
    return sight !== undefined && clock.elapsed() - sight.at < SEEN_FOR_MS ? sight.holds : undefined;
  };

  const keep = (person: ObjectId, access: RoleAccess, holds: boolean): void => {
    const isNews = access === 'change' && lately(person, access) !== holds;
    keepNewest(seen, keyOf(person, access), { at: clock.elapsed(), holds }, MOST_SEEN);
    // Other processes, and this one after its next start, have to know whom to call.
    if (!isNews) return;
    background.start('decides', async () => {
      try {
        await store.noteDecides(person, holds, clock.now());
      } catch (error) {
        // The next time is news again.
        seen.delete(keyOf(person, access));
        throw error;
      }
    });
  };

  return {
    holds: (person, access) => lately(person, access === 'change' ? 'change' : 'read') === true,
    in: async (place) => {
      try {
        const viewers = (await store.viewers(place)).map((one) => ({
          ...one,
          decides: lately(one.objectId, 'change') ?? one.decides,
        }));
        return viewers.toSorted((a, b) => Number(b.decides) - Number(a.decides));
      } catch (error) {
        // The card counts more than for whom it is drawn.
        log.error('conversation.viewersUnread', error, { conversationId: place });
        return [];
      }
    },
    most: (person) => {
      if (lately(person, 'change') === true) return 'change';
      return lately(person, 'change') === false && lately(person, 'read') === true ? 'read' : undefined;
    },
    note: (person, access, holds) => {
      keep(person, access, holds);
      // Whoever may change partners may read them, too; whoever may not even read them may not change them.
      if (holds === (access === 'change')) keep(person, access === 'change' ? 'read' : 'change', holds);
    },
  };
}
