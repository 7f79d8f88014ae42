import { widened } from '../policy/moves.ts';
import { difference, fieldsOf, type FieldName, type PartnerSnapshot, type Snapshot } from '../policy/snapshot.ts';

/**
 * What of an accepted drift no end closes by itself: at its end that is no longer accepted, and people are asked as when it
 * was found. `before`, `after`: as the drift has them.
 */
export type Rest = Difference & { readonly names: readonly FieldName[] };
type Difference = { readonly before: PartnerSnapshot; readonly after: PartnerSnapshot };

/**
 * undefined: there is nothing beside what the end closes. Of what lets in no more than before, or only prepares for that, all
 * is asked about where the end closes nothing: what is left of a partner that has been closed is no question.
 * @param doors what the end closes
 */
export function restOf({ before, after }: Difference, doors: readonly FieldName[]): Rest | undefined {
  const wider = widened(before, after).filter((name) => !doors.includes(name));
  const names = wider.length === 0 && doors.length === 0 ? difference(before, after) : wider;
  return names.length === 0 ? undefined : { before, after, names };
}

/** What of it is as it was accepted; what cannot be seen may be. */
export function restNow(rest: Rest | undefined, now: Snapshot): readonly FieldName[] {
  if (rest === undefined) return [];
  const [is, accepted] = [fieldsOf(now), fieldsOf(rest.after)];
  return rest.names.filter((name) => is[name] === accepted[name] || is[name] === 'unknown');
}

/**
 * What of it is still asked about then: what was made so again since, by whom ever, was decided later, or is told by itself.
 * @param since what was changed after it was accepted
 */
export function restSince(
  rest: Rest | undefined,
  since: readonly { readonly before: Snapshot; readonly after: Snapshot }[],
): Rest | undefined {
  if (rest === undefined) return undefined;
  const accepted = fieldsOf(rest.after);
  const isSo = (snapshot: Snapshot, name: FieldName): boolean => fieldsOf(snapshot)[name] === accepted[name];
  const names = rest.names.filter(
    (name) => !since.some(({ before, after }) => !isSo(before, name) && isSo(after, name)),
  );
  return names.length === 0 ? undefined : { ...rest, names };
}
