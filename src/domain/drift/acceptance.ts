import { opens, type ApprovalRule } from '../change/approval.ts';
import { samePerson, type Person } from '../people/person.ts';
import type { Drift } from './drift.ts';

/** What somebody's word comes to who wants to accept a drift. */
export type Word =
  | 'enough'
  /** A second administrator has to accept it, too. */
  | 'half'
  /** They made it, or may have. */
  | 'maker'
  /** They have said so already, and it takes somebody else. */
  | 'again';

/** Whether accepting takes more than one administrator, whoever they are: it opens the tenant, and the rule asks for another. */
export function isGuarded(rule: ApprovalRule, drift: Pick<Drift, 'before' | 'after'>): boolean {
  return rule !== 'self' && opens(drift);
}

/** What it takes to accept a drift: any administrator, one who did not make it, or two different ones. */
export type Asks = 'anybody' | 'another' | 'two';

/** @param parts the drift, and after it those that it took up */
export function asksOf(rule: ApprovalRule, parts: readonly [Drift, ...Drift[]]): Asks {
  if (!isGuarded(rule, parts[0])) return 'anybody';
  return isNamed(parts) ? 'another' : 'two';
}

/**
 * Whether somebody may accept it. What opens the tenant is accepted by an administrator who did not make it; as long as
 * not all who did are named as people, two different ones accept it, one of whom did not.
 * @param parts the drift, and after it those that it took up: who made one of them made a part of it
 */
export function wordOf(rule: ApprovalRule, parts: readonly [Drift, ...Drift[]], by: Person): Word {
  const asks = asksOf(rule, parts);
  if (asks === 'anybody') return 'enough';
  if (isMaker(parts, by)) return 'maker';
  if (asks === 'another') return 'enough';
  const [{ half }] = parts;
  if (half === null || isMaker(parts, half.by)) return 'half';
  return samePerson(half.by, by) ? 'again' : 'enough';
}

/** Whether it was accepted by nobody but those who made it, or may have, as is known by now. */
export function isOwnAcceptance(rule: ApprovalRule, parts: readonly [Drift, ...Drift[]]): boolean {
  const [{ status, half }] = parts;
  if (status.state !== 'accepted' || !isGuarded(rule, parts[0])) return false;
  const accepted = [status.by, ...(half === null ? [] : [half.by])];
  return accepted.every((person) => isMaker(parts, person));
}

/** Object ids are of this tenant, whatever tenant somebody is at home in. */
const isMaker = (parts: readonly Drift[], { objectId }: Person): boolean =>
  parts.some(({ actors }) => actors.some((actor) => actor.objectId === objectId));

/** Who stands behind an app nobody knows, and what was kept before ids were is nobody's. */
export const isNamed = (parts: readonly Pick<Drift, 'actors' | 'explained'>[]): boolean =>
  parts.every(
    ({ actors, explained }) =>
      explained && actors.every(({ kind, objectId }) => kind === 'person' && objectId !== null),
  );
