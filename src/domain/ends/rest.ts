import { opens } from '../change/approval.ts';
import { widened } from '../policy/moves.ts';
import { difference, fieldsOf, type FieldName, type PartnerSnapshot, type Snapshot } from '../policy/snapshot.ts';

/**
 * What an accepted drift let in that no end closes by itself: at its end that is no longer accepted, and people are asked as
 * when it was found. `before`, `after`: as the drift has them.
 */
export type Rest = Difference & { readonly names: readonly FieldName[] };
type Difference = { readonly before: PartnerSnapshot; readonly after: PartnerSnapshot };

/**
 * undefined: there is nothing beside what the end closes. What only prepares an opening counts where the end closes nothing:
 * what is left of a partner that has been closed is no question.
 * @param doors what the end closes
 */
export function restOf({ before, after }: Difference, doors: readonly FieldName[]): Rest | undefined {
  const wider = widened(before, after).filter((name) => !doors.includes(name));
  const isPrepared = wider.length === 0 && doors.length === 0 && opens({ before, after });
  const names = isPrepared ? difference(before, after) : wider;
  return names.length === 0 ? undefined : { before, after, names };
}

/** What of it is as it was accepted; what cannot be seen may be. */
export function restNow(rest: Rest | undefined, now: Snapshot): readonly FieldName[] {
  if (rest === undefined) return [];
  const [is, accepted] = [fieldsOf(now), fieldsOf(rest.after)];
  return rest.names.filter((name) => is[name] === accepted[name] || is[name] === 'unknown');
}
